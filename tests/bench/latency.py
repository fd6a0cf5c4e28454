"""From a fact's commit to the index's: a real relay and a real worker on the embedded default.

    python -m tests.bench.latency --changes 60

Prints how long single changes take while the market is idle, and how many commits a crowd costs.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.settings import settings
from marketplace.core import db, journal
from marketplace.core.unit import unit
from marketplace.migrations.schema import upgrade
from marketplace.search.queries.index import LAYOUT
from search_index import Damaged, Index
from tests.factories.identity import actor
from tests.servers import run
from tests.servers.broker import Broker

COMMANDS = (
    ["-m", "workers.relay"],
    ["-m", "celery", "--quiet", "-A", "workers.app", "worker", "-c", "1", "-Q", "index",
     "--without-gossip", "--without-mingle"],
)  # fmt: skip


class Here:
    """A market of its own: a database, an index, a relay and the worker of the index."""

    def __init__(self, folder: Path, redis_url: str) -> None:
        given = {"MARKET_DATA": str(folder), "DATABASE_URL": "", "REDIS_URL": redis_url}
        os.environ.update(given)
        settings.cache_clear()
        upgrade(settings().database_url)
        db.bind(db.open_engine(settings().database_url))
        self.index = Index(settings().index, LAYOUT)
        self.parts = [
            subprocess.Popen(
                [sys.executable, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            for command in COMMANDS
        ]

    def change(self) -> int:
        """Commit a fact that changes a document; returns its number in the journal."""
        actor("holder", name=f"研究院{random.random()}")
        with unit() as session:
            return journal.head(session)

    def seen(self, seq: int) -> float:
        """Wait until the index has it; returns the moment."""
        while True:
            try:
                if self.index.cursor() >= seq:
                    return time.monotonic()
            except Damaged:
                pass
            time.sleep(0.002)

    def end(self) -> None:
        """Leave nothing running."""
        for part in self.parts:
            part.send_signal(signal.SIGTERM)
        for part in self.parts:
            part.wait(30)


def alone(here: Here, changes: int) -> list[float]:
    """Seconds from commit to commit of single changes, each after a rest of its own length."""
    taken = []
    for _ in range(changes):
        time.sleep(random.uniform(2.1, 2.6))
        seq = here.change()
        began = time.monotonic()
        taken.append(here.seen(seq) - began)
    return taken


def crowd(here: Here, seconds: float) -> tuple[int, int, list[float]]:
    """Changes as fast as they come: how many, how many commits, how old what a commit brings."""
    generation = here.index._folder.generation
    build = here.index._folder.current()
    before, waiting, late = generation(build), [], []
    count, end = 0, time.monotonic() + seconds
    while time.monotonic() < end or waiting:
        if time.monotonic() < end:
            waiting.append((here.change(), time.monotonic()))
            count += 1
            time.sleep(0.02)
        there, now = here.index.cursor(), time.monotonic()
        late += [now - at for seq, at in waiting if seq <= there]
        waiting = [(seq, at) for seq, at in waiting if seq > there]
    return count, generation(build) - before, late


def row(name: str, taken: list[float]) -> str:
    """One line of the table, in milliseconds."""
    cuts = statistics.quantiles(taken, n=100)
    return f"{name:<34}{cuts[49] * 1e3:>8.0f}{cuts[94] * 1e3:>8.0f}{max(taken) * 1e3:>8.0f}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--changes", type=int, default=60)
    given = parser.parse_args()
    run.begin()
    broker = Broker("valkey").start()
    with tempfile.TemporaryDirectory() as folder:
        here = Here(Path(folder), broker.url)
        try:
            here.seen(here.change())
            print(f"{'commit to index commit, ms':<34}{'p50':>8}{'p95':>8}{'max':>8}")
            print(row(f"{given.changes} single changes", alone(here, given.changes)))
            count, commits, late = crowd(here, 10.0)
            print(row(f"{count} changes in 10 s", late))
            print(f"{count} changes in 10 s made {commits} commits")
            print(f"segments at the end: {len(here.index.segments())}")
        finally:
            here.end()
            broker.kill()
            run.end()


if __name__ == "__main__":
    main()
