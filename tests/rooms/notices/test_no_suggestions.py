"""Who wants no suggestions is told of no match in any direction, and still sees them all."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace.core import react
from marketplace.core.actor import Actor
from marketplace.core.deliveries import Delivery
from marketplace.core.unit import reading, unit
from marketplace.identity.actions import ChangeSettings, change_settings
from marketplace.identity.models import Person
from marketplace.matching import reactions
from marketplace.notices.states import KindName, Wish
from tests.factories.identity import actor, colleague
from tests.factories.matching import demand, followed, matches, technology
from tests.factories.notices import (
    asked,
    chosen,
    happened,
    its_time_has_come,
    letters,
    planned,
    telling,
    work,
)
from tests.factories.web import pages

pytestmark = pytest.mark.usefixtures("database")
OUT = ChangeSettings(language="zh", profiling_opt_out=True)


def opts_out(who: Actor, command: ChangeSettings = OUT) -> None:
    with unit() as session:
        change_settings(session, who, command)


def told() -> set[str]:
    """Whom the facts of matching are to be told, on whatever channel."""
    react.follow(reactions.ON)
    with reading() as session:
        return set(session.scalars(select(Delivery.recipient)))


def person_row(who: Actor) -> Person:
    with reading() as session:
        return session.get_one(Person, who.person)


@pytest.mark.parametrize("side", ["holder", "seeker"])
def test_of_both_sides_only_who_opted_out_is_not_told_and_still_sees_it(
    app: Flask, side: str
) -> None:
    people = {"holder": actor("holder"), "seeker": actor("enterprise")}
    other = colleague(people[side])
    opts_out(people[side])
    operator = actor("operator")
    technology(people["holder"], operator)
    demand(people["seeker"], operator)
    followed()
    (found,) = matches()
    assert found.told
    everybody = {str(one.person) for one in (*people.values(), other)}
    assert told() & everybody == everybody - {str(people[side].person)}
    page = pages(app, people[side]).get("/matches").text
    assert f"/matches/{found.id}" in page
    assert pages(app, people[side]).get(f"/matches/{found.id}").status_code == 200


def test_who_takes_it_back_is_told_again_as_they_had_chosen(outbox: Path) -> None:
    who = actor("holder")
    somebody = person_row(who)
    chosen(somebody, {("match", "mail"): "off"})
    opts_out(who)
    happened(telling(somebody, kind="match"), title="甲", what="匹配")
    assert planned() == set()
    opts_out(who, ChangeSettings(language="zh", profiling_opt_out=False))
    happened(telling(somebody, kind="match"), title="甲", what="匹配")
    assert planned() == {(str(somebody.id), "inbox")}
    assert letters(outbox) == []


@pytest.mark.parametrize("kind", ["saved_search", "deal", "system"])
def test_own_searches_and_all_that_is_no_suggestion_are_told_as_before(
    outbox: Path, kind: KindName
) -> None:
    who = actor("holder")
    opts_out(who)
    happened(telling(person_row(who), kind=kind), title="甲", what="申请")
    assert planned() == {(str(who.person), "inbox"), (str(who.person), "mail")}
    assert len(letters(outbox)) == 1


@pytest.mark.parametrize("wish", ["now", "digest"])
def test_what_was_planned_before_is_not_sent_after(outbox: Path, wish: Wish) -> None:
    who = actor("holder")
    somebody = person_row(who)
    chosen(somebody, {("match", "mail"): wish})
    fact = telling(somebody, kind="match")
    asked(fact, title="甲", what="匹配")
    assert (str(somebody.id), "mail" if wish == "now" else "digest") in planned()
    if wish == "digest":
        work(fact)
    opts_out(who)
    for _ in range(2):
        its_time_has_come()
        work(fact)
    assert letters(outbox) == []


def test_the_switch_stands_among_one_s_settings_and_says_that_no_profile_is_used(
    app: Flask,
) -> None:
    who = actor("holder")
    client = pages(app, who)
    assert "不使用任何个人画像" in client.get("/settings").text
    assert "选择不接收推荐" not in client.get("/settings/notices").text
    answer = client.post("/settings", data={"language": "zh", "profiling_opt_out": "true"})
    assert answer.status_code == 303
    assert person_row(who).profiling_opt_out
    page = client.get("/settings/notices").text
    assert "选择不接收推荐" in page
