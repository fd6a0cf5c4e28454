"""How many questions a process works on at once: others wait a little, then are asked to return.

A search keeps one of the few threads of the web busy. So many at once are let in, so many may wait,
and whoever is beyond that is told at once: the other pages stay quick whatever is searched for.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from marketplace.search.errors import SearchBusy

RETRY_AFTER_S = 2


@dataclass(slots=True)
class Gate:
    """Lets a bounded number through, lets a bounded number wait for a bounded time."""

    at_once: int
    waiting: int
    patience_s: float
    _turn: threading.Condition = field(default_factory=threading.Condition)
    _inside: int = 0
    _outside: int = 0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a place inside; raises SearchBusy when there is none in time."""
        with self._turn:
            if not self._may_enter():
                raise SearchBusy(retry_after=RETRY_AFTER_S)
            self._inside += 1
        try:
            yield
        finally:
            with self._turn:
                self._inside -= 1
                self._turn.notify()

    def _may_enter(self) -> bool:
        if self._inside < self.at_once:
            return True
        if self._outside >= self.waiting:
            return False
        self._outside += 1
        try:
            return self._turn.wait_for(lambda: self._inside < self.at_once, self.patience_s)
        finally:
            self._outside -= 1


# The threads of a process are four by default (WEB_THREADS): one is always left for other pages.
GATE = Gate(at_once=2, waiting=1, patience_s=2.0)
