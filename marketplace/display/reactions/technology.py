"""Whom the facts of this room concern."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.deliveries import Delivery, Reaction
from marketplace.core.journal import Entry
from marketplace.display import words
from marketplace.display.actions import technology
from marketplace.identity import public as identity
from marketplace.notices.public import tell

HOLDER_IS_TOLD = (
    "technology.changes_requested",
    "technology.rejected",
    "technology.published",
    "technology.suspended",
    "technology.resumed",
    "technology.deal_resumed",
    "technology.expired",
)
REVISIONS = ("revision.published", "revision.declined")


def _holder(session: Session, entry: Entry) -> Iterable[UUID]:
    return identity.members(session, UUID(entry.data["holder"]))


def _technology(entry: Entry) -> str:
    return f"/technologies/{entry.data.get('technology', entry.subject_id)}"


def _restricted(_session: Session, entry: Entry) -> Iterable[tuple[str, str]]:
    yield str(entry.subject_id), "house"


def _take_down(session: Session, entry: Entry, _delivery: Delivery) -> None:
    technology.suspend_all_of(session, entry.subject_id)


ON: dict[str, list[Reaction]] = {
    fact: [
        tell(f"display.tell_holder.{fact}", _holder, words.FACTS[fact], _technology, kind="review")
    ]
    for fact in (*HOLDER_IS_TOLD, *REVISIONS)
} | {
    "organisation.restricted": [
        Reaction("display.take_down_restricted", _restricted, inside={"house": _take_down})
    ]
}
"""An organisation that may not publish any more has nothing left on the market (INV-L1)."""
