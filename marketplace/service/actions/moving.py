"""What all moves of this room check before they are made."""

from datetime import datetime
from typing import Protocol

from marketplace.core.clock import now
from marketplace.core.errors import Stale
from marketplace.service.errors import NotDueYet


class _Dated(Protocol):
    due_at: datetime | None
    version: int


def must_be_seen(thing: _Dated, seen: int | None) -> None:
    """Raise Stale where it changed since; None is the house itself, which reads it now."""
    if seen is not None and seen != thing.version:
        raise Stale(version=thing.version)


def must_be_due(thing: _Dated) -> None:
    """Raise NotDueYet for a timed move before its time."""
    if thing.due_at is None or thing.due_at > now():
        raise NotDueYet
