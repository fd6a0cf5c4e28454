"""The child processes of `market serve`: started, watched, started again, and all ended."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import click

ROOT = Path(__file__).parents[2]
FIRST_DELAY = 0.2
LONGEST_DELAY = 15.0
# A part that ran this long was healthy: its next death starts a new count.
STEADY = 20.0
COLOURS = ("cyan", "green", "yellow", "magenta", "blue", "red")


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the market: its name in logs, how to start it, how long it may take to end.

    A part that is `last` is ended when all others have ended: they still need it.
    """

    name: str
    command: tuple[str, ...]
    patience: float = 15.0
    last: bool = False


@dataclass(slots=True)
class Running:
    """A part, its process, and when it may be started again after a death."""

    part: Part
    process: subprocess.Popen[str]
    started: float
    deaths: int = 0
    again_at: float | None = None


@dataclass(slots=True)
class Parts:
    """All parts of one market; `record` is a file that tells others their process ids."""

    record: Path
    say: Callable[[str, str], None]
    running: dict[str, Running] = field(default_factory=dict)
    _guardian: subprocess.Popen[str] | None = None

    def guard(self, lock: IO[str]) -> None:
        """Start the guardian; it holds the lock too, until everything is ended."""
        self._guardian = subprocess.Popen(
            [sys.executable, "-m", "marketplace.cli.guardian"],
            stdin=subprocess.PIPE,
            env=environment(),
            text=True,
            start_new_session=True,
            pass_fds=[lock.fileno()],
        )

    def start(self, part: Part, deaths: int = 0) -> None:
        """Start a part in a process group of its own, its output prefixed with its name."""
        process = subprocess.Popen(  # noqa: S603 -- Our own fixed commands.
            part.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment(),
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._tell("+", process.pid)
        self.running[part.name] = Running(part, process, time.monotonic(), deaths)
        threading.Thread(target=self._pump, args=(part.name, process.stdout), daemon=True).start()
        self._write_record()

    def tend(self) -> int:
        """Start again what died, each after its own delay; return the most deaths in a row."""
        for one in list(self.running.values()):
            if one.again_at is not None:
                if time.monotonic() >= one.again_at:
                    self.start(one.part, one.deaths)
            elif one.process.poll() is not None:
                self._bury(one)
        return max((one.deaths for one in self.running.values()), default=0)

    def stop(self, *, hurry: Callable[[], bool]) -> None:
        """End all parts, the `last` ones after the others; `hurry` true means kill at once."""
        everyone = list(self.running.values())
        for group in (
            [one for one in everyone if not one.part.last],
            [one for one in everyone if one.part.last],
        ):
            self._end(group, hurry)
        self.record.unlink(missing_ok=True)
        if self._guardian and self._guardian.stdin:
            self._guardian.stdin.close()
            self._guardian.wait()

    def _end(self, group: list[Running], hurry: Callable[[], bool]) -> None:
        """Ask all of a group to end, and make those end that take longer than they may."""
        began = time.monotonic()
        for one in group:
            with suppress(ProcessLookupError):
                one.process.send_signal(signal.SIGTERM)
        for one in group:
            until = began + one.part.patience
            while one.process.poll() is None and time.monotonic() < until and not hurry():
                time.sleep(0.02)
            self._end_group(one)

    def _bury(self, one: Running) -> None:
        lived = time.monotonic() - one.started
        one.deaths = 1 if lived > STEADY else one.deaths + 1
        delay = min(LONGEST_DELAY, FIRST_DELAY * 2 ** (one.deaths - 1))
        code = one.process.returncode
        self.say(one.part.name, f"ended with {code}; starts again in {delay:.1f} s")
        self._end_group(one)
        one.again_at = time.monotonic() + delay

    def _end_group(self, one: Running) -> None:
        """Kill what is left of the group: a killed leader leaves children that hold its port."""
        with suppress(ProcessLookupError):
            os.killpg(one.process.pid, signal.SIGKILL)
        one.process.wait()
        self._tell("-", one.process.pid)

    def _tell(self, sign: str, group: int) -> None:
        if self._guardian and self._guardian.stdin:
            with suppress(BrokenPipeError):
                self._guardian.stdin.write(f"{sign}{group}\n")
                self._guardian.stdin.flush()

    def _pump(self, name: str, output: IO[str] | None) -> None:
        for line in output or ():
            self.say(name, line.rstrip("\n"))

    def _write_record(self) -> None:
        pids = {name: one.process.pid for name, one in self.running.items()}
        draft = self.record.with_suffix(".new")
        draft.write_text(json.dumps(pids))
        draft.replace(self.record)


def environment() -> dict[str, str]:
    """Return the environment of a child: ours, able to find the packages from any folder."""
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(p for p in paths if p),
        "PYTHONUNBUFFERED": "1",
    }


def speaker(names: list[str]) -> Callable[[str, str], None]:
    """Return a function that prints one line of one part, names aligned and coloured."""
    width, lock = max(map(len, names)), threading.Lock()

    def say(name: str, line: str) -> None:
        colour = COLOURS[names.index(name) % len(COLOURS)] if name in names else None
        with lock:
            click.echo(click.style(f"{name:<{width}} | ", fg=colour) + line)

    return say
