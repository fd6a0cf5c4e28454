"""Reasons are told to the holder from three organisations on, with their number, never who."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from marketplace.core.actor import NOBODY, Actor
from marketplace.core.unit import reading, unit
from marketplace.matching import actions
from marketplace.matching.queries.reasons import ReasonTold, least, reasons_told
from tests.factories.identity import actor
from tests.factories.matching import demand, followed, matches, technology
from tests.factories.web import api, pages

HINT = "可考虑分期付款"


@pytest.fixture
def people(database: Engine) -> dict[str, Actor]:
    return {name: actor(name) for name in ("holder", "operator", "enterprise")}


def offered_to(people: dict[str, Actor], seekers: list[Actor]) -> UUID:
    """A technology that was suggested to each of the seekers' demands."""
    for number, seeker in enumerate(seekers):
        demand(seeker, people["operator"], title=f"烧结烟气脱硫改造 {number + 1} 号机")
    made = technology(people["holder"], people["operator"])
    followed()
    return made.id


def refuse(seekers: list[Actor], reason: str) -> None:
    """Each seeker says no to all that was suggested to it."""
    by_org = {seeker.org: seeker for seeker in seekers}
    for row in matches():
        if row.seeker_id in by_org and row.state.value == "suggested":
            with unit() as session:
                actions.dismiss(session, by_org[row.seeker_id], row.id, row.version, reason)


def told(who: Actor, key: UUID) -> list[ReasonTold]:
    """What somebody is told of the reasons."""
    with reading() as session:
        return reasons_told(session, who, key)


def test_from_three_organisations_on_the_holder_is_told_and_of_fewer_nothing(
    app: Flask, people: dict[str, Actor]
) -> None:
    seekers = [actor("enterprise", name=f"示例钢铁{n}") for n in "甲乙丙丁"]
    key = offered_to(people, seekers)
    refuse(seekers[:2], "too_expensive")
    refuse(seekers[2:3], "too_immature")
    assert told(people["holder"], key) == []
    assert HINT not in pages(app, people["holder"]).get(f"/matches?technology={key}").text
    refuse(seekers[3:], "too_expensive")
    assert told(people["holder"], key) == [ReasonTold("too_expensive", least())]
    text = pages(app, people["holder"]).get(f"/matches?technology={key}").text
    assert "价格过高：3 家机构" in text
    assert HINT in text
    assert "示例钢铁" not in text


def test_one_organisation_counts_once_however_many_demands_it_has(
    people: dict[str, Actor],
) -> None:
    seekers = [people["enterprise"]] * least()
    key = offered_to(people, seekers)
    refuse(seekers, "too_expensive")
    assert len([row for row in matches() if row.reason == "too_expensive"]) == least()
    assert told(people["holder"], key) == []


def test_only_the_holder_and_the_operator_are_told(people: dict[str, Actor]) -> None:
    seekers = [actor("enterprise") for _ in range(least())]
    key = offered_to(people, seekers)
    refuse(seekers, "wrong_scale")
    for who in (people["holder"], people["operator"]):
        assert told(who, key) == [ReasonTold("wrong_scale", least())]
    for who in (seekers[0], actor("holder"), NOBODY):
        assert told(who, key) == []


def test_the_json_door_tells_the_holder_the_same_with_a_hint_and_others_nothing(
    app: Flask, people: dict[str, Actor]
) -> None:
    seekers = [actor("enterprise", name=f"示例水泥{n}") for n in "甲乙丙丁"]
    key = offered_to(people, seekers)
    refuse(seekers[: least()], "too_immature")
    refuse(seekers[least() :], "wrong_field")
    url = f"/api/v1/matches/reasons?technology={key}"
    told_to = {name: api(app, people[name]).get(url) for name in people}
    said = told_to["holder"].get_json()
    assert said["least"] == least()
    (only,) = said["reasons"]
    assert (only["reason"], only["organisations"]) == ("too_immature", least())
    assert only["words"] == "成熟度不够"
    assert only["hint"]
    assert told_to["operator"].get_json() == said
    assert told_to["enterprise"].get_json()["reasons"] == []
    assert "示例水泥" not in told_to["holder"].text
    assert app.test_client().get(url).status_code == 401
