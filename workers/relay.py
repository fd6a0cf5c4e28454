"""The relay: the one process that tells workers what waits for them.

It reads rows and sends nudges. A nudge that is lost is sent again, one that comes twice finds the
work done: so the relay may die at any point, and two relays do no harm.
"""

import random
import signal
import time
from collections.abc import Hashable
from typing import Any

import structlog
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from config.logging import set_up
from config.settings import settings
from marketplace import house
from marketplace.core import deliveries, heartbeat, journal
from marketplace.core.db import bind, open_engine
from marketplace.core.deliveries import Cursor
from marketplace.core.errors import Problem
from marketplace.core.heartbeat import Heartbeat
from marketplace.core.unit import reading, unit
from workers.app import OUTWARD, QUEUES, name
from workers.line import Line
from workers.nudges import Nudges, View
from workers.wake import waiting

FOLLOWERS = ("react", "index", "match")
ENOUGH = 1000
BATCH = 200
SWEEP_EVERY = 5.0
BEAT_EVERY = 20.0
LONGEST_PAUSE = 5.0
EXPECTED = (BrokerError, RedisError, DBAPIError, Problem, OSError)

log = structlog.get_logger(__name__)


class Relay:
    """One relay and what it remembers between rounds."""

    def __init__(self) -> None:
        self.line = Line()
        self.nudges = Nudges()
        self.beat_at = 0.0

    def round(self, now: float) -> int:
        """Send what is to be sent now; returns how many nudges were sent."""
        # Asked before any row is marked as nudged: a broker that is away costs rows no back-off.
        queued = self.line.queued()
        if now >= self.beat_at + BEAT_EVERY:
            self._beat()
            self.beat_at = now
        if queued >= ENOUGH:
            return 0
        sent = self._standing(_look(), now)
        while queued + sent < ENOUGH:
            with unit() as session:
                keys = deliveries.due(session, BATCH)
            for key, channel in keys.items():
                queue = "outward" if channel in OUTWARD else None
                self.line.send("deliver", str(key), queue=queue)
            sent += len(keys)
            if len(keys) < BATCH:
                break
        return sent

    def _standing(self, view: View, now: float) -> int:
        """Nudge followers that lag, the sweep, and each queue's sign of life."""
        sent = 0
        for follower in FOLLOWERS:
            if self.nudges.follower(follower, view, now):
                self.line.send(follower)
                sent += 1
        if self.nudges.periodic("sweep", SWEEP_EVERY, view, now):
            self.line.send("sweep")
            sent += 1
        for queue in QUEUES:
            if self.nudges.periodic(f"worker:{queue}", BEAT_EVERY, view, now):
                self.line.send("beat", queue, queue=queue)
                sent += 1
        return sent + self._chores(now)

    def _chores(self, now: float) -> int:
        """Nudge long work that waits; what is being done does not wait and is forgotten."""
        with reading() as session:
            waiting = {
                f"chore:{kind}:{key}": (kind, str(key))
                for kind, chore in house.CHORES.items()
                for key in chore.waiting(session)
            }
        self.nudges.keep("chore:", waiting)
        asked = [words for name, words in waiting.items() if self.nudges.unanswered(name, now)]
        for words in asked:
            self.line.send("chore", *words)
        return len(asked)

    def _beat(self) -> None:
        with unit() as session:
            heartbeat.beat(session, f"relay:{name()}", "relay")


def _look() -> View:
    """Read what a round needs to know, in one snapshot."""
    with reading() as session:
        cursors = {row.name: row.seq for row in session.scalars(select(Cursor))}
        beats: dict[str, Hashable] = {
            row.name: row.at for row in session.scalars(select(Heartbeat))
        }
        return View(journal.head(session), cursors, beats)


def main() -> None:
    """Relay until told to stop; an absent broker or database only makes the rounds slower."""
    set_up("relay")
    bind(open_engine(settings().database_url))
    pause = waiting(settings().database_url)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: pause.stop())
    log.info("relay.started")
    run(Relay(), pause)
    log.info("relay.stopped")


def run(relay: Relay, pause: Any) -> None:
    """Make rounds until `pause` is over."""
    interval = settings().relay_interval
    wait = interval
    while not pause.over:
        try:
            relay.round(time.monotonic())
            wait = interval
        except EXPECTED as error:
            log.warning("relay.round_failed", error=f"{type(error).__name__}: {error}"[:300])
            relay.line.drop()
            relay.nudges.forget()
            wait = min(LONGEST_PAUSE, wait * 2) * random.uniform(0.7, 1.0)  # noqa: S311 -- Jitter.
        pause.wait(wait)


if __name__ == "__main__":
    main()
