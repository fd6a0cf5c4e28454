"""Who could help with a thing: few, fitting, for its owner and the operator alone."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from marketplace import house
from marketplace.core import react
from marketplace.core.actor import Actor
from marketplace.core.clock import held, now
from marketplace.core.deliveries import Delivery
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as demands
from marketplace.matching import follow, public
from marketplace.matching.queries.who_helps import Help
from marketplace.matching.rules.weights import weights
from marketplace.notices.models import Notice
from tests.factories.identity import actor, colleague
from tests.factories.matching import demand, followed, technology
from tests.factories.service import agency, broker, mandate
from tests.factories.web import api, pages

pytestmark = pytest.mark.usefixtures("database")
STEEL = {"field": ("energy_saving_env",), "industry": ("31",), "region": ("410300",)}
HEADING = "可请的经纪人与机构"


def helped(who: Actor, kind: str, key: object) -> Help | None:
    with reading() as session:
        return public.who_helps(session, who, kind, key)  # type: ignore[arg-type]


def told() -> list[Notice]:
    """What inboxes hold of this after the follower and all reactions ran."""
    while followed():
        pass
    react.follow(house.ON)
    with reading() as session:
        name = "matching.tell_helpers"
        keys = list(session.scalars(select(Delivery.id).where(Delivery.reaction == name)))
    for key in keys:
        react.deliver(key, house.REACTIONS, "test", 40)
    with reading() as session:
        return list(session.scalars(select(Notice).where(Notice.reaction == name)))


@pytest.fixture
def seeker() -> Actor:
    return actor("enterprise", name="洛阳示例钢铁有限公司")


@pytest.fixture
def operator() -> Actor:
    return actor("operator")


def test_a_demand_is_shown_a_few_brokers_and_agencies_that_fit_the_best_first(
    seeker: Actor, operator: Actor
) -> None:
    best = broker(facets=STEEL)
    for _ in range(weights().helpers):
        broker()
        agency()
    broker(facets={"field": ("eco_agriculture",), "region": ("410305",)})
    made = demand(seeker, operator)
    found = helped(seeker, "demand", made.id)
    assert found
    assert (len(found.brokers), len(found.agencies)) == (weights().helpers, weights().helpers)
    assert found.brokers[0].broker.id == best.broker.id
    assert all(one.knows and one.reasons for one in found.brokers)
    assert all(one.agency.accredited for one in found.agencies)


def test_only_the_owner_and_the_operator_are_shown_who_could_help(
    seeker: Actor, operator: Actor
) -> None:
    firm = broker(facets=STEEL)
    made = demand(seeker, operator)
    assert helped(operator, "demand", made.id) == helped(seeker, "demand", made.id) is not None
    for other in (actor("enterprise"), firm.actor, actor("supervisor")):
        assert helped(other, "demand", made.id) is None


def test_where_nobody_fits_nothing_is_shown(seeker: Actor, operator: Actor) -> None:
    broker(facets={"field": ("eco_agriculture",), "region": ("410300",)})
    assert helped(seeker, "demand", demand(seeker, operator).id) is None


def test_who_has_a_broker_for_a_thing_is_shown_no_other(operator: Actor) -> None:
    holder = actor("holder")
    firm, _other = broker(facets=STEEL), broker(facets=STEEL)
    row = technology(holder, operator)
    assert helped(holder, "technology", row.id)
    mandate(firm, holder)
    assert helped(holder, "technology", row.id) is None


def test_nobody_is_shown_their_own_firm(operator: Actor) -> None:
    both = actor("holder", "broker_firm")
    firm = broker(both, facets=STEEL)
    found = helped(both, "technology", technology(both, operator).id)
    assert not found or firm.broker.id not in {one.broker.id for one in found.brokers}


def test_the_page_of_a_demand_shows_reasons_and_leads_to_asking(
    app: Flask, seeker: Actor, operator: Actor
) -> None:
    firm, laboratory = broker(facets=STEEL), agency()
    made = demand(seeker, operator)
    where = f"/demands/{made.id}"
    for reader in (seeker, operator):
        page = pages(app, reader).get(where).text
        assert HEADING in page
        ask = f"/brokers/{firm.broker.id}/refer?subject_kind=demand&amp;subject_id={made.id}"
        assert ask in page
        assert f"/agencies/{laboratory.id}" in page
        assert "熟悉行业：" in page
    form = pages(app, seeker).get(ask.replace("&amp;", "&") + "&title=" + made.title)
    assert form.status_code == 200
    assert made.title in form.text
    for other in (None, actor("holder"), firm.actor):
        assert HEADING not in pages(app, other).get(where).text


def test_the_page_of_a_technology_shows_its_holder_brokers(app: Flask, operator: Actor) -> None:
    firm, holder = broker(facets=STEEL), actor("holder")
    where = f"/technologies/{technology(holder, operator).id}"
    assert f"/brokers/{firm.broker.id}/refer" in pages(app, holder).get(where).text
    assert HEADING not in pages(app, actor("enterprise")).get(where).text


def test_the_owner_is_told_once_when_the_demand_is_published(
    seeker: Actor, operator: Actor
) -> None:
    second = colleague(seeker)
    firm, laboratory = broker(facets=STEEL), agency()
    made = demand(seeker, operator)
    found = told()
    assert {one.recipient for one in found} == {seeker.person, second.person}
    assert {one.url for one in found} == {f"/demands/{made.id}#who-helps"}
    with reading() as session:
        firms = public.who_helps(session, operator, "demand", made.id)
    assert firms
    assert made.title in found[0].zh
    assert firms.brokers[0].broker.firm in found[0].zh
    assert laboratory.name in found[0].zh
    # No name of a person stands in what the journal and the inbox keep.
    assert firm.broker.name not in found[0].zh + str(found[0].data)
    with unit() as session:
        react.cursor_of(session, follow.NAME).seq = 0
    broker(facets=STEEL)
    assert len(told()) == len(found)


def test_nobody_is_told_where_nobody_fits_or_the_demand_is_gone_again(
    seeker: Actor, operator: Actor
) -> None:
    demand(seeker, operator)
    assert told() == []
    broker(facets=STEEL)
    made = demand(seeker, operator, title="另一条烧结线除尘改造")
    with unit() as session:
        demands.withdraw(session, seeker, made.id, made.version, "已另行解决")
    assert told() == []


def test_the_holder_of_a_technology_is_told_of_brokers_and_they_are_not(operator: Actor) -> None:
    firm, holder = broker(facets=STEEL), actor("holder")
    row = technology(holder, operator)
    assert [(one.recipient, one.url) for one in told()] == [
        (holder.person, f"/technologies/{row.id}#who-helps")
    ]
    assert firm.actor.person not in {one.recipient for one in told()}


def test_a_holder_of_many_technologies_hears_of_brokers_for_one_and_a_while_later_again(
    operator: Actor,
) -> None:
    broker(facets=STEEL)
    holder = actor("holder")
    technology(holder, operator, title="烧结烟气脱硫技术一")
    technology(holder, operator, title="烧结烟气脱硫技术二")
    assert len(told()) == 1
    technology(holder, operator, title="烧结烟气脱硫技术三")
    assert len(told()) == 1
    with held(now() + timedelta(days=weights().helpers_days + 1)):
        later = technology(holder, operator, title="烧结烟气脱硫技术四")
        assert {one.url for one in told()} > {f"/technologies/{later.id}#who-helps"}


def test_the_api_tells_the_owner_and_refuses_others(
    app: Flask, seeker: Actor, operator: Actor
) -> None:
    firm, laboratory = broker(facets=STEEL), agency()
    where = f"/api/v1/demands/{demand(seeker, operator).id}/helpers"
    given = api(app, seeker).get(where).json
    assert [one["id"] for one in given["brokers"]] == [str(firm.broker.id)]
    assert given["brokers"][0]["reasons"][0].startswith("熟悉领域：")
    assert [one["id"] for one in given["agencies"]] == [str(laboratory.id)]
    assert given["agencies"][0]["accredited"] == ["testing"]
    assert api(app, operator).get(where).json == given
    assert api(app, actor("holder")).get(where).status_code == 403
    assert api(app).get(where).status_code == 401
    holder = actor("holder")
    where = f"/api/v1/technologies/{technology(holder, operator).id}/helpers"
    given = api(app, holder).get(where).json
    assert ([one["id"] for one in given["brokers"]], given["agencies"]) == (
        [str(firm.broker.id)],
        [],
    )
    assert api(app, seeker).get(where).status_code == 403
