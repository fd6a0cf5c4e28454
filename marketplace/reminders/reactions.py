"""Whom the facts of this room concern."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.deliveries import Reaction
from marketplace.core.flow import OPERATOR
from marketplace.core.journal import Entry
from marketplace.identity import public as identity
from marketplace.notices.public import Whom, tell
from marketplace.reminders.words import TELL


def _whose_turn(session: Session, entry: Entry) -> Iterable[UUID]:
    """The people on whose desk it lies."""
    if entry.data["desk_org"]:
        return identity.members(session, UUID(entry.data["desk_org"]))
    return identity.staff(session, entry.data["desk_role"] or OPERATOR)


def _brokers(session: Session, entry: Entry) -> Iterable[UUID]:
    return {one for firm in entry.data["brokers"] for one in identity.members(session, UUID(firm))}


def _operator(session: Session, _entry: Entry) -> Iterable[UUID]:
    return identity.staff(session, OPERATOR)


def _page(entry: Entry) -> str:
    return str(entry.data["page"])


def _escalation(entry: Entry) -> str:
    return f"/escalations/{entry.subject_id}"


def _tell(fact: str, whom: Whom) -> Reaction:
    where = _escalation if fact.startswith("escalation.") else _page
    return tell(f"reminders.{fact}", whom, TELL[fact], where, kind="reminder")


ON: dict[str, list[Reaction]] = {
    "reminder.nudged": [_tell("reminder.nudged", _whose_turn)],
    "reminder.broker_told": [_tell("reminder.broker_told", _brokers)],
    "reminder.broker_suggested": [_tell("reminder.broker_suggested", _whose_turn)],
    "escalation.opened": [_tell("escalation.opened", _operator)],
}
