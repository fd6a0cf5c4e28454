"""Reminders that were taken, and what was escalated."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import select

from marketplace import house
from marketplace.core import clock
from marketplace.core.journal import Entry
from marketplace.core.legal_days import shipped_calendar
from marketplace.core.unit import reading
from marketplace.reminders.actions import remind
from marketplace.reminders.models import Escalation
from tests.factories import trading


def at_work(day: date, hour: int = 10) -> datetime:
    """A moment of a day in China."""
    return datetime.combine(day, time(hour), clock.SHANGHAI).astimezone(UTC)


def later(days: int, since: date | None = None) -> datetime:
    """The morning so many working days from a day (today)."""
    return at_work(shipped_calendar().after_working_days(since or clock.today(), days))


def reminded(moment: datetime, *nouns: str) -> int:
    """Take what is due at a moment, of these life cycles or of all."""
    with clock.held(moment):
        return remind([house.LIVES[noun] for noun in nouns or house.LIVES])


def told(key: UUID) -> list[str]:
    """The facts of reminders of a thing, in their order."""
    with reading() as session:
        rows = session.scalars(
            select(Entry).where(Entry.fact.like("reminder.%") | Entry.fact.like("escalation.o%"))
        )
        return [row.fact for row in rows if row.data.get("about_id") == str(key)]


def escalations(key: UUID) -> Sequence[Escalation]:
    """The escalations of a thing."""
    with reading() as session:
        rows = select(Escalation).where(Escalation.subject_id == key)
        return session.scalars(rows.order_by(Escalation.created_at)).all()


def escalated(deal: trading.Negotiation | None = None) -> Escalation:
    """A deal that rested for a month until the operator heard of it."""
    deal = deal or trading.opened()
    reminded(later(20), "deal")
    return escalations(deal.id)[-1]
