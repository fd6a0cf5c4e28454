"""Telling people: who gets a line in the inbox, who a letter too, and in which language."""

from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from uuid import uuid4

import pytest

from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit
from marketplace.identity.models import Person
from marketplace.notices import public as notices
from marketplace.notices import queries
from tests.factories import notices as told
from tests.factories.identity import person
from tests.factories.notices import chosen, happened, parts, planned, rows, telling


def letters(outbox: Path) -> dict[str, EmailMessage]:
    """The letters kept, by address."""
    return {str(message["To"]): message for message in told.letters(outbox)}


def test_who_has_no_address_or_wants_no_mail_gets_the_inbox_line_alone(outbox: Path) -> None:
    reached, silent, nowhere = person(), person(), person()
    chosen(silent, {("deal", "mail"): "off"})
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
        ("zh", "“甲法”已收到申请", "您收到本邮件是因为您在"),
        ("en", "“甲法” has received 申请", "You receive this because you take part"),
    ],
)
def test_a_letter_is_in_its_reader_s_language(
    outbox: Path, language: str, sentence: str, foot: str
) -> None:
    reader = person(language=language)
    thing = happened(telling(reader), title="甲法", what="申请")
    message = letters(outbox)[str(reader.email)]
    text, html = parts(message)
    assert message["Subject"] == sentence
    assert text.startswith(sentence)
    assert f"https://market.example.org/things/{thing.id}\n" in text
    assert f'href="https://market.example.org/things/{thing.id}"' in html
    for body in (text, html):
        assert sentence in body
        assert foot in body
        assert "示例市场" in body
        assert "https://market.example.org/settings/notices" in body


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
