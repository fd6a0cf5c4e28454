"""The funnel: how far published things came, counted from the journal as of a day."""

import csv
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.deliveries import Delivery
from marketplace.core.unit import reading, unit
from marketplace.oversight.errors import DayAhead, PeriodUpsideDown
from marketplace.oversight.queries.funnel import STEPS, Funnel, Question, funnel
from tests.factories.identity import actor
from tests.factories.matching import demand, followed, matches, technology
from tests.factories.web import api, pages

START = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
FIRST = START.date()


class Thing:
    """Something facts are told of."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.id: UUID = uuid4()


def tell(fact: str, thing: Thing, **data: Any) -> None:
    with unit() as session:
        journal.record(session, SYSTEM, fact, thing, title="某项", **data)


def counted(on: date, *, since: date = FIRST, until: date | None = None, **more: Any) -> Funnel:
    with reading() as session:
        return funnel(session, Question(since, until or on, on, **more))


def counts(on: date, **more: Any) -> dict[str, int]:
    return {step.code: step.count for step in counted(on, **more).steps}


class Story:
    """One demand of one seeker, one technology, and the match between them."""

    def __init__(self) -> None:
        self.seeker = uuid4()
        self.demand, self.technology = Thing("demand"), Thing("technology")
        self.match = Thing("match")

    def publish(self) -> None:
        tell("demand.attached", self.demand, organisation=self.seeker)
        tell("demand.published", self.demand)
        tell("technology.published", self.technology)

    def find(self, *, push: bool = True) -> None:
        both = {"demand_id": self.demand.id, "technology_id": self.technology.id}
        tell("match.found", self.match, push=push, **both)

    def trade(self, fact: str) -> None:
        sides = {"technology": self.technology.id, "seeker": self.seeker}
        tell(fact, Thing(fact.partition(".")[0]), **sides)


def test_each_step_counts_from_the_day_it_was_reached_and_the_past_stays_put(
    database: Engine,
) -> None:
    story = Story()
    with clock.held(START) as hands:
        story.publish()
        for told in (
            story.find,
            lambda: tell("match.opened", story.match, side="seeker"),
            lambda: tell("match.taken_up", story.match, side="seeker"),
            lambda: story.trade("licence_request.sent"),
            lambda: story.trade("deal.accepted"),
        ):
            hands.forward(timedelta(days=1))
            told()
        days = [FIRST + timedelta(days=n) for n in range(6)]
        reached = [[code for code, n in counts(day).items() if n] for day in days]
    assert reached[0] == ["published"]
    assert reached[1] == list(STEPS[:3])
    assert [len(codes) for codes in reached] == [1, 3, 4, 5, 6, 7]


def test_opening_counts_for_the_side_that_opened(database: Engine) -> None:
    story = Story()
    with clock.held(START):
        story.publish()
        story.find()
        tell("match.opened", story.match, side="holder")
        assert counts(FIRST)["opened"] == 0
        assert counts(FIRST, direction="technology")["opened"] == 1


def test_a_weak_match_is_matched_and_told_only_when_it_has_risen(database: Engine) -> None:
    story = Story()
    with clock.held(START):
        story.publish()
        story.find(push=False)
        assert (counts(FIRST)["matched"], counts(FIRST)["told"]) == (1, 0)
        tell("match.risen", story.match, push=True)
        assert counts(FIRST)["told"] == 1


def test_requests_before_the_match_or_of_others_are_not_its_fruit(database: Engine) -> None:
    story, other = Story(), Story()
    with clock.held(START):
        story.publish()
        story.trade("licence_request.sent")
        story.find()
        other.technology = story.technology
        other.trade("licence_request.sent")
        assert counts(FIRST)["requested"] == 0
        story.trade("licence_request.sent")
        assert counts(FIRST)["requested"] == 1


def test_a_proposal_counts_for_the_demand_it_answers_alone(database: Engine) -> None:
    one, two = Story(), Story()
    two.technology, two.seeker = one.technology, one.seeker
    with clock.held(START):
        for story in (one, two):
            story.publish()
            story.find()
        sides = {"technology": one.technology.id, "seeker": one.seeker, "demand": one.demand.id}
        tell("proposal.submitted", Thing("proposal"), **sides)
        assert counts(FIRST) | {"requested": 1} == counts(FIRST)


def test_a_thing_counts_once_and_belongs_to_the_period_of_its_first_publication(
    database: Engine,
) -> None:
    story = Story()
    with clock.held(START) as hands:
        story.publish()
        story.find()
        hands.forward(timedelta(days=40))
        tell("demand.published", story.demand)
        today = clock.today()
        assert counts(today)["published"] == 1
        assert counts(today, since=today)["published"] == 0
        assert counts(today, until=FIRST)["matched"] == 1


def test_shares_and_days_are_of_what_reached_both_steps(database: Engine) -> None:
    with clock.held(START) as hands:
        stories = [Story() for _ in range(4)]
        for story in stories:
            story.publish()
        for story, wait in zip(stories, (1, 1, 8), strict=False):
            hands.forward(timedelta(days=wait))
            story.find()
        stories[0].trade("licence_request.sent")
        found = counted(clock.today())
    steps = {step.code: step for step in found.steps}
    assert steps["matched"].of_all == 0.75
    assert steps["matched"].of_before == 0.75
    assert steps["requested"].of_before is None
    to_match, to_request = found.spans
    assert (to_match.count, to_match.median_days, to_match.p90_days) == (3, 2, 10)
    assert (to_request.count, to_request.median_days) == (1, 9)


def test_days_to_come_and_periods_upside_down_are_refused(database: Engine) -> None:
    with clock.held(START):
        with pytest.raises(DayAhead):
            counted(FIRST + timedelta(days=1))
        with pytest.raises(PeriodUpsideDown):
            counted(FIRST, until=FIRST - timedelta(days=1))


@pytest.fixture
def people(database: Engine) -> dict[str, Actor]:
    made = {
        "holder": actor("holder"),
        "seeker": actor("enterprise"),
        "operator": actor("operator"),
        "supervisor": actor("supervisor"),
    }
    demand(made["seeker"], made["operator"])
    technology(made["holder"], made["operator"])
    followed()
    return made


def test_the_first_opening_of_each_side_is_kept_and_nobody_by_name(
    app: Flask, people: dict[str, Actor]
) -> None:
    [match] = matches()
    for who in ("seeker", "seeker", "holder", "operator", "supervisor"):
        assert pages(app, people[who]).get(f"/matches/{match.id}").status_code == 200
    with reading() as session:
        opened = journal.Entry.fact == "match.opened"
        entries = session.scalars(select(journal.Entry).where(opened)).all()
    assert [entry.data["side"] for entry in entries] == ["seeker", "holder"]
    assert {(entry.actor_id, entry.org_id) for entry in entries} == {(None, None)}


@pytest.mark.parametrize(("direction", "who"), [("demand", "seeker"), ("technology", "holder")])
def test_the_bureau_reads_the_funnel_of_real_things_by_field(
    app: Flask, people: dict[str, Actor], direction: str, who: str
) -> None:
    [match] = matches()
    pages(app, people[who]).get(f"/matches/{match.id}")
    client = api(app, people["supervisor"])
    path = f"/api/v1/indicators/funnel?direction={direction}"
    got = client.get(path).json
    assert [step["count"] for step in got["steps"]] == [1, 1, 1, 1, 0, 0, 0]
    assert all(step["note"] for step in got["steps"])
    assert client.get(f"{path}&field=nothing").status_code == 422
    fields = ["energy_saving_env", "clean_energy"]
    by_field = [client.get(f"{path}&field={one}").json["steps"][0]["count"] for one in fields]
    assert by_field == [1, 0]


def test_page_and_sheet_hold_the_same_figures(app: Flask, people: dict[str, Actor]) -> None:
    browser = pages(app, people["supervisor"])
    page = browser.get("/oversight/funnel?lang=en").text
    assert "First published in the period." in page
    sheet = browser.get("/oversight/funnel.csv")
    lines = list(csv.reader(StringIO(sheet.data.decode("utf-8-sig"))))
    assert [line[1] for line in lines[1:]] == ["1", "1", "1", "0", "0", "0", "0"]
    assert browser.get("/oversight/deliveries").status_code == 403


def test_the_operator_sees_channels_parts_and_parked_notices(
    app: Flask, people: dict[str, Actor]
) -> None:
    with unit() as session:
        seq = journal.head(session)
        row = {"entry_seq": seq, "reaction": "some.reaction", "recipient": "x"}
        session.add(Delivery(channel="mail", state="dead", last_error="no such box", **row))
        session.add(Delivery(channel="inbox", **row))
    page = pages(app, people["operator"]).get("/oversight/deliveries").text
    assert "no such box" in page
    assert "电子邮件" in page
    assert "/retry" in page
    items = api(app, people["operator"]).get("/api/v1/indicators/deliveries").json["items"]
    by_channel = {item["channel"]: (item["ready"], item["dead"]) for item in items}
    assert by_channel["mail"] == (0, 1)
    assert by_channel["inbox"] == (1, 0)
