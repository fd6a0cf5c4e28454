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
from marketplace.core.speech import Phrase
from marketplace.identity import public as identity
from marketplace.notices import actions, queries
from marketplace.notices.channels import CHANNELS, SHARED, Message
from marketplace.notices.channels.channel import Sending
from marketplace.notices.states import INBOX, KindName

__all__ = ["KindName", "Telling", "Where", "Whom", "fill", "tell", "unread"]
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
        for key in people:
            yield str(key), INBOX
        for channel in CHANNELS:
            for key in channel.reaches(session, people):
                yield str(key), channel.name
        for shared in SHARED:
            for key in shared.ends(session, entry, kind, people):
                yield str(key), shared.name

    def inbox(session: Session, entry: Entry, delivery: Delivery) -> None:
        actions.put(session, entry, delivery, fill(words, entry.data), where(entry))

    def send(by: Sending, session: Session, entry: Entry, delivery: Delivery) -> Callable[[], None]:
        message = _message(session, entry, delivery, kind, fill(words, entry.data), where(entry))
        return by.call(session, entry, delivery, message)

    outside: dict[str, Outside] = {by.name: partial(send, by) for by in (*CHANNELS, *SHARED)}
    return Telling(name, plan, inside={INBOX: inbox}, outside=outside, kind=kind, words=words)


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


def unread(session: Session, actor: Actor) -> int:
    """How many notices wait to be read."""
    return queries.unread(session, actor)
