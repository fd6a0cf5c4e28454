"""Notices that could not be delivered and wait for somebody."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.core.deliveries import Delivery
from marketplace.oversight.errors import NotParked

MOST = 50
AT_ONCE = 1000


def dead(session: Session) -> list[Delivery]:
    """The parked ones, the oldest first, at most fifty."""
    rows = select(Delivery).where(Delivery.state == "dead").order_by(Delivery.entry_seq)
    return list(session.scalars(rows.limit(MOST)))


def count_dead(session: Session) -> int:
    """How many are parked."""
    return session.scalar(select(func.count()).where(Delivery.state == "dead")) or 0


def parked(session: Session, key: UUID) -> Delivery:
    """One that is parked. Raises NotParked."""
    row = session.get(Delivery, key)
    if row is None or row.state != "dead":
        raise NotParked
    return row


def parked_all(
    session: Session, *, reaction: str | None = None, since: datetime | None = None
) -> list[Delivery]:
    """All that are parked, of one reaction and planned since; at most a thousand, oldest first."""
    rows = select(Delivery).where(Delivery.state == "dead")
    if reaction:
        rows = rows.where(Delivery.reaction == reaction)
    if since:
        rows = rows.where(Delivery.planned_at >= since)
    return list(session.scalars(rows.order_by(Delivery.entry_seq).limit(AT_ONCE)))
