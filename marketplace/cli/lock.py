"""One `market serve` or `market restore` at a time works on a data folder."""

import fcntl
import os
from pathlib import Path
from typing import IO

import click


def take(data: Path) -> IO[str]:
    """Take the data folder for this process; the kernel gives it back however we end."""
    lock = (data / "serve.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        other = lock.read().strip() or "unknown"
        lock.close()
        raise click.ClickException(
            f"Another `market serve` (process {other}) already works on {data}."
        ) from None
    lock.truncate(0)
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock
