"""How the relay waits: until its next round, or until the journal grows, or until it must end."""

import threading

import psycopg
import structlog

log = structlog.get_logger(__name__)


class Pause:
    """Wait the whole time, or until told to stop."""

    def __init__(self) -> None:
        self._over = threading.Event()

    @property
    def over(self) -> bool:
        """Whether the relay was told to stop."""
        return self._over.is_set()

    def stop(self) -> None:
        """End this wait and every later one at once; safe in a signal handler."""
        self._over.set()

    def wait(self, seconds: float) -> None:
        """Wait at most so many seconds."""
        self._over.wait(seconds)


class Listening(Pause):
    """Wait until PostgreSQL says that the journal grew; as good as Pause when it cannot listen."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url.replace("postgresql+psycopg://", "postgresql://")
        self._line: psycopg.Connection[tuple[object, ...]] | None = None

    def wait(self, seconds: float) -> None:
        """Wait at most so many seconds, shorter when an entry is committed."""
        try:
            line = self._open()
            for _ in line.notifies(timeout=0 if self.over else seconds, stop_after=1):
                break
        except psycopg.Error as error:
            log.warning("relay.deaf", error=str(error).strip())
            self._line = None
            super().wait(seconds)

    def _open(self) -> "psycopg.Connection[tuple[object, ...]]":
        if self._line is None or self._line.closed:
            self._line = psycopg.connect(self._url, autocommit=True, connect_timeout=3)
            self._line.execute("LISTEN journal")
        return self._line


def waiting(url: str) -> Pause:
    """Return the way to wait that this database allows."""
    return Listening(url) if url.startswith("postgresql") else Pause()
