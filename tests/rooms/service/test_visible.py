"""Twins: what the rules say may be seen is what the queries find, for any actor and any row."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.unit import reading, unit
from marketplace.service.models import Agency, Broker, Introduction, Mandate, Referral
from marketplace.service.queries import agency as agency_queries
from marketplace.service.queries import broker as broker_queries
from marketplace.service.queries import mandate as mandate_queries
from marketplace.service.queries import referral as referral_queries
from marketplace.service.rules import agency as agency_rules
from marketplace.service.rules import broker as broker_rules
from marketplace.service.rules import mandate as mandate_rules
from marketplace.service.rules import referral as referral_rules
from marketplace.service.states import AgencyState, BrokerState, MandateState, ReferralState
from tests.factories.identity import actor
from tests.factories.service import Firm, agency, broker, mandate, subject

TWINS = {
    "broker": (Broker, BrokerState, broker_queries.visible, broker_rules.may_see),
    "agency": (Agency, AgencyState, agency_queries.visible, agency_rules.may_see),
    "mandate": (Mandate, MandateState, mandate_queries.visible, mandate_rules.may_see),
    "referral": (Referral, ReferralState, referral_queries.visible, referral_rules.may_see),
    "introduction": (
        Introduction,
        None,
        mandate_queries.visible_introductions,
        mandate_rules.may_see_introduction,
    ),
}


def _rows() -> tuple[list[Actor], list[object]]:
    from marketplace.service.actions.introduction import Introduce, introduce
    from marketplace.service.actions.referral import Refer, refer

    firm: Firm = broker()
    lab_of, client, met = actor("agency"), actor("holder"), actor("enterprise")
    lab, made = agency(lab_of), mandate(firm, client)
    with unit() as session:
        assert met.org
        met_row = introduce(session, firm.actor, made.id, Introduce(met.org, *subject(), "引荐"))
    with unit() as session:
        asked = refer(session, client, Refer(firm.broker.id, *subject(), "求助"))
    people = [firm.actor, lab_of, client, met, NOBODY, SYSTEM]
    kinds = ("operator", "supervisor", "broker_firm")
    people += [Actor(uuid4(), uuid4(), frozenset({kind})) for kind in kinds]
    return people, [firm.broker, lab, made, met_row, asked]


@pytest.mark.parametrize("noun", TWINS)
def test_may_see_and_visible_are_twins(database: object, noun: str) -> None:
    model, states, visible, may_see = TWINS[noun]
    people, rows = _rows()
    key = next(row.id for row in rows if isinstance(row, model))

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(
        who=st.sampled_from(people),
        state=st.sampled_from(list(states)) if states else st.none(),
        drafter=st.booleans(),
    )
    def agree(who: Actor, state: object, *, drafter: bool) -> None:
        with unit() as session:
            row = session.get_one(model, key)
            if state:
                row.state = state
            if isinstance(row, Mandate):
                row.drafted_by = row.broker_org if drafter else row.client_org
        with reading() as session:
            row = session.get_one(model, key)
            found = session.scalars(visible(who).where(model.id == key)).first()
            assert (found is not None) is may_see(who, row), (noun, who, state)

    agree()
