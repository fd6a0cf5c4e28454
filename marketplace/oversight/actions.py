"""What the operator does about the machinery."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import deliveries, journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.oversight import rules
from marketplace.oversight.errors import NotParked
from marketplace.oversight.queries.deliveries import parked


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
    journal.record(
        session,
        actor,
        "delivery.retried",
        _Subject(key),
        title=row.reaction,
        reaction=row.reaction,
        channel=row.channel,
        entry=row.entry_seq,
    )
