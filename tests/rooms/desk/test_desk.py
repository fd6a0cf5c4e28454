"""What needs me today: from the life cycles of all rooms, with clocks in words."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import event

from marketplace import house
from marketplace.core import clock, db, heartbeat
from marketplace.core.deliveries import Delivery
from marketplace.core.flow import Life
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit
from marketplace.desk import queries, words
from marketplace.identity.models import Organisation
from tests.factories.identity import actor
from tests.factories.web import api, pages

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def lying(who: Any) -> list[queries.Group]:
    with reading() as session:
        return queries.desk(session, who)


def due(key: UUID, at: datetime | None) -> None:
    """Give an organisation's wait a clock, as other life cycles have one."""
    with unit() as session:
        session.get_one(Organisation, key).due_at = at


@pytest.mark.parametrize("noun", sorted(house.LIVES))
def test_every_life_cycle_has_a_name_on_the_desk(noun: str) -> None:
    assert noun in words.NOUNS


def test_the_operator_finds_whom_to_verify(database: object) -> None:
    operator, fresh = actor("operator"), actor("enterprise", name="新厂", verified=False)
    (group,) = lying(operator)
    assert (group.noun, group.count) == ("organisation", 1)
    (line,) = group.lines
    assert (line.id, line.title, line.url) == (fresh.org, "新厂", f"/organisations/{fresh.org}")
    assert line.until == words.NO_CLOCK


def test_others_do_not_see_the_operators_desk(database: object) -> None:
    actor("enterprise", verified=False)
    assert lying(actor("holder")) == []


def test_a_standing_thing_shows_when_its_clock_is_near(database: object) -> None:
    firm = actor("holder")
    assert firm.org
    with clock.held(NOON):
        assert lying(firm) == []
        due(firm.org, NOON + timedelta(days=15))
        assert lying(firm) == []
        due(firm.org, NOON + timedelta(days=13))
        assert [group.count for group in lying(firm)] == [1]


def test_what_is_overdue_comes_first_and_no_clock_last(database: object) -> None:
    operator = actor("operator")
    none, late, soon = (actor("holder", verified=False).org for _ in range(3))
    assert late
    assert soon
    with clock.held(NOON):
        due(late, NOON - timedelta(days=2))
        due(soon, NOON + timedelta(days=3))
        (group,) = lying(operator)
    assert [line.id for line in group.lines] == [late, soon, none]
    assert [line.until.zh for line in group.lines] == ["已逾期 2 天", "还剩 3 天", "无期限"]


@pytest.mark.parametrize(
    ("at", "said", "last"),
    [
        (NOON + timedelta(hours=1), "今天到期", 23),
        (NOON - timedelta(hours=1), "今天已到期", 23),
        (
            datetime(2026, 11, 23, 16, tzinfo=UTC),
            "今天到期",
            23,
        ),  # Midnight in China ends the 23rd.
        (datetime(2026, 11, 24, 16, tzinfo=UTC), "还剩 1 天", 24),
        (datetime(2026, 11, 22, 16, tzinfo=UTC), "已逾期 1 天", 22),
    ],
)
def test_clocks_are_told_in_days_of_china(
    database: object, at: datetime, said: str, last: int
) -> None:
    operator, fresh = actor("operator"), actor("holder", verified=False)
    assert fresh.org
    with clock.held(NOON):
        due(fresh.org, at)
        (group,) = lying(operator)
    assert group.lines[0].until.zh == said
    assert group.lines[0].last == date(2026, 11, last)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_for_days_have_no_gaps(language: Any) -> None:
    for days in (None, *range(-3, 4)):
        told = words.until(days, overdue=days is not None and days < 0).to(language)
        assert told
        assert "{" not in told


def test_a_long_desk_says_how_much_there_is_in_all(
    database: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "SHOWN", 2)
    operator = actor("operator")
    for _ in range(4):
        actor("holder", verified=False)
    (group,) = lying(operator)
    assert (len(group.lines), group.count) == (2, 4)


def test_queries_do_not_grow_with_the_desk(database: Any) -> None:
    operator = actor("operator")
    counts = []
    for _ in range(2):
        for _ in range(4):
            actor("holder", verified=False)
        asked: list[str] = []

        def note(_conn: Any, _cursor: Any, statement: str, *_: Any) -> None:
            asked.append(statement)  # noqa: B023 - Taken off before the list changes.

        event.listen(db.bound(), "before_cursor_execute", note)
        lying(operator)
        event.remove(db.bound(), "before_cursor_execute", note)
        counts.append(len(asked))
    assert counts[0] == counts[1]


WAITS = [(noun, state) for noun, life in house.LIVES.items() for state in life.flow.waits]


