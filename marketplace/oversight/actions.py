"""What the operator does about the machinery."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import deliveries, journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.deliveries import Delivery
from marketplace.oversight import rules
from marketplace.oversight.errors import NotParked, ReasonWanted
from marketplace.oversight.queries.deliveries import parked, parked_all


@dataclass(frozen=True, slots=True)
class _Subject:
    kind: ClassVar[str] = "delivery"
    id: UUID


def retry(session: Session, actor: Actor, key: UUID) -> None:
    """Give a parked delivery another life; on the record. Raises NotParked."""
    must(rules.may_operate, actor, None)
    row = parked(session, key)
    if not deliveries.retry(session, key):
        raise NotParked
    _say(session, actor, "delivery.retried", row)


def retry_all(
    session: Session, actor: Actor, *, reaction: str | None = None, since: datetime | None = None
) -> int:
    """Give another life to all that are parked, of one reaction and planned since; how many."""
    must(rules.may_operate, actor, None)
    rows = parked_all(session, reaction=reaction, since=since)
    for row in rows:
        if deliveries.retry(session, row.id):
            _say(session, actor, "delivery.retried", row)
    return len(rows)


def drop(session: Session, actor: Actor, key: UUID, reason: str | None) -> None:
    """Give a parked delivery up, for a reason on the record. Raises ReasonWanted, NotParked."""
    must(rules.may_operate, actor, None)
    if not reason:
        raise ReasonWanted(fields=["reason"])
    row = parked(session, key)
    if not deliveries.drop(session, key):
        raise NotParked
    _say(session, actor, "delivery.dropped", row, reason=reason)


def _say(session: Session, actor: Actor, fact: str, row: Delivery, **more: str) -> None:
    journal.record(
        session,
        actor,
        fact,
        _Subject(row.id),
        title=row.reaction,
        reaction=row.reaction,
        channel=row.channel,
        entry=row.entry_seq,
        **more,
    )
