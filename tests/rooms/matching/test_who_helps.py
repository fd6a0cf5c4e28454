"""Who could help with a thing: few, fitting, for its owner and the operator alone."""

import pytest
from flask import Flask

from marketplace.core.actor import Actor
from marketplace.core.unit import reading
from marketplace.matching import public
from marketplace.matching.queries.who_helps import Help
from marketplace.matching.rules.weights import weights
from tests.factories.identity import actor
from tests.factories.matching import demand, technology
from tests.factories.service import agency, broker, mandate
from tests.factories.web import pages

pytestmark = pytest.mark.usefixtures("database")
STEEL = {"field": ("energy_saving_env",), "industry": ("31",), "region": ("410300",)}
HEADING = "可请的经纪人与机构"


def helped(who: Actor, kind: str, key: object) -> Help | None:
    with reading() as session:
        return public.who_helps(session, who, kind, key)  # type: ignore[arg-type]


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
