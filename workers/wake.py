"""How the relay waits: until its next round, or until the journal grows, or until it must end."""

import sqlite3
import threading
import time
from pathlib import Path

import psycopg
import structlog
from sqlalchemy import make_url

LOOK_S = 0.05  # How often a SQLite file is looked at.

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


class Watching(Pause):
    """Wait until the journal in a SQLite file grows; as good as Pause when it cannot look.

    Whether anything was committed costs SQLite a look at shared memory; only then the journal is
    asked. An interval of half a second alone would make most listings wait longer than that.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        self._line: sqlite3.Connection | None = None
        self._seen = (-1, -1)  # What was committed last, and how long the journal was.

    def wait(self, seconds: float) -> None:
        """Wait at most so many seconds, shorter when an entry is committed."""
        end = time.monotonic() + seconds
        while not self.over and (left := end - time.monotonic()) > 0:
            # Waits before it looks: in a crowd of changes the rounds still have some distance.
            super().wait(min(LOOK_S, left))
            if self._grown():
                return

    def _grown(self) -> bool:
        try:
            line = self._open()
            commits = line.execute("PRAGMA data_version").fetchone()[0]
            if commits == self._seen[0]:
                return False
            head = line.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()[0]
        except sqlite3.Error as error:
            log.warning("relay.blind", error=str(error))
            self._line = None
            return False
        before, self._seen = self._seen, (commits, head)
        return bool(head != before[1])

    def _open(self) -> sqlite3.Connection:
        if self._line is None:
            self._line = sqlite3.connect(
                f"{self._file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None
            )
        return self._line


def waiting(url: str) -> Pause:
    """Return the way to wait that this database allows."""
    if url.startswith("postgresql"):
        return Listening(url)
    file = make_url(url).database
    return Watching(Path(file)) if file and file != ":memory:" else Pause()
