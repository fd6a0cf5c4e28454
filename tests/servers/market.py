"""The real thing under test: `market serve` in a process group of its own, on its own data."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import httpx
import psutil

from tests.servers import run

# Seven processes start at once, perhaps beside other tests and measured line by line.
READY_SECONDS = 120.0
# The variables that would let the market under test reach something of the person who tests.
OWN = ("DATABASE_URL", "REDIS_URL", "SMTP_URL", "PUBLIC_URL", "TRUSTED_HOSTS", "SECRET_KEY")


@dataclass(slots=True)
class Market:
    """One market: start it, talk to it, kill parts of it by name, stop it, leave nothing behind."""

    data: Path
    given: dict[str, str] = field(default_factory=dict)
    port: int = field(default_factory=run.free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where its pages are."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """Where its output goes."""
        return self.data.with_name(f"{self.data.name}.log")

    def environment(self) -> dict[str, str]:
        """Return the environment of this market's commands."""
        clean = {name: value for name, value in os.environ.items() if name not in OWN}
        mine = {"MARKET_DATA": str(self.data), "PORT": str(self.port)}
        return {**clean, **mine, "LEASE_SECONDS": "3", **self.given}

    def start(self, *options: str, seconds: float = READY_SECONDS) -> "Market":
        """Start it and wait until it says it is ready."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "marketplace.cli", "serve", *options],
                env=self.environment(),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_for(self.ready, seconds, "ready")
        return self

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run one `market` command on this market's data to its end."""
        line = [sys.executable, "-m", "marketplace.cli", *command]
        return subprocess.run(
            line, env=self.environment(), capture_output=True, text=True, check=False
        )

    def ready(self) -> bool:
        """Say whether /readyz answers 200 now; AssertionError if the market has ended."""
        if self.process and self.process.poll() is not None:
            raise AssertionError(f"market ended:\n{self.tail()}")
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.url}/readyz", timeout=5).status_code == httpx.codes.OK
        return False

    def pids(self) -> dict[str, int]:
        """Return the process id of each part that runs: broker, relay, index, worker, web."""
        path = self.data / "processes.json"
        found: dict[str, int] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def kill(self, name: str) -> int:
        """Kill one part with -9, as the kernel would; returns the process id it had."""
        pid = self.pids()[name]
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        return pid

    def kill_child(self, name: str) -> None:
        """Kill with -9 a child of a part: the process that does a worker's or the web's work."""
        for child in psutil.Process(self.pids()[name]).children()[:1]:
            child.kill()

    def until_back(self, name: str, before: int, seconds: float = READY_SECONDS) -> None:
        """Wait until a killed part runs under another process id."""
        self.wait_for(lambda: self.pids().get(name, before) != before, seconds, f"{name} back")

    def stop(self) -> int:
        """Ask it to end as Ctrl-C does, wait, and assert that none of its processes is left."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(60)
        self.process = None
        self.nothing_left()
        return code

    def nothing_left(self, seconds: float = 30.0) -> None:
        """Assert that no process works on this data folder any more."""
        self.wait_for(lambda: not self.family(), seconds, "gone", lambda: str(self.family()))

    def family(self) -> list[str]:
        """Name every process that was started for this data folder, wherever it hangs."""
        mine = str(self.data)
        sockets = str((self.data / "run").resolve())
        return [
            f"{process.pid} {' '.join(words)}"
            for process in psutil.process_iter()
            for words in [_words(process)]
            if words and (_data(process) == mine or any(sockets in w or mine in w for w in words))
        ]

    def wait_for(
        self,
        what: Callable[[], bool],
        seconds: float,
        name: str,
        explain: Callable[[], str] | None = None,
    ) -> None:
        """Wait until something is so; AssertionError with the log's end when it does not come."""
        until = time.monotonic() + seconds
        while not what():
            if time.monotonic() > until:
                more = explain() if explain else self.tail()
                raise AssertionError(f"not {name} within {seconds} s:\n{more}")
            time.sleep(0.05)

    def tail(self, lines: int = 60) -> str:
        """Return the last lines of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.stop()


def _words(process: psutil.Process) -> list[str]:
    """Return the command line of a process that is alive and not the tests themselves."""
    with suppress(psutil.Error):
        if process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
            return process.cmdline()
    return []


def _data(process: psutil.Process) -> str | None:
    with suppress(psutil.Error):
        return process.environ().get("MARKET_DATA")
    return None
