"""How far a rebuild is, told in a small file to whoever waits for it in another process."""

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

EVERY_S = 1.0
SILENT_S = 30.0  # Who says nothing for so long is dead.
# Writing the postings takes about half as long as reading and cutting the texts did.
_WRITING = 0.5


@dataclass(frozen=True, slots=True)
class Rebuilding:
    """A rebuild that goes on: documents read, of how many, for how long, and how long still."""

    done: int
    total: int
    seconds: float
    left: float | None


class Teller:
    """Counts the documents of a rebuild and tells the file and the caller now and then."""

    def __init__(self, file: Path, total: int, tell: Callable[[Rebuilding], object]) -> None:
        self._file = file
        self._total = total
        self._tell = tell
        self._began = time.monotonic()
        self._told = 0.0
        self._done = 0
        self._reading: float | None = None

    def documents(self, items: Iterable[Any]) -> Iterator[Any]:
        """Give the documents on, counted."""
        self._say()
        for item in items:
            yield item
            self._done += 1
            self._now_and_then()
        self._reading = self._seconds()

    def postings(self, items: Iterable[Any]) -> Iterator[Any]:
        """Give the postings on that are written at the end."""
        for number, item in enumerate(items):
            yield item
            if number % 4096 == 0:
                self._now_and_then()

    def end(self) -> None:
        """Say no more."""
        self._file.unlink(missing_ok=True)

    def _seconds(self) -> float:
        return time.monotonic() - self._began

    def _now_and_then(self) -> None:
        if self._seconds() >= self._told + EVERY_S:
            self._say()

    def _say(self) -> None:
        self._told = self._seconds()
        stand = Rebuilding(self._done, self._total, round(self._told, 1), self._left())
        draft = self._file.with_suffix(".new")
        draft.write_text(json.dumps(asdict(stand)))
        draft.replace(self._file)
        self._tell(stand)

    def _left(self) -> float | None:
        """Guess the seconds still to go; None while nothing can be said."""
        reading = self._reading
        if reading is None:
            if not self._done or not self._total:
                return None
            reading = self._told / self._done * max(self._total, self._done)
        return round(max(0.0, reading * (1 + _WRITING) - self._told), 1)


def read(file: Path) -> Rebuilding | None:
    """Give the stand of a rebuild, None when there is none."""
    try:
        if time.time() - file.stat().st_mtime > SILENT_S:
            return None
        return Rebuilding(**json.loads(file.read_text()))
    except (OSError, ValueError, TypeError):
        return None  # It ended at this moment, or was cut off: there is nothing to be told.
