"""Whoever sent a file is told when it is in, or why it could not be."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import SYSTEM
from marketplace.core.deliveries import Reaction
from marketplace.core.journal import Entry
from marketplace.display.queries import imports as queries
from marketplace.display.words.imports import FACTS
from marketplace.notices.public import tell

OVER = ("import.finished", "import.failed")


def _sender(session: Session, entry: Entry) -> Iterable[UUID]:
    return [queries.one(session, SYSTEM, entry.subject_id).person_id]


def _page(entry: Entry) -> str:
    return f"/imports/{entry.subject_id}"


ON: dict[str, list[Reaction]] = {
    fact: [tell(f"display.tell_sender.{fact}", _sender, FACTS[fact], _page, kind="review")]
    for fact in OVER
}
