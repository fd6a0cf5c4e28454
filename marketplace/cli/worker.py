"""`market worker` and `market relay`: one process each, for a production's own supervisor."""

import os
import sys

import click

from config.settings import settings
from marketplace.cli.parts import environment
from marketplace.cli.serve import worker_command

QUEUES = "notify,outward,match,bulk"


@click.command(epilog="Example: market worker --queues index --processes 1")
@click.option("--queues", default=QUEUES, show_default=True, help="Which queues, with commas.")
@click.option("--processes", type=click.IntRange(1), help="How many tasks at once.")
@click.option("--name", default="worker", show_default=True, help="Its name among the workers.")
def worker(queues: str, processes: int | None, name: str) -> None:
    """Run one worker; the queue `index` wants exactly one worker with one process."""
    if "index" in queues.split(",") and (processes or 1) != 1:
        raise click.UsageError("The queue index is written by one process at a time: --processes 1")
    count = processes or (1 if queues == "index" else settings().worker_processes)
    _become(worker_command(name, count, queues))


@click.command(epilog="Example: market relay")
def relay() -> None:
    """Run the relay: the one process that tells workers what waits for them."""
    settings()
    _become((sys.executable, "-m", "workers.relay"))


def _become(command: tuple[str, ...]) -> None:
    """Turn into the command, so that a supervisor's signals reach it."""
    os.execve(command[0], list(command), environment())  # noqa: S606 -- Our own fixed commands.