@pytest.mark.parametrize(("noun", "state"), WAITS, ids=[f"{n}-{s}" for n, s in WAITS])
def test_every_waiting_state_asks_for_something_of_somebody(noun: str, state: Any) -> None:
    wait = house.LIVES[noun].flow.waits[state]
    assert wait.ask.zh
    assert wait.ask.en
    assert wait.due or wait.why_no_clock


def test_the_desk_reads_the_columns_every_life_keeps() -> None:
    for life in house.LIVES.values():
        assert isinstance(life, Life)
        columns = life.model.__table__.columns
        assert {"desk_org", "desk_role", "due_at", "state", "moved_at"} <= set(columns.keys())


def test_the_api_gives_ones_own_desk(app: Flask) -> None:
    operator = actor("operator")
    actor("enterprise", name="新厂", verified=False)
    answer = api(app, operator).get("/api/v1/desk")
    assert answer.status_code == 200
    assert answer.json["total"] == 1
    assert answer.json["groups"][0]["items"][0]["title"] == "新厂"
    assert api(app).get("/api/v1/desk").status_code == 401


def test_the_page_shows_a_waiting_firm_that_it_waits(app: Flask) -> None:
    text = pages(app, actor("holder", verified=False)).get("/desk").text
    assert "等待运营方核验" in text
    assert "今天没有需要您处理的事" in text


def parked(entry: int) -> UUID:
    key = uuid4()
    with unit() as session:
        session.add(
            Delivery(
                id=key,
                entry_seq=entry,
                reaction="test.tell",
                recipient="somebody",
                channel="mail",
                state="dead",
                last_error="ConnectionRefusedError",
            )
        )
    return key


def test_the_operator_sends_a_parked_notice_again_on_the_record(app: Flask) -> None:
    operator, stranger = actor("operator"), actor("holder")
    key = parked(1)
    page = pages(app, operator).get("/desk").text
    assert "ConnectionRefusedError" in page
    assert "没有信号" in page
    assert "ConnectionRefusedError" not in pages(app, stranger).get("/desk").text

    path = f"/oversight/deliveries/{key}/retry"
    assert pages(app, stranger).post(path).status_code == 403
    assert pages(app, operator).post(path).status_code == 303
    assert pages(app, operator).post(path).status_code == 409
    with reading() as session:
        assert session.get_one(Delivery, key).state == "ready"
        last = session.query(Entry).order_by(Entry.seq.desc()).first()
        assert last
        assert (last.fact, last.subject_id) == ("delivery.retried", key)


def test_the_operator_sends_all_of_a_reaction_again_or_gives_one_up_for_a_reason(
    app: Flask,
) -> None:
    operator, stranger = actor("operator"), actor("holder")
    first, second = parked(1), parked(2)
    drop = f"/oversight/deliveries/{first}/drop"
    assert pages(app, stranger).post(drop, data={"reason": "x"}).status_code == 403
    assert pages(app, operator).post(drop).status_code == 422
    assert pages(app, operator).post(drop, data={"reason": "地址已停用"}).status_code == 303
    all_again = "/oversight/deliveries/retry"
    assert pages(app, stranger).post(all_again).status_code == 403
    assert pages(app, operator).post(all_again, data={"reaction": "other"}).status_code == 303
    with reading() as session:
        assert session.get_one(Delivery, second).state == "dead"
    assert pages(app, operator).post(all_again, data={"reaction": "test.tell"}).status_code == 303
    with reading() as session:
        assert session.get_one(Delivery, first).state == "dropped"
        assert session.get_one(Delivery, second).state == "ready"
        said = session.query(Entry).order_by(Entry.seq.desc()).limit(2).all()
        assert [entry.fact for entry in said] == ["delivery.retried", "delivery.dropped"]
        assert said[1].data["reason"] == "地址已停用"


def test_a_worker_that_stopped_itself_is_told_on_the_operators_desk(app: Flask) -> None:
    with unit() as session:
        heartbeat.fell_sick(session, "host", "14 of its last 20 deliveries failed")
    assert "14 of its last 20" in pages(app, actor("operator")).get("/desk").text
    assert "14 of its last 20" not in pages(app, actor("holder")).get("/desk").text


MAY_BE_WITHOUT_A_CLOCK = [("deal", "negotiating"), ("demand", "draft")]


@pytest.mark.parametrize(("noun", "state"), MAY_BE_WITHOUT_A_CLOCK)
def test_a_clock_that_may_be_silent_states_its_reason(noun: str, state: str) -> None:
    flow = house.LIVES[noun].flow
    wait = flow.waits[flow.states()(state)]
    assert wait.due
    assert wait.why_no_clock
