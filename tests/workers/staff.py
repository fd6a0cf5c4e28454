"""A relay and a worker as processes of their own, which may be killed and started again."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from marketplace.core import db, journal
from marketplace.core.actor import SYSTEM
from marketplace.core.deliveries import Delivery
from marketplace.core.heartbeat import Heartbeat
from marketplace.core.unit import unit
from marketplace.migrations import schema

FACT = "thing.happened"
COMMANDS = {
    "relay": ["-m", "workers.relay"],
    "worker": ["-m", "celery", "--quiet", "-A", "tests.workers.stage", "worker", "-c", "2",
               "-Q", "notify,outward,match,bulk,index", "--without-gossip", "--without-mingle"],
}  # fmt: skip


class Thing:
    """Something a fact is about."""

    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


class Staff:
    """The processes under test and the database they share with the test."""

    def __init__(self, data: Path, database_url: str, redis_url: str) -> None:
        data.mkdir()
        self.data = data
        self.given = {
            "MARKET_DATA": str(data), "DATABASE_URL": database_url, "REDIS_URL": redis_url,
            "LEASE_SECONDS": "3",
        }  # fmt: skip
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        schema.upgrade(database_url)
        self.engine: Engine = db.open_engine(database_url)
        db.bind(self.engine)

    def start(self, *names: str) -> None:
        """Start these processes, each in a group of its own."""
        for name in names:
            with (self.data / f"{name}.log").open("ab") as log:
                self.processes[name] = subprocess.Popen(
                    [sys.executable, *COMMANDS[name]],
                    env={**os.environ, **self.given},
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )

    def kill(self, name: str) -> None:
        """Kill a process and its children with -9."""
        process = self.processes.pop(name)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def end(self, name: str) -> int:
        """Ask a process to end, as a supervisor does; returns its exit code."""
        process = self.processes.pop(name)
        process.terminate()
        return process.wait(30)

    def close(self) -> None:
        """Leave nothing running."""
        for name in list(self.processes):
            self.kill(name)
        self.engine.dispose()
        db._bound.clear()

    def happen(self, count: int, **data: str) -> None:
        """Record so many facts, each in a unit of its own."""
        for number in range(count):
            with unit() as session:
                journal.record(session, SYSTEM, FACT, Thing(), number=number, **data)

    def states(self) -> Counter[str]:
        """Count deliveries by state."""
        with Session(self.engine) as session:
            return Counter(session.scalars(select(Delivery.state)))

    def deliveries(self, state: str) -> list[Delivery]:
        """Return the deliveries in a state."""
        with Session(self.engine) as session:
            return list(session.scalars(select(Delivery).where(Delivery.state == state)))

    def effects(self) -> Counter[str]:
        """Count the effects of each delivery on our database."""
        with Session(self.engine) as session:
            names = session.scalars(select(Heartbeat.name).where(Heartbeat.role == "effect"))
            return Counter(name.partition(":")[0] for name in names)

    def sent(self) -> Counter[str]:
        """Count the calls to the world of each delivery."""
        path = self.data / "sent"
        return Counter(path.read_text().split()) if path.exists() else Counter()

    def until(self, what: Callable[[], bool], seconds: float = 60.0) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not what():
            assert time.monotonic() < end, f"{self.states()}\n{self._logs()}"
            time.sleep(0.1)

    def _logs(self) -> str:
        return "\n".join(path.read_text()[-4000:] for path in self.data.glob("*.log"))
