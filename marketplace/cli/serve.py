"""`market serve`: the whole market in the foreground; Ctrl-C ends all of it."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import IO

import click

from config.settings import Settings, settings
from marketplace.cli import broker, lock
from marketplace.cli.parts import Part, Parts, environment, speaker

ROUND = 0.1
# A market that was never ready and whose part died this often in a row has a fault to be read.
HOPELESS = 6


@click.command(
    epilog="Example: PORT=8080 market serve --sample",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--sample", is_flag=True, help="Load the sample market first if there is nothing.")
def serve(sample: bool) -> None:
    """Run web, relay, workers and (without REDIS_URL) an embedded broker in the foreground."""
    chosen = settings()
    chosen.data.mkdir(parents=True, exist_ok=True)
    held = lock.take(chosen.data)
    _free(chosen.host, chosen.port)
    prepare("db", "upgrade")
    if sample:
        prepare("demo", "--if-empty")
    Market(chosen, held).run()


class Market:
    """One running market: its parts, whether it was ready, and what it was asked to do."""

    def __init__(self, chosen: Settings, held: IO[str]) -> None:
        self.chosen = chosen
        self.signals = 0
        self.ready = False
        parts = _parts(chosen)
        self.order = [broker.part(chosen), *parts] if chosen.embedded_broker else parts
        say = speaker(["market", *(p.name for p in self.order)])
        self.say: Callable[[str], None] = lambda line: say("market", line)
        self.parts = Parts(chosen.data / "processes.json", say)
        self.parts.guard(held)

    def run(self) -> None:
        """Start, tend and stop; raises ClickException when the market cannot come up."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._asked)
        try:
            self._start()
            while not self.signals:
                deaths = self.parts.tend()
                if deaths >= HOPELESS and not self.ready:
                    raise click.ClickException("The market does not come up; see the lines above.")
                self._look()
                time.sleep(ROUND)
        finally:
            self.say("stopping; Ctrl-C again kills at once")
            self.parts.stop(hurry=lambda: self.signals > 1)
            broker.clear(self.chosen.runtime)
            self.say("stopped")

    def _start(self) -> None:
        for part in self.order:
            self.parts.start(part)
            if part.name == "broker" and not broker.answers(self.chosen.socket):
                raise click.ClickException("The embedded broker does not answer.")

    def _look(self) -> None:
        """Say once where the market is, as soon as it answers that it is ready."""
        if not self.ready and answers(self.chosen.host, self.chosen.port, "/readyz"):
            self.ready = True
            self.say(f"ready: {self.chosen.public_url}  (data in {self.chosen.data})")

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        self.signals += 1


def answers(host: str, port: int, path: str) -> bool:
    """Say whether GET path is answered with 200 now."""
    line = http.client.HTTPConnection(reachable(host), port, timeout=1)
    try:
        line.request("GET", path)
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def reachable(host: str) -> str:
    """Return an address of this machine for a host that may mean all of them."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- Not bound here.


def prepare(*command: str) -> None:
    """Run one `market` command to its end, in a process of its own to keep this one small."""
    line = [sys.executable, "-m", "marketplace.cli", *command]
    if subprocess.run(line, env=environment(), check=False).returncode:  # noqa: S603 -- Ours.
        raise click.ClickException(f"`market {' '.join(command)}` failed; nothing was started.")


def _parts(chosen: Settings) -> list[Part]:
    """List relay, workers and web, in the order they start."""
    python = sys.executable
    return [
        Part("relay", (python, "-m", "workers.relay")),
        Part("index", worker_command("index", 1, "index")),
        Part("worker", worker_command("worker", chosen.worker_processes, "notify")),
        # Two for a receiver that hangs, one for the others.
        Part("outward", worker_command("outward", 3, "outward")),
        # Imports and matching run for minutes: they must not stand before anybody's notice.
        Part("bulk", worker_command("bulk", 1, "match,bulk")),
        Part("web", web_command(chosen)),
    ]


def web_command(chosen: Settings) -> tuple[str, ...]:
    """Return the command that serves the web; one process, several threads."""
    options = {
        "--interface": "wsgi",
        "--host": chosen.host,
        "--port": str(chosen.port),
        "--blocking-threads": str(chosen.web_threads),
        "--workers-kill-timeout": "10",
        "--log-level": "warning",
    }
    words = [word for pair in options.items() for word in pair]
    return (
        sys.executable,
        "-m",
        "granian",
        *words,
        "--no-ws",
        "--factory",
        "marketplace.app:create_app",
    )


def worker_command(name: str, processes: int, queues: str) -> tuple[str, ...]:
    """Return the command of one worker; gossip between workers is left out, nobody needs it."""
    options = {
        "--queues": queues,
        "--concurrency": str(processes),
        "--hostname": f"{name}@%h",
    }
    words = [word for pair in options.items() for word in pair]
    quiet = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    return (
        sys.executable,
        "-m",
        "celery",
        "--quiet",
        "-A",
        "workers.app",
        "worker",
        *words,
        *quiet,
    )


def _free(host: str, port: int) -> None:
    """Refuse a port that somebody else listens on; granian itself would share it in silence."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
                f"Choose another one: PORT={port + 1} market serve"
            ) from None
