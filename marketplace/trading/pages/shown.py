"""What several pages of this room show alike: names, the timeline, lists."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import Actor
from marketplace.core.errors import Malformed
from marketplace.core.speech import Phrase
from marketplace.identity import public as identity
from marketplace.notices.public import fill
from marketplace.trading import words
from marketplace.web.shapes import Entry, Step, Tone

HOUSE = Phrase("系统", "The market's clock")
REQUEST_ROAD = ("draft", "sent", "acknowledged", "qualified", "converted")
DEAL_ROAD = (
    "negotiating",
    "term_agreed",
    "pricing",
    "in_publicity",
    "cleared",
    "contracting",
    "concluded",
)


def names(session: Session, keys: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names of organisations by id."""
    cards = identity.organisations(session, {key for key in keys if key})
    return {key: card.name for key, card in cards.items()}


def road(noun: str, steps: tuple[str, ...], state: str) -> dict[str, Any]:
    """A life cycle as the flow macro draws it: the main road, and a state off it."""
    labels = words.LABELS[noun]
    return {
        "steps": [Step(key, labels[key]) for key in steps],
        "current": state,
        "aside": None if state in steps else labels[state],
    }


def timeline(session: Session, kind: str, key: UUID) -> list[Entry]:
    """What happened, the newest first, told by the journal."""
    entries = journal.about(session, kind, key)
    known = names(session, (entry.org_id for entry in entries))
    return [_line(entry, known) for entry in reversed(entries)]


def _line(entry: journal.Entry, known: dict[UUID, str]) -> Entry:
    who = known.get(entry.org_id, HOUSE) if entry.org_id else HOUSE
    reason = _reasons().get(str(entry.data.get("reason")))
    ended = entry.fact.rpartition(".")[2] in _ENDS
    tone: Tone = "good" if entry.fact == "deal.accepted" else "bad" if ended else "plain"
    return Entry(entry.at, who, fill(words.FACTS[entry.fact], entry.data), reason, tone)


_ENDS = frozenset({"lost", "declined", "withdrawn", "lapsed"})


def _reasons() -> dict[str, Phrase]:
    return {**words.LABELS["reason"], **words.LABELS["lose"]}


def uuid_of(text: str | None) -> UUID:
    """The id an address or a form names. Raises Malformed."""
    try:
        return UUID(text or "")
    except ValueError as error:
        raise Malformed from error


def last_day(moment: datetime | None) -> date | None:
    """The last day of a time limit that ends at 24:00, as people say it."""
    return None if moment is None else clock.last_day(moment)


def is_mine(actor: Actor, desk: UUID | None) -> bool:
    """Whether a thing lies on this actor's own desk."""
    return actor.org is not None and actor.org == desk
