"""What one test run shares between its processes: a folder, locks, and servers to end at last."""

import fcntl
import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FOLDER = "MARKET_TEST_RUN"


def begin() -> None:
    """Make the folder; called once, by the process that starts the others."""
    if FOLDER not in os.environ:
        os.environ[FOLDER] = tempfile.mkdtemp(prefix="mt-", dir="/tmp")
        Path(os.environ[FOLDER]).chmod(0o755)


def folder() -> Path:
    """Return the folder all processes of this run see."""
    return Path(os.environ[FOLDER])


@contextmanager
def alone(name: str) -> Iterator[Path]:
    """Hold a lock of this run; yields the path of a file to leave word for the others."""
    with (folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder() / name


def remember(pid: int, number: signal.Signals = signal.SIGTERM) -> None:
    """Have the server of this process id ended when the run ends."""
    with alone("servers") as path, path.open("a") as file:
        file.write(f"{pid} {int(number)}\n")


def end() -> None:
    """End every server of the run and remove its folder."""
    path = folder() / "servers"
    lines = path.read_text().splitlines() if path.exists() else []
    for line in reversed(lines):
        pid, number = map(int, line.split())
        _end(pid, number)
    shutil.rmtree(folder(), ignore_errors=True)
    del os.environ[FOLDER]


def _end(pid: int, number: int, patience: float = 10.0) -> None:
    """Ask one server to end, then make it; it may be a child of another process of the run."""
    with suppress(ProcessLookupError):
        os.kill(pid, number)
        until = time.monotonic() + patience
        while time.monotonic() < until:
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            os.kill(pid, 0)
            time.sleep(0.02)
        os.kill(pid, signal.SIGKILL)


def free_port() -> int:
    """Return a port of the loopback that nobody listens on now."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port


def until_open(port: int, seconds: float = 20.0) -> None:
    """Wait until something listens on the port; AssertionError when nothing does."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nothing listens on port {port} after {seconds} s")


class MissingServerError(AssertionError):
    """A real server is not on this machine; the message says how to get it."""
