"""One row of each life cycle, made through its room's own actions: what the desk law walks over."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from marketplace.core import clock
from marketplace.core.unit import unit
from marketplace.display.models import DemandRewrite, Technology, TechnologyRevision
from marketplace.display.models.demand import Demand
from marketplace.display.states import REVISION
from marketplace.display.states.rewrite import REWRITE
from marketplace.service.actions import introduction, referral
from tests.factories import demands, display, imports, matching, outreach, service, trading
from tests.factories.identity import actor


def _organisation() -> UUID:
    made = actor("holder").org
    assert made
    return made


def _demand() -> UUID:
    return demands.published(actor("enterprise"), actor("operator")).id


def _revision() -> UUID:
    holder = actor("holder")
    technology = display.published(holder)
    with unit() as session:
        row = session.get_one(Technology, technology.id)
        made = TechnologyRevision(
            id=uuid4(),
            technology_id=row.id,
            technology=row,
            content={},
            base_version=row.version,
            proposed_by=holder.person,
        )
        REVISION.begin(made)
        session.add(made)
    return made.id


def _rewrite() -> UUID:
    key = _demand()
    with unit() as session:
        row = session.get_one(Demand, key)
        made = DemandRewrite(id=uuid4(), org_id=row.seeker_id, content={}, demand=row)
        REWRITE.begin(made)
        session.add(made)
    return made.id


def _introduction() -> UUID:
    firm, met = service.broker(), actor("enterprise")
    mandate = service.mandate(firm, actor("holder"))
    assert met.org
    command = introduction.Introduce(met.org, *service.subject(), "引荐洽谈")
    with unit() as session:
        return introduction.introduce(session, firm.actor, mandate.id, command).id


def _referral() -> UUID:
    command = referral.Refer(service.broker().broker.id, *service.subject(), "求购脱硫技术")
    asker = actor("enterprise")
    with unit() as session:
        return referral.refer(session, asker, command).id


def _request() -> UUID:
    return trading.sent(actor("enterprise"), trading.technology(actor("holder"))).id


def _endpoint() -> UUID:
    return outreach.endpoint(actor("holder"), "https://hooks.example.org/").endpoint.id


def _match() -> UUID:
    operator = actor("operator")
    matching.demand(actor("enterprise"), operator)
    matching.technology(actor("holder"), operator)
    matching.followed()
    return matching.matches()[0].id


MAKERS: dict[str, Callable[[], UUID]] = {
    "organisation": _organisation,
    "patent": lambda: display.patent(actor("holder")).id,
    "technology": lambda: display.published(actor("holder")).id,
    "revision": _revision,
    "demand": _demand,
    "proposal": lambda: demands.proposed(actor("holder"), _demand()).id,
    "demand_rewrite": _rewrite,
    "broker": lambda: service.broker().broker.id,
    "agency": lambda: service.agency().id,
    "mandate": lambda: service.mandate(service.broker(), actor("holder")).id,
    "introduction": _introduction,
    "referral": _referral,
    "licence_request": _request,
    "deal": lambda: trading.opened().id,
    "match": _match,
    "endpoint": _endpoint,
    "import": lambda: imports.sent(actor("holder"), "名称,专利号\n一种净化方法,").id,
}


# What rows of a life cycle carry in some of its states, so that their tables take them.
CARRY: dict[str, dict[str, Any]] = {
    "proposal": {"reason": "指标可信"},
    "mandate": {"tail_until": clock.today() + timedelta(days=90)},
}


def put(life: Any, key: UUID, state: Any) -> Any:
    """A row put into a state, on whose desk the state's wait says it lies."""
    with unit() as session:
        row = session.get_one(life.model, key)
        for name, value in CARRY.get(life.flow.noun, {}).items():
            setattr(row, name, value)
        row.state = state
        life.flow.settle(row)
    return row
