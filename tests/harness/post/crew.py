"""Two relays and a worker as processes, started again when they end, and their database."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine

from marketplace.core import db
from marketplace.migrations import schema

WORKER = ["-m", "celery", "--quiet", "-A", "tests.harness.post.stage", "worker", "-c", "3",
          "-Q", "notify", "--without-gossip", "--without-mingle",
          "--without-heartbeat"]  # fmt: skip
COMMANDS = {
    "relay": ["-m", "tests.harness.post.relay"],
    "second relay": ["-m", "tests.harness.post.relay"],
    "worker": WORKER,
}


class Crew:
    """The processes under test."""

    def __init__(self, data: Path, given: dict[str, str], without: str) -> None:
        data.mkdir(parents=True)
        self.data = data
        self.given = {"MARKET_DATA": str(data), "LEASE_SECONDS": "5", "HARNESS_WITHOUT": without}
        self.given |= given
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.restarts = 0
        schema.upgrade(given["DATABASE_URL"])
        self.engine: Engine = db.open_engine(given["DATABASE_URL"])
        if without == "once":
            _drop_unique(self.engine)
        db.bind(self.engine)

    def start(self) -> None:
        """Start all."""
        for name in COMMANDS:
            self._start(name)

    def tend(self) -> None:
        """Start again what has ended."""
        for name, process in list(self.processes.items()):
            if process.poll() is not None:
                self._end_group(process)
                self.restarts += 1
                self._start(name)

    def kill(self, name: str) -> None:
        """Kill a process and its children with -9; `tend` starts it again."""
        self._end_group(self.processes[name])
        self.processes[name].wait()

    def kill_child(self, name: str) -> None:
        """Kill one child with -9."""
        with suppress(psutil.NoSuchProcess):
            for child in psutil.Process(self.processes[name].pid).children()[:1]:
                child.kill()

    def close(self) -> None:
        """Leave nothing running."""
        for process in self.processes.values():
            self._end_group(process)
            process.wait()
        self.engine.dispose()
        db._bound.clear()

    def logs(self) -> str:
        """The end of what each said."""
        return "\n".join(path.read_text()[-3000:] for path in self.data.glob("*.log"))

    def said(self, words: str) -> int:
        """How often these words are in the logs."""
        return sum(path.read_text().count(words) for path in self.data.glob("*.log"))

    def _start(self, name: str) -> None:
        role = "worker" if name == "worker" else "relay"
        with (self.data / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *COMMANDS[name]],
                env={**os.environ, **self.given, "HARNESS_ROLE": role},
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    @staticmethod
    def _end_group(process: subprocess.Popen[bytes]) -> None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def until(what: object, seconds: float) -> bool:
    """Wait until something callable is so; whether it came to be."""
    end = time.monotonic() + seconds
    while not what():  # type: ignore[operator]
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def _drop_unique(engine: Engine) -> None:
    """Take from the inbox what keeps a line from being there twice."""
    with engine.begin() as connection:
        op = Operations(MigrationContext.configure(connection))
        with op.batch_alter_table("notice") as batch:
            batch.drop_constraint("uq_notice_entry_seq", type_="unique")
