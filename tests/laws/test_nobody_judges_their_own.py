"""INV-G6: nobody approves what is their own, through whichever door of identity they come."""

from dataclasses import replace

import pytest
from flask import Flask

from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.display.rules.demand import may_review
from marketplace.identity import queries, rules
from marketplace.identity.actions import move
from marketplace.identity.models import Credential, Membership, Organisation
from marketplace.identity.states import OrganisationState
from marketplace.service.actions import agency as agencies
from marketplace.service.actions import broker as brokers
from marketplace.service.actions import mandate as mandates
from marketplace.service.errors import OwnHand
from tests.factories import demands, display, service
from tests.factories.identity import actor
from tests.factories.web import api, token_of


def joined(clerk: Actor, firm: Actor) -> Actor:
    """A clerk of the market who belongs to a firm beside."""
    with unit() as session:
        session.add(Membership(person_id=clerk.person, organisation_id=firm.org, role="member"))
    with reading() as session:
        found = Credential(person_id=clerk.person, organisation_id=clerk.org)
        return queries.actor_of(session, found, None)


def refused(app: Flask, clerk: Actor, path: str, version: int) -> None:
    headers = {"If-Match": f'"{version}"'}
    answer = api(app, clerk).post(path, headers=headers)
    assert answer.status_code == 403, f"{path}: {answer.text}"


def test_inv_g6_a_second_membership_gives_no_right_and_forbids_judging(app: Flask) -> None:
    holder, seeker, tester = actor("holder"), actor("enterprise"), actor("agency")
    offered, wanted = display.draft(holder), demands.submitted(seeker)
    handed_in = display.move(holder, offered.id, "submit")
    card = display.patent(holder)
    waiting = service.applied()
    profile = service.draft_agency(tester)
    clerk = actor("operator")
    for firm in (holder, seeker, tester, waiting.actor):
        clerk = joined(clerk, firm)
    assert clerk.is_operator
    assert clerk.also == {holder.org, seeker.org, tester.org, waiting.actor.org}
    refused(app, clerk, f"/api/v1/technologies/{offered.id}/moves/take", handed_in.version)
    refused(app, clerk, f"/api/v1/demands/{wanted.id}/moves/publish", wanted.version)
    refused(app, clerk, f"/api/v1/patents/{card.id}/moves/list", card.version)
    refused(app, clerk, f"/api/v1/brokers/{waiting.broker.id}/moves/verify", 1)
    refused(app, clerk, f"/api/v1/agencies/{profile}/moves/list", 1)
    refused(app, clerk, f"/api/v1/organisations/{holder.org}/moves/restrict", 2)


@pytest.mark.usefixtures("database")
def test_inv_g6_who_entered_a_demand_for_a_firm_does_not_publish_it() -> None:
    clerk, seeker = actor("operator"), actor("enterprise")
    for_firm = replace(seeker, person=clerk.person, on_behalf_of=seeker.org)
    made = demands.draft(for_firm)
    assert not may_review(clerk, made)
    assert may_review(actor("operator"), made)


@pytest.mark.usefixtures("database")
def test_i_18_a_closed_organisation_does_nothing_more() -> None:
    owner = actor("holder")
    token_of(owner)
    with unit() as session:
        move(session, owner, owner.org, "close", session.get_one(Organisation, owner.org).version)
    with reading() as session:
        found = Credential(person_id=owner.person, organisation_id=owner.org)
        now = queries.actor_of(session, found, None)
        firm = session.get_one(Organisation, owner.org)
        assert firm.state is OrganisationState.CLOSED
        assert (now.kinds, now.roles, now.verified) == (frozenset(), frozenset(), False)
        assert not rules.may_change(now, firm)
        assert not rules.may_act_for(Actor(None, None, kinds=frozenset({"operator"})), firm)


@pytest.mark.usefixtures("database")
def test_inv_g6_a_clerk_reviews_nothing_they_entered_for_a_firm() -> None:
    clerk, second = actor("operator"), actor("operator")
    firm, tester = actor("broker_firm"), actor("agency")
    for_firm = replace(firm, person=clerk.person, on_behalf_of=firm.org)
    waiting = service.applied(for_firm, person=firm.person)
    profile = service.draft_agency(replace(tester, person=clerk.person, on_behalf_of=tester.org))
    with unit() as session:
        agencies.move(session, tester, profile, "submit", None)
    for who, work in (
        (waiting.broker.id, lambda s, a: brokers.move(s, a, waiting.broker.id, "verify", None)),
        (profile, lambda s, a: agencies.move(s, a, profile, "list", None)),
    ):
        with pytest.raises(OwnHand), unit() as session:
            work(session, clerk)
        with unit() as session:
            assert work(session, second).id == who


@pytest.mark.usefixtures("database")
def test_inv_g6_one_person_does_not_sign_a_mandate_for_both_sides() -> None:
    clerk, client, firm = actor("operator"), actor("holder"), service.broker()
    made = service.offered(firm, replace(client, person=clerk.person, on_behalf_of=client.org))
    other_side = replace(firm.actor, person=clerk.person, on_behalf_of=firm.actor.org)
    with pytest.raises(OwnHand), unit() as session:
        mandates.move(session, other_side, made.id, "accept", None)
    with unit() as session:
        assert mandates.move(session, firm.actor, made.id, "accept", None).state == "active"
