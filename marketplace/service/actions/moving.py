"""What all moves of this room check before they are made."""

from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.clock import now
from marketplace.core.errors import Stale
from marketplace.core.journal import Subject
from marketplace.service.errors import NotDueYet, OwnHand
from marketplace.service.rules import agency, broker

REVIEWS = frozenset({agency.may_review, broker.may_review})


class _Dated(Protocol):
    due_at: datetime | None
    version: int


def must_be_seen(thing: _Dated, seen: int | None) -> None:
    """Raise Stale where it changed since; None is the house itself, which reads it now."""
    if seen is not None and seen != thing.version:
        raise Stale(version=thing.version)


def must_be_others(session: Session, actor: Actor, thing: Subject, rule: object) -> None:
    """Raise OwnHand where a clerk reviews what they entered for a firm themselves (INV-G6)."""
    if rule in REVIEWS and journal.is_by(session, actor, thing):
        raise OwnHand


def must_be_due(thing: _Dated) -> None:
    """Raise NotDueYet for a timed move before its time."""
    if thing.due_at is None or thing.due_at > now():
        raise NotDueYet
