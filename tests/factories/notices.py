"""Facts that people are told of, and what reached them."""

from collections.abc import Iterable
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import journal, react
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.deliveries import Delivery, Reaction
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading, unit
from marketplace.identity.models import Person
from marketplace.notices import actions
from marketplace.notices import public as notices
from marketplace.notices import reactions as own
from marketplace.notices.states import Chosen, KindName, Quiet, Wish, policy

WORDS = Phrase("“{title}”已收到{what}", "“{title}” has received {what}")


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


def telling(*people: Person, kind: KindName = "deal", name: str = "thing.told") -> Reaction:
    """The reaction that tells these people."""

    def whom(_session: Session, _entry: Entry) -> Iterable[UUID]:
        return [one.id for one in people]

    return notices.tell(name, whom, WORDS, lambda entry: f"/things/{entry.subject_id}", kind=kind)


def asked(reaction: Reaction, by: Actor = SYSTEM, **data: str) -> Thing:
    """A fact, and the deliveries it asks for; nothing is worked yet."""
    thing = Thing()
    with unit() as session:
        journal.record(session, by, "thing.asked", thing, **data)
    react.follow({"thing.asked": [reaction]})
    return thing


def work(*reactions: Reaction) -> None:
    """One round of a worker over all rows, whether they are due or not."""
    known = {one.name: one for one in (*reactions, *own.BESIDE)}
    for row in rows():
        react.deliver(row.id, known, "tester", 5)


def happened(reaction: Reaction, by: Actor = SYSTEM, **data: str) -> Thing:
    """A fact, and all deliveries it asked for, worked through."""
    thing = asked(reaction, by, **data)
    work(reaction)
    return thing


def rows() -> list[Delivery]:
    with reading() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.entry_seq)))


def planned() -> set[tuple[str, str]]:
    return {(row.recipient, row.channel) for row in rows()}


def its_time_has_come() -> None:
    """What waits for its hour is due now."""
    with unit() as session:
        for row in session.scalars(select(Delivery).where(Delivery.state == "ready")):
            row.not_before = None


def chosen(
    person: Person,
    wishes: dict[tuple[KindName, str], Wish] | None = None,
    *,
    quiet: Quiet | None = None,
    quiet_mail: bool = False,
) -> Chosen:
    """A person chooses how to be told."""
    command = actions.ChooseNotices(wishes or {}, quiet or policy()[0], quiet_mail)
    with unit() as session:
        return actions.choose(session, Actor(person.id, None), command, None)


def letters(outbox: Path) -> list[EmailMessage]:
    """The letters kept."""
    parser = BytesParser(policy=default)
    files = sorted(outbox.glob("*.eml"))
    return [cast("EmailMessage", parser.parsebytes(file.read_bytes())) for file in files]


def parts(message: EmailMessage) -> tuple[str, str]:
    """The text and the HTML of a letter, their lines ended as Python ends them."""
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text
    assert html
    plain, rich = (str(part.get_content()).replace("\r\n", "\n") for part in (text, html))
    return plain, rich
