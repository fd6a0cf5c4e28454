"""Named points at which a process ends itself with -9: so many tickets lie ready for each."""

import os
import random
import signal
from pathlib import Path

from config.settings import settings

POINTS = (
    "after_claim",
    "after_effect_before_done",
    "after_smtp_before_done",
    "before_commit",
    "after_commit",
    "relay_after_commit",
)
CHANCE = 0.02


def folder(data: Path) -> Path:
    """Where the tickets lie; a used one is gone."""
    return data / "tickets"


def lay(data: Path, each: int) -> None:
    """Lay so many tickets for each point."""
    folder(data).mkdir()
    for point in POINTS:
        for number in range(each):
            (folder(data) / f"{point}.{number}").touch()


def left(data: Path) -> int:
    """How many tickets were not used."""
    return sum(1 for _ in folder(data).iterdir())


def pass_by(point: str) -> None:
    """Come by a point; now and then, while there are tickets, this is the end."""
    if random.random() > CHANCE:
        return
    for ticket in folder(settings().data).glob(f"{point}.*"):
        try:
            ticket.unlink()
        except FileNotFoundError:
            continue  # Somebody else used it a moment ago.
        os.kill(os.getpid(), signal.SIGKILL)
