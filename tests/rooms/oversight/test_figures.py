"""Headline figures: counted from the journal, equal to their rows, and the past stays put."""

import csv
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace import house
from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM
from marketplace.core.unit import reading, unit
from marketplace.oversight.errors import DayAhead, NoSuchIndicator
from marketplace.oversight.queries import figures
from marketplace.oversight.queries.definitions import BY_CODE, INDICATORS
from marketplace.web.sheet import FORMULA, safe
from tests.factories.identity import SYSTEM_OPERATOR, actor
from tests.factories.web import api, pages

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class Thing:
    """Something facts are told of, whose room may not be there yet."""

    kind: ClassVar[str] = ""

    def __init__(self, kind: str) -> None:
        self.kind = kind  # type: ignore[misc]  # A room's things have one kind for all.
        self.id: UUID = uuid4()


def tell(fact: str, thing: Thing, **data: Any) -> None:
    with unit() as session:
        journal.record(session, SYSTEM, f"{thing.kind}.{fact}", thing, title="某项", **data)


def value(code: str, on: date) -> int:
    with reading() as session:
        return figures.figure(session, BY_CODE[code], on).value


def test_there_are_twelve_and_each_names_its_tasks() -> None:
    assert len(INDICATORS) == 12
    assert len(BY_CODE) == 12
    for one in INDICATORS:
        assert one.tasks
        assert all(1 <= task <= 46 for task in one.tasks)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_facts_of_figures_exist_and_take_sides_as_the_life_cycle_does(code: str) -> None:
    """Each move out of a state that counts is known to the figure, so that none goes uncounted."""
    one = BY_CODE[code]
    life = house.LIVES.get(one.kind)
    if life is None:
        return
    told = {fact for fact in house.FACTS if fact.startswith(f"{one.kind}.")}
    assert told & (one.into | {one.crowd[0]} if one.crowd else one.into)
    if not one.out:
        return
    standing = {move.target for move in life.flow.moves if f"{one.kind}.{move.fact}" in one.into}
    for move in life.flow.moves:
        leaves = move.sources & standing and move.target not in standing
        assert not leaves or f"{one.kind}.{move.fact}" in one.out, move.name


def test_a_thing_counts_while_its_last_fact_says_so(database: object) -> None:
    thing = Thing("technology")
    with clock.held(START) as hands:
        tell("published", thing)
        hands.forward(timedelta(days=10))
        tell("suspended", thing)
        hands.forward(timedelta(days=10))
        tell("resumed", thing)
        hands.forward(timedelta(days=10))
        tell("withdrawn", thing)
        days = [START.date() + timedelta(days=n) for n in (-1, 0, 9, 10, 20, 30)]
        found = [value("technologies_published", day) for day in days]
    assert found == [0, 1, 1, 0, 1, 0]


def test_what_was_on_a_past_day_never_changes(database: object) -> None:
    thing = Thing("demand")
    with clock.held(START) as hands:
        tell("published", thing)
        before = value("demands_open", START.date())
        hands.forward(timedelta(days=1))
        tell("withdrawn", thing)
        tell("published", Thing("demand"))
        assert value("demands_open", START.date()) == before == 1


def test_a_day_ends_at_midnight_in_china(database: object) -> None:
    with clock.held(datetime(2026, 3, 2, 15, 59, tzinfo=UTC)) as hands:
        tell("found", Thing("match"))
        hands.forward(timedelta(minutes=2))
        tell("found", Thing("match"))
        assert value("matches_made", date(2026, 3, 2)) == 1
        assert value("matches_made", date(2026, 3, 3)) == 2


def test_one_fact_may_stand_for_a_crowd(database: object) -> None:
    batch = Thing("patent_batch")
    with clock.held(START), unit() as session:
        ids = [uuid4() for _ in range(3)]
        journal.record(session, SYSTEM, "patent.taken_in", batch, created_ids=ids)
    with clock.held(START):
        assert value("patents_carded", START.date()) == 3


def test_only_what_was_answered_without_reminder_is_in_time(database: object) -> None:
    quick, slow = Thing("licence_request"), Thing("licence_request")
    with clock.held(START):
        for thing in (quick, slow):
            tell("sent", thing)
        tell("escalated", slow)
        for thing in (quick, slow):
            tell("acknowledged", thing)
        assert value("licence_requests", START.date()) == 2
        assert value("answered_in_time", START.date()) == 1


def test_agreed_value_is_a_sum_of_fen_and_lost_deals_leave_it(database: object) -> None:
    one, two = Thing("deal"), Thing("deal")
    with clock.held(START):
        tell("accepted", one, value_fen=250_000_00)
        tell("struck_elsewhere", two, value_fen=1)
        assert value("agreed_value", START.date()) == 250_000_01
        tell("lost", one)
        assert value("agreed_value", START.date()) == 1
        assert value("terms_agreed", START.date()) == 1


