"""The daily letter: one per person and day, exactly what was gathered, none where nothing was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from marketplace.core import react
from marketplace.core.actor import Actor
from marketplace.core.clock import SHANGHAI, to_people
from marketplace.core.deliveries import Delivery
from marketplace.core.errors import Collision
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit
from marketplace.identity.models import Person
from marketplace.notices import actions, queries, rules
from marketplace.notices import reactions as own
from marketplace.notices.models import Digest, DigestLine
from tests.factories.identity import person
from tests.factories.notices import (
    asked,
    chosen,
    happened,
    its_time_has_come,
    letters,
    parts,
    rows,
    telling,
    work,
)


def reader(language: str = "zh") -> Person:
    somebody = person(language=language)
    chosen(somebody, {("match", "mail"): "digest", ("deal", "mail"): "digest"})
    return somebody


def the_hour_comes() -> None:
    """Sealing, then sending."""
    for _ in range(2):
        its_time_has_come()
        work()


def test_the_next_letter_is_today_s_until_it_leaves() -> None:
    at = time(8, 30)
    day = datetime(2026, 3, 2, 8, 29, 59, tzinfo=SHANGHAI)
    assert rules.next_letter(day, at) == day.date()
    assert rules.next_letter(day + timedelta(seconds=1), at) == day.date() + timedelta(days=1)
    assert rules.leaves_at(day.date(), at) == datetime(2026, 3, 2, 8, 30, tzinfo=SHANGHAI)


def test_a_day_s_notices_are_one_letter_grouped_by_kind(outbox: Path) -> None:
    somebody = reader()
    deal, match = telling(somebody, name="a.deal"), telling(somebody, kind="match", name="a.match")
    happened(deal, title="甲", what="报价")
    happened(match, title="乙", what="匹配")
    happened(match, title="丙", what="匹配")
    assert letters(outbox) == []
    seals = [row for row in rows() if row.channel == actions.digests.SEAL]
    assert len(seals) == 1
    assert seals[0].not_before
    assert to_people(seals[0].not_before).time() == time(8, 30)
    the_hour_comes()
    (letter,) = letters(outbox)
    assert letter["Subject"] == "每日汇总：3 条通知"
    assert letter["To"] == somebody.email
    text, html = parts(letter)
    for body in (text, html):
        places = [
            body.index(word) for word in ("撮合匹配", "“乙”", "“丙”", "申请、方案与交易", "“甲”")
        ]
        assert places == sorted(places)
    assert {row.state for row in rows()} == {"done"}


def test_a_letter_is_in_its_reader_s_language(outbox: Path) -> None:
    happened(telling(reader("en"), kind="match"), title="One", what="a match")
    the_hour_comes()
    (letter,) = letters(outbox)
    assert letter["Subject"] == "Daily letter: notices 1"
    assert "“One” has received a match" in parts(letter)[0]


def test_without_notices_there_is_no_letter(outbox: Path) -> None:
    reader()
    the_hour_comes()
    assert rows() == []
    assert letters(outbox) == []


def test_what_was_read_here_already_is_left_out_and_nothing_left_is_no_letter(
    outbox: Path,
) -> None:
    first, second = reader(), reader()
    reaction = telling(first, second, kind="match")
    happened(reaction, title="甲", what="匹配")
    for who, lines in ((first, 1), (second, 1)):
        with reading() as session:
            page = queries.inbox(session, Actor(who.id, None))
        assert len(page.items) == lines
    with unit() as session:
        actions.read_all(session, Actor(first.id, None))
    happened(reaction, title="乙", what="匹配")
    with unit() as session:
        actions.read_all(session, Actor(second.id, None))
    the_hour_comes()
    (letter,) = letters(outbox)
    assert letter["To"] == first.email
    assert "“乙”" in parts(letter)[0]
    assert "“甲”" not in parts(letter)[0]


def test_what_is_gathered_after_the_sealing_goes_into_the_next_day_s_letter(outbox: Path) -> None:
    somebody = reader()
    reaction = telling(somebody, kind="match")
    happened(reaction, title="甲", what="匹配")
    the_hour_comes()
    happened(reaction, title="乙", what="匹配")
    with reading() as session:
        days = session.scalars(select(Digest.day).order_by(Digest.day)).all()
    assert days[1] == days[0] + timedelta(days=1)
    the_hour_comes()
    found = letters(outbox)
    assert len(found) == 2
    assert ["“甲”" in parts(one)[0] for one in found] == [True, False]
    assert ["“乙”" in parts(one)[0] for one in found] == [False, True]


def test_there_is_one_letter_per_person_and_day(database: Engine) -> None:
    somebody = reader()
    happened(telling(somebody, kind="match"), title="甲", what="匹配")
    with reading() as session:
        day = session.scalars(select(Digest.day)).one()
    with pytest.raises(Collision), unit() as session:
        session.add(Digest(person_id=somebody.id, day=day))


def test_a_repeated_sending_is_the_same_letter(outbox: Path) -> None:
    """A worker that dies after sending and before closing the row sends again, and no more."""
    somebody = reader()
    reaction = telling(somebody, kind="match")
    happened(reaction, title="甲", what="匹配")
    its_time_has_come()
    work()
    happened(reaction, title="乙", what="匹配")
    (mail,) = [row for row in rows() if row.reaction == own.DIGEST.name and row.channel == "mail"]
    bodies = []
    for _ in range(3):
        with reading() as session:
            entry = session.get_one(Entry, mail.entry_seq)
            own.DIGEST.outside["mail"](session, entry, mail)()
        (letter,) = letters(outbox)
        bodies.append((letter["Message-ID"], *parts(letter)))
    assert len(set(bodies)) == 1
    assert "“乙”" not in bodies[0][1]


def test_a_repeated_gathering_or_sealing_changes_nothing(database: Engine) -> None:
    somebody = reader()
    reaction = telling(somebody, kind="match")
    happened(reaction, title="甲", what="匹配")
    for _ in range(3):
        its_time_has_come()
        work(reaction)
    with reading() as session:
        assert len(session.scalars(select(DigestLine)).all()) == 1
        assert len(session.scalars(select(Digest)).all()) == 1
        kinds = [row.channel for row in session.scalars(select(Delivery))]
    assert sorted(kinds) == ["digest", "inbox", "mail", "seal"]


def test_who_switches_off_before_the_hour_gets_no_letter(outbox: Path) -> None:
    somebody = reader()
    happened(telling(somebody, kind="match"), title="甲", what="匹配")
    chosen(somebody, {("match", "mail"): "off"})
    the_hour_comes()
    assert letters(outbox) == []


def test_two_facts_of_one_entry_are_two_lines(outbox: Path) -> None:
    somebody = reader()
    one, two = (telling(somebody, kind="match", name=name) for name in ("one", "two"))
    asked(one, title="甲", what="匹配")
    asked(two, title="乙", what="匹配")
    work(one, two)
    the_hour_comes()
    (letter,) = letters(outbox)
    assert letter["Subject"] == "每日汇总：2 条通知"


def test_workers_that_gather_at_once_begin_one_letter_and_lose_no_line(
    committed: Engine, outbox_alone: Path
) -> None:
    somebody = reader()
    reactions = [telling(somebody, kind="match", name=f"told.{n}") for n in range(8)]
    for number, reaction in enumerate(reactions):
        asked(reaction, title=f"甲{number}", what="匹配")
    known = {one.name: one for one in reactions}
    todo = [row.id for row in rows() if row.channel == "digest"]
    with ThreadPoolExecutor(4) as workers:
        done = list(workers.map(lambda key: react.deliver(key, known, "w", 30), todo))
    again = [key for key, well in zip(todo, done, strict=True) if not well]
    its_time_has_come()
    for key in again:  # Who was in another's way comes again; that is no loss.
        assert react.deliver(key, known, "w", 30)
    with reading() as session:
        assert len(session.scalars(select(Digest)).all()) == 1
        assert len(session.scalars(select(DigestLine)).all()) == 8
    the_hour_comes()
    (letter,) = letters(outbox_alone)
    assert letter["Subject"] == "每日汇总：8 条通知"
