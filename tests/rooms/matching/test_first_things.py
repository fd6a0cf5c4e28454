"""Who was just verified hears once of a few public things that fit what they say of themselves."""

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace import house
from marketplace.core import journal, react
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.deliveries import Delivery
from marketplace.core.unit import reading, unit
from marketplace.identity.actions import RegisterOrganisation, move, register
from marketplace.identity.models import Membership
from marketplace.matching import follow
from marketplace.matching.rules.first_things import common, stated
from marketplace.matching.rules.weights import weights
from marketplace.notices.models import Notice
from tests.factories.identity import SYSTEM_OPERATOR, actor, person
from tests.factories.matching import demand, followed, technology
from tests.factories.web import pages

pytestmark = pytest.mark.usefixtures("database")
STEEL = "钢铁企业，一台 265 m² 烧结机，年产粗钢 300 万吨。"


def joined(kind: str, about: str | None, *, verified: bool = True) -> Actor:
    """A person of an organisation that says this of itself."""
    somebody = person()
    command = RegisterOrganisation(
        name=f"示例单位{somebody.name}", kinds=(kind,), region="410300", about=about
    )
    with unit() as session:
        made = register(session, SYSTEM, command)
        session.flush()
        session.add(Membership(person_id=somebody.id, organisation_id=made.id, role="admin"))
        if verified:
            move(session, SYSTEM_OPERATOR, made.id, "verify", None)
    return Actor(person=somebody.id, org=made.id, kinds=frozenset({kind}), verified=verified)


def told() -> list[Notice]:
    while followed():
        pass
    react.follow(house.ON)
    with reading() as session:
        name = "matching.tell_first"
        keys = list(session.scalars(select(Delivery.id).where(Delivery.reaction == name)))
    for key in keys:
        react.deliver(key, house.REACTIONS, "test", 40)
    with reading() as session:
        return list(session.scalars(select(Notice).where(Notice.reaction == name)))


def named() -> list[list[str]]:
    with reading() as session:
        entries = journal.after(session, 0, 500)
        return [e.data["things"] for e in entries if e.fact == "first_things.found"]


def test_an_enterprise_hears_once_of_technologies_that_fit_its_words(app: Flask) -> None:
    row = technology(actor("holder"), actor("operator"))
    technology(
        actor("holder"),
        actor("operator"),
        title="乡镇污水一体化处理",
        processes=[],
        pollutants=["cod"],
        claims=[],
        unquantified=True,
    )
    who = joined("enterprise", STEEL)
    [notice] = told()
    assert notice.recipient == who.person
    assert named() == [[f"technology:{row.id}"]]
    assert f"《{row.title}》（烧结" in notice.zh
    assert notice.url == "/search?kind=technology&process=sintering"
    assert pages(app, who).get(notice.url).status_code == 200
    with unit() as session:
        react.cursor_of(session, follow.NAME).seq = 0
    assert len(told()) == 1


def test_a_holder_hears_of_open_demands(app: Flask) -> None:
    made = demand(actor("enterprise"), actor("operator"))
    who = joined("holder", "研究烟气脱硫与除尘的科研院所。")
    assert [(one.recipient, made.title in one.zh) for one in told()] == [(who.person, True)]
    assert named() == [[f"demand:{made.id}"]]


@pytest.mark.parametrize("about", [None, "一家企业。", "处理餐饮油烟的公司。"])
def test_nobody_hears_where_nothing_is_said_or_nothing_fits(about: str | None) -> None:
    technology(actor("holder"), actor("operator"), pollutants=["cod"])
    joined("enterprise", about)
    assert told() == []


def test_nobody_hears_before_they_are_verified() -> None:
    technology(actor("holder"), actor("operator"))
    joined("enterprise", STEEL, verified=False)
    assert told() == []


def test_a_few_are_named_and_no_more() -> None:
    holder, operator = actor("holder"), actor("operator")
    for number in range(weights().first + 1):
        technology(holder, operator, title=f"烧结烟气脱硫技术{number}")
    joined("enterprise", STEEL)
    told()
    assert [len(things) for things in named()] == [weights().first]


def test_what_shares_more_comes_first_and_of_equal_ones_the_nearer() -> None:
    own = stated("烧结机烟气脱硫、除尘", "410300")
    more = common(own, ["sintering"], ["so2", "particulates"], "110000")
    less = common(own, ["sintering"], ["so2"], "110000")
    near = common(own, ["sintering"], ["so2"], "410305")
    assert more
    assert less
    assert near
    assert more.rank > near.rank > less.rank
    assert near.why().zh == "烧结、二氧化硫、同城"
    assert common(own, [], ["cod"], "410300") is None


def test_a_broad_word_takes_in_what_lies_under_it() -> None:
    assert common(stated("工业废水治理", None), [], ["cod"], None)
    assert common(stated("监测 CO", None), [], ["cod"], None) is None
