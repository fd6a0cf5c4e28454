"""The door of this room: `tell` builds the usual reaction, an inbox line and letters."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.deliveries import Delivery, Outside, Reaction
from marketplace.core.journal import Entry
from marketplace.core.speech import Language, Phrase
from marketplace.identity import public as identity
from marketplace.notices import actions, queries
from marketplace.notices.channels import (
    CHANNELS,
    SHARED,
    Channel,
    Message,
    Preview,
    Shared,
    letter,
    routing,
)
from marketplace.notices.states import DIGEST, INBOX, MAIL, KindName
from marketplace.notices.words import DAILY, SAMPLES

__all__ = [
    "KindName",
    "Shown",
    "Telling",
    "Where",
    "Whom",
    "fill",
    "preview",
    "preview_daily",
    "tell",
    "unread",
]
Whom = Callable[[Session, Entry], Iterable[UUID]]
Where = Callable[[Entry], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling(Reaction):
    """A reaction that tells people; its kind is what they choose by."""

    kind: KindName
    words: Phrase


def tell(name: str, whom: Whom, words: Phrase, where: Where, *, kind: KindName) -> Reaction:
    """A reaction that tells people on the channels that reach them, as each wishes for this kind.

    `words` are filled from the entry's `data`; `where` gives the path of the page it leads to.
    Whoever did the thing is not told of it.
    """

    def plan(session: Session, entry: Entry) -> Iterable[tuple[str, str]]:
        people = identity.people(session, set(whom(session, entry)) - {entry.actor_id})
        return routing.planned(session, entry, kind, people)

    def inbox(session: Session, entry: Entry, delivery: Delivery) -> None:
        actions.put(session, entry, delivery, kind, fill(words, entry.data), where(entry))

    def digest(session: Session, entry: Entry, delivery: Delivery) -> None:
        actions.collect(session, entry, delivery, kind, fill(words, entry.data), where(entry))

    def message(session: Session, entry: Entry, delivery: Delivery) -> Message:
        return _message(session, entry, delivery, kind, fill(words, entry.data), where(entry))

    return Telling(
        name,
        plan,
        inside={INBOX: inbox, DIGEST: digest},
        outside=_outside(message),
        kind=kind,
        words=words,
    )


def _outside(message: Callable[[Session, Entry, Delivery], Message]) -> dict[str, Outside]:
    def personal(
        by: Channel, session: Session, entry: Entry, delivery: Delivery
    ) -> Callable[[], None]:
        return routing.call(by, session, entry, delivery, message(session, entry, delivery))

    def shared(
        by: Shared, session: Session, entry: Entry, delivery: Delivery
    ) -> Callable[[], None]:
        return by.call(session, entry, delivery, message(session, entry, delivery))

    calls: dict[str, Outside] = {by.name: partial(personal, by) for by in CHANNELS}
    return calls | {by.name: partial(shared, by) for by in SHARED}


class _Gaps(dict[str, Any]):
    """A sentence whose entry lacks a word shows a dash, and is told all the same."""

    def __missing__(self, key: str) -> str:
        return "—"


def fill(words: Phrase, data: dict[str, Any]) -> Phrase:
    """The sentence of a fact, in both languages."""
    return Phrase(words.zh.format_map(_Gaps(data)), words.en.format_map(_Gaps(data)))


def _message(
    session: Session, entry: Entry, delivery: Delivery, kind: KindName, words: Phrase, url: str
) -> Message:
    recipient = UUID(delivery.recipient)
    person = identity.people(session, [recipient]).get(recipient)
    return Message(
        key=f"{entry.seq}.{delivery.reaction}.{recipient}",
        kind=kind,
        fact=entry.fact,
        words=words,
        url=url,
        recipient=recipient,
        language="en" if person and person.language == "en" else "zh",
        data=entry.data,
    )


Shown = tuple[Phrase, Preview]


def preview(telling: Telling, language: Language) -> dict[str, Shown]:
    """What each channel would send, by its name, with invented words."""
    message = Message(
        key="preview",
        kind=telling.kind,
        fact=telling.name,
        words=fill(telling.words, SAMPLES),
        url="/",
        recipient=UUID(int=0),
        language=language,
        data=SAMPLES,
    )
    return {by.name: (by.words, by.preview(message)) for by in (*CHANNELS, *SHARED)}


def preview_daily(tellings: Iterable[Telling], language: Language) -> dict[str, Shown]:
    """A daily letter with one notice of each kind."""
    first = {one.kind: one for one in reversed(list(tellings))}
    lines = [letter.Line(one.kind, fill(one.words, SAMPLES), "/") for one in first.values()]
    made = letter.daily("preview", UUID(int=0), "somebody@example.org", language, lines)
    return {MAIL: (DAILY, Preview(made.subject, made.body, made.html))}


def unread(session: Session, actor: Actor) -> int:
    """How many notices wait to be read."""
    return queries.unread(session, actor)
