"""The door of this room: `tell` builds the usual reaction, an inbox line and a mail."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core import mail
from marketplace.core.actor import Actor
from marketplace.core.deliveries import Delivery, Reaction
from marketplace.core.journal import Entry
from marketplace.core.speech import Language, Phrase
from marketplace.identity import public as identity
from marketplace.notices import actions, queries

Whom = Callable[[Session, Entry], Iterable[UUID]]
Where = Callable[[Entry], str]
FOOT = Phrase(
    "您收到本邮件是因为您在{market}参与了该事项。可在“我的设置”中关闭邮件通知。",
    "You receive this because you take part in this matter at {market}. "
    "You can switch mails off in your settings.",
)


def tell(name: str, whom: Whom, words: Phrase, where: Where) -> Reaction:
    """A reaction that tells people: a line in the inbox, and a mail to those who want mails.

    `words` are filled from the entry's `data`; `where` gives the path of the page it leads to.
    Whoever did the thing is not told of it.
    """

    def plan(session: Session, entry: Entry) -> Iterable[tuple[str, str]]:
        people = identity.people(session, set(whom(session, entry)) - {entry.actor_id})
        for key, person in people.items():
            yield str(key), "inbox"
            if person.email and person.mail_notices:
                yield str(key), "mail"

    def inbox(session: Session, entry: Entry, delivery: Delivery) -> None:
        actions.put(session, entry, delivery, fill(words, entry.data), where(entry))

    def send(session: Session, entry: Entry, delivery: Delivery) -> Callable[[], None]:
        return partial(mail.send, _letter(session, entry, delivery, words, where(entry)))

    return Reaction(name, plan, inside={"inbox": inbox}, outside={"mail": send})


class _Gaps(dict[str, Any]):
    """A sentence whose entry lacks a word shows a dash, and is told all the same."""

    def __missing__(self, key: str) -> str:
        return "—"


def fill(words: Phrase, data: dict[str, Any]) -> Phrase:
    """The sentence of a fact, in both languages."""
    return Phrase(words.zh.format_map(_Gaps(data)), words.en.format_map(_Gaps(data)))


def _letter(
    session: Session, entry: Entry, delivery: Delivery, words: Phrase, path: str
) -> mail.Letter:
    recipient = UUID(delivery.recipient)
    person = identity.people(session, [recipient])[recipient]
    language: Language = "en" if person.language == "en" else "zh"
    sentence = fill(words, entry.data).to(language)
    foot = FOOT.to(language, market=settings().name)
    return mail.Letter(
        key=f"{entry.seq}.{delivery.reaction}.{recipient}",
        to=person.email or "",
        subject=sentence,
        body=f"{sentence}\n\n{settings().public_url}{path}\n\n{foot}\n",
    )


def unread(session: Session, actor: Actor) -> int:
    """How many notices wait to be read."""
    return queries.unread(session, actor)