FACTS = sorted({(one.kind, fact) for one in INDICATORS for fact in one.into | one.out})


# The facts of earlier examples stay in the database: what is to be proved holds with them too.
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20, deadline=None
)
@given(st.data())
def test_a_figure_equals_the_number_of_its_rows(database: object, data: st.DataObject) -> None:
    things = {kind: Thing(kind) for kind, _ in FACTS}
    story = data.draw(st.lists(st.sampled_from(FACTS), max_size=12))
    with clock.held(START) as hands:
        for kind, fact in story:
            hands.forward(timedelta(hours=9))
            with unit() as session:
                journal.record(session, SYSTEM, fact, things[kind], title="某项", value_fen=1)
        day = clock.today() - timedelta(days=data.draw(st.integers(0, 5)))
        with reading() as session:
            for one in INDICATORS:
                rows = figures.rows(session, one, day)
                assert figures.figure(session, one, day).value == len(rows)


def test_days_to_come_and_unknown_figures_are_refused(database: object) -> None:
    with clock.held(START), reading() as session:
        with pytest.raises(DayAhead):
            figures.figures(session, date(2026, 3, 3))
        with pytest.raises(NoSuchIndicator):
            figures.indicator("nothing")


def test_rows_name_the_organisation_the_thing_is_of(database: object) -> None:
    holder = actor("holder", name="某研究院")
    thing = Thing("technology")
    with unit() as session:
        journal.record(session, SYSTEM, "technology.created", thing, holder=holder.org)
        journal.record(session, SYSTEM_OPERATOR, "technology.published", thing, title="脱硫")
    with reading() as session:
        (row,) = figures.rows(session, BY_CODE["technologies_published"], clock.today())
    assert (row.title, row.organisation) == ("脱硫", "某研究院")
    assert row.url == f"/technologies/{thing.id}"


@pytest.mark.parametrize("kind", ["supervisor", "operator"])
def test_supervisor_and_operator_read_figures_and_rows(app: Flask, kind: str) -> None:
    client = api(app, actor(kind))
    actor("holder", name="甲")
    actor("holder", name="乙")
    got = client.get("/api/v1/indicators")
    by_code = {item["code"]: item for item in got.json["items"]}
    verified = by_code["organisations_verified"]
    assert verified["label"]
    assert verified["value"] == 3
    first = client.get(verified["rows"] + "&limit=2").json
    second = client.get(first["next"]).json
    names = [row["title"] for row in first["items"] + second["items"]]
    assert len(names) == len(set(names)) == 3
    assert {"甲", "乙"} <= set(names)
    assert client.get("/api/v1/indicators?on=2999-01-01").status_code == 422
    assert client.get("/api/v1/indicators/nothing/rows").status_code == 404


@pytest.mark.parametrize("client", [api, pages])
def test_nobody_else_reads_them(app: Flask, client: Callable[..., Any]) -> None:
    path = "/api/v1/indicators" if client is api else "/oversight"
    assert client(app).get(path).status_code == 401
    assert client(app, actor("holder")).get(path).status_code == 403


def test_the_supervisor_sees_tiles_rows_and_a_sheet(app: Flask) -> None:
    browser = pages(app, actor("supervisor", name="监管局"))
    actor("holder", name="=HYPERLINK(1)")
    assert "已核验机构" in browser.get("/oversight").text
    drilled = browser.get("/oversight/indicators/organisations_verified").text
    assert "监管局" in drilled
    sheet = browser.get("/oversight/indicators/organisations_verified/rows.csv")
    lines = list(csv.reader(StringIO(sheet.data.decode("utf-8-sig"))))
    assert len(lines) == 3
    assert {line[1] for line in lines[1:]} == {"监管局", "'=HYPERLINK(1)"}
    assert browser.get("/oversight/journal").status_code == 403


def test_the_operator_reads_the_timeline_of_a_thing(app: Flask) -> None:
    operator, firm = actor("operator", name="运营"), actor("holder", name="某厂")
    browser = pages(app, operator)
    page = browser.get(f"/oversight/journal?kind=organisation&subject={firm.org}").text
    assert "机构“某厂”通过核验" in page
    assert "运营" not in page.split("<main")[1].split("<ol")[1]
    everything = browser.get("/oversight/journal").text
    assert "机构“运营”登记入驻" in everything
    assert ">person</a>" not in everything


@given(st.text(max_size=12))
def test_no_cell_of_a_sheet_is_a_formula(text: str) -> None:
    assert not str(safe(text)).lstrip(" ").startswith(FORMULA)
