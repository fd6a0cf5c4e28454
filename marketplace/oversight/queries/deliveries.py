"""Notices that could not be delivered and wait for somebody."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.core.deliveries import Delivery
from marketplace.oversight.errors import NotParked

MOST = 50


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
