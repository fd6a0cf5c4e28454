"""What the pages of this room share: names of codes, options of forms, moves, timelines."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.flow import Flow
from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.identity import public as identity
from marketplace.service import words
from marketplace.service.actions.vocabularies import NAMES
from marketplace.web.fields import open_moves
from marketplace.web.named import place_name
from marketplace.web.shapes import Entry, Move
from marketplace.web.speech import label, language, say

REASON = Phrase("理由", "Reason")
TONES = {
    "active": "good",
    "listed": "good",
    "accepted": "good",
    "acknowledged": "good",
    "suspended": "bad",
    "disputed": "bad",
    "lapsed": "bad",
    "removed": "bad",
    "withdrawn": "plain",
    "declined": "plain",
    "ended": "plain",
}
Options = list[tuple[str, str]]


def name(facet: str, code: str) -> str:
    """The reader's word for a code."""
    return vocabulary(NAMES[facet]).label(code, language())


def names(facet: str, codes: Iterable[str]) -> str:
    """The reader's words for some codes, in one line."""
    # Who knows an IPC symbol reads it faster than its title, official only in English.
    shown = [
        f"{code} {name(facet, code)}" if facet == "ipc" else name(facet, code) for code in codes
    ]
    return say("；", "; ").join(shown) if facet == "ipc" else say("、", ", ").join(shown)


def place_names(codes: Iterable[str]) -> str:
    """Several places."""
    return say("、", "; ").join(place_name(code) for code in codes)


def spoken(codes: Iterable[str]) -> str:
    """Languages by name."""
    return say("、", ", ").join(label(words.LANGUAGES, code) for code in codes)


def options(facet: str) -> Options:
    """The terms of a short vocabulary as the options of a field."""
    return [(term.code, term.to(language())) for term in vocabulary(NAMES[facet])]


def said(labels: Mapping[str, Phrase]) -> Options:
    """The words of an enumeration as the options of a field."""
    return [(key, phrase.to(language())) for key, phrase in labels.items()]


def all_or(given: Options) -> Options:
    """The options of a filter: all, or one of them."""
    return [("", say("全部", "All")), *given]


def tone(state: str) -> str:
    """The colour of a state."""
    return TONES.get(state, "wait")


def moves(
    flow: Flow[Any],
    may: Mapping[str, Callable[[Actor, Any], bool]],
    actor: Actor,
    row: Any,
    where: str,
    *,
    asks: Iterable[str] = (),
    skip: Iterable[str] = (),
) -> list[Move]:
    """The buttons of a thing: what is open and allowed; those in `asks` take a few words."""
    return [
        Move(
            m.words,
            f"{where}/moves/{m.name}",
            row.version,
            danger=m.danger,
            reason=REASON if m.name in asks else None,
        )
        for m in open_moves(flow, may, actor, row)
        if m.name not in set(skip)
    ]


def timeline(session: Session, kind: str, key: UUID) -> list[Entry]:
    """What happened to a thing, the newest first, by the organisations that did it."""
    rows = list(reversed(journal.about(session, kind, key)))
    orgs = identity.organisations(session, {row.org_id for row in rows if row.org_id})
    house = say("系统", "The market")
    return [
        Entry(
            row.at,
            orgs[row.org_id].name if row.org_id in orgs else house,
            words.FACTS[row.fact].to(language(), title=row.data.get("title", "")),
            row.data.get("reason"),
        )
        for row in rows
    ]
