"""Telling people: who gets a line in the inbox, who a letter too, and in which language."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core import journal, react
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.deliveries import Delivery, Reaction
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading, unit
from marketplace.identity.models import Person
from marketplace.notices import public as notices
from marketplace.notices import queries
from tests.factories.identity import person

WORDS = Phrase("“{title}”已收到{what}", "“{title}” has received {what}")


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


def telling(*people: Person) -> Reaction:
    """The reaction that tells these people."""

    def whom(_session: Session, _entry: Entry) -> Iterable[UUID]:
        return [one.id for one in people]

    return notices.tell(
        "thing.told", whom, WORDS, lambda entry: f"/things/{entry.subject_id}", kind="deal"
    )


def happened(reaction: Reaction, by: Actor = SYSTEM, **data: str) -> Thing:
    """A fact, and all deliveries it asked for, worked through."""
    thing = Thing()
    with unit() as session:
        journal.record(session, by, "thing.asked", thing, **data)
    react.follow({"thing.asked": [reaction]})
    for row in rows():
        react.deliver(row.id, {reaction.name: reaction}, "tester", 5)
    return thing


def rows() -> list[Delivery]:
    with reading() as session:
        return list(session.scalars(select(Delivery)))


def planned() -> set[tuple[str, str]]:
    return {(row.recipient, row.channel) for row in rows()}


@pytest.fixture
def outbox(database: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the letters of this test are kept."""
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", "https://market.example.org")
    monkeypatch.setenv("MARKET_NAME", "示例市场")
    monkeypatch.delenv("SMTP_URL", raising=False)
    settings.cache_clear()
    yield tmp_path / "outbox"
    settings.cache_clear()


def letters(outbox: Path) -> dict[str, EmailMessage]:
    """The letters kept, by address."""
    parser = BytesParser(policy=default)
    found = [cast("EmailMessage", parser.parsebytes(f.read_bytes())) for f in outbox.glob("*.eml")]
    return {str(message["To"]): message for message in found}


def test_who_has_no_address_or_wants_no_mail_gets_the_inbox_line_alone(outbox: Path) -> None:
    reached, silent, nowhere = person(), person(mail_notices=False), person()
    with unit() as session:
        row = session.get_one(Person, nowhere.id)
        row.email, row.mobile = None, "13800000000"
    happened(telling(reached, silent, nowhere), title="甲", what="申请")
    assert planned() == {
        (str(reached.id), "inbox"),
        (str(reached.id), "mail"),
        (str(silent.id), "inbox"),
        (str(nowhere.id), "inbox"),
    }
    assert {row.state for row in rows()} == {"done"}
    assert set(letters(outbox)) == {reached.email}


def test_whoever_did_it_is_not_told_of_it(outbox: Path) -> None:
    doer, other = person(), person()
    happened(telling(doer, other), replace(SYSTEM, person=doer.id), title="甲", what="申请")
    assert {recipient for recipient, _ in planned()} == {str(other.id)}
    with reading() as session:
        assert notices.unread(session, Actor(doer.id, None)) == 0
        assert notices.unread(session, Actor(other.id, None)) == 1
    assert set(letters(outbox)) == {other.email}


def test_somebody_named_twice_or_unknown_is_told_once_or_not_at_all(outbox: Path) -> None:
    somebody, gone = person(), Person(id=uuid4(), name="无此人")
    happened(telling(somebody, somebody, gone), title="甲", what="申请")
    assert sorted(planned()) == [(str(somebody.id), "inbox"), (str(somebody.id), "mail")]
    assert len(rows()) == 2
    assert len(letters(outbox)) == 1


@pytest.mark.parametrize(
    ("language", "sentence", "foot"),
    [
        ("zh", "“甲法”已收到申请", "可在“我的设置”中关闭邮件通知"),
        ("en", "“甲法” has received 申请", "You can switch mails off in your settings"),
    ],
)
def test_a_letter_is_in_its_reader_s_language(
    outbox: Path, language: str, sentence: str, foot: str
) -> None:
    reader = person(language=language)
    thing = happened(telling(reader), title="甲法", what="申请")
    message = letters(outbox)[str(reader.email)]
    body = message.get_content()
    assert message["Subject"] == sentence
    assert body.startswith(sentence)
    assert f"https://market.example.org/things/{thing.id}\n" in body
    assert foot in body
    assert "示例市场" in body


def test_a_line_in_the_inbox_speaks_both_languages_and_leads_to_the_thing(outbox: Path) -> None:
    reader = person(language="en")
    thing = happened(telling(reader), title="甲法", what="申请")
    with reading() as session:
        (line,) = queries.inbox(session, Actor(reader.id, None)).items
    assert (line.zh, line.en) == ("“甲法”已收到申请", "“甲法” has received 申请")
    assert (line.url, line.worker) == (f"/things/{thing.id}", "tester")


def test_a_fact_that_lacks_a_word_is_told_with_a_dash(outbox: Path) -> None:
    reader = person()
    happened(telling(reader), title="甲法")
    assert letters(outbox)[str(reader.email)]["Subject"] == "“甲法”已收到—"


def test_each_reader_s_letter_has_an_id_of_its_own_that_a_repeat_keeps(outbox: Path) -> None:
    first, second = person(), person()
    reaction = telling(first, second)
    happened(reaction, title="甲", what="申请")
    before = {to: str(message["Message-ID"]) for to, message in letters(outbox).items()}
    assert len(set(before.values())) == 2
    for row in rows():
        if row.channel == "mail":
            with reading() as session:
                entry = session.get_one(Entry, row.entry_seq)
                again = reaction.outside["mail"](session, entry, row)
            again()
    assert {to: str(message["Message-ID"]) for to, message in letters(outbox).items()} == before
    assert len(list(outbox.iterdir())) == 2
