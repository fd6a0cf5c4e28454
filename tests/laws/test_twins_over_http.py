"""A-01 with real things: what is private stays with its owner, whoever asks with its real id.

Every text of private things holds a canary. Everybody who has no part in them asks every address
that can be read with their real ids, and every list; no canary may come back, in a body, a header
or an error. The owner's and the operator's cells of `access.d` are replayed with the same things.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from marketplace.core.actor import Actor
from marketplace.core.unit import unit
from marketplace.display.actions import demand as demand_actions
from marketplace.display.actions import technology as technology_actions
from marketplace.display.actions.technology import Dossier
from marketplace.display.queries import technology as technologies
from marketplace.identity import actions as identity
from marketplace.identity.models import Organisation
from marketplace.service.actions import agency as agencies
from marketplace.service.actions import introduction as introductions
from marketplace.service.actions import referral as referrals
from marketplace.service.actions.introduction import Introduce
from marketplace.service.actions.referral import Refer
from marketplace.trading.actions import offer as offers
from marketplace.trading.actions.offer import MakeOffer
from tests.factories import demands, display, service, trading
from tests.factories.identity import actor
from tests.factories.web import api, pages
from tests.laws.test_access import LINES

CANARY = "金丝雀"
DRAFT = "金丝雀草稿"
SEALED = "金丝雀密封"


@dataclass
class World:
    """Private things by the noun of their address, and the people who own them."""

    keys: dict[str, dict[str, UUID]]
    owners: dict[str, Actor]


def private_organisation() -> Actor:
    who = actor("holder", verified=False, name=CANARY + "研究院")
    with unit() as session:
        row = session.get_one(Organisation, who.org)
        command = identity.ChangeOrganisation(address=CANARY, about=CANARY)
        identity.change(session, who, row.id, command, row.version)
    return who


def technology_draft(holder: Actor) -> UUID:
    texts = ("title", "summary", "description", "contact", "trl_evidence", "know_how", "scale")
    return display.draft(holder, **{name: CANARY + name for name in texts}).id


def revision(holder: Actor) -> UUID:
    live = display.published(holder)
    with unit() as session:
        row = technologies.technology(session, holder, live.id)
        fields = {"title": CANARY + "修订", "summary": CANARY}
        made = technology_actions.change(session, holder, live.id, Dossier(fields), row.version)
    assert made.revision
    return made.revision.id


def demand(seeker: Actor, proposer: Actor, operator: Actor) -> dict[str, UUID]:
    """A confidential one that is open, with a sealed proposal, a rewrite, and who was told."""
    made = demands.published(
        seeker, operator, disclosure="nda", mode="sealed", contact=CANARY, text=CANARY * 12
    )
    proposal = demands.proposed(proposer, made.id, SEALED, note=SEALED)
    with unit() as session:
        demand_actions.ask_more(session, proposer, made.id, CANARY)
    with unit() as session:
        row = demand_actions.rewrite(session, operator, made.id, {"text": CANARY * 15}, CANARY)
    assert proposer.org
    return {
        "key": made.id,
        "proposal": proposal.id,
        "rewrite": row.id,
        "organisation": proposer.org,
    }


def mandate(firm: service.Firm, client: Actor, other: Actor) -> dict[str, UUID]:
    """In force, with an introduction."""
    made = service.mandate(firm, client, title=CANARY, scope=CANARY)
    assert other.org
    kind, key = service.subject()
    with unit() as session:
        command = Introduce(other.org, kind, key, CANARY, CANARY)
        row = introductions.introduce(session, firm.actor, made.id, command)
    return {"key": made.id, "introduction": row.id}


def referral(sender: Actor, firm: service.Firm) -> UUID:
    with unit() as session:
        command = Refer(firm.broker.id, *service.subject(), CANARY, CANARY)
        return referrals.refer(session, sender, command).id


def deal() -> trading.Negotiation:
    made = trading.offered(replace(trading.TERMS, note=CANARY))
    with unit() as session:
        seen = trading.version(made)
        terms = replace(trading.TERMS, note=CANARY + "还价")
        offers.offer(session, made.seeker, made.id, MakeOffer(terms), seen)
    return made


def agency_draft(who: Actor) -> UUID:
    key = service.draft_agency(who)
    with unit() as session:
        row = session.get_one(agencies.Agency, key)
        details = agencies.AgencyDetails(introduction=CANARY, price_note=CANARY, contact=CANARY)
        agencies.change(session, who, key, details, row.version)
    return key


@pytest.fixture
def world(app: Flask) -> World:
    operator, holder, seeker = actor("operator"), actor("holder"), actor("enterprise")
    firm, waiting = service.broker(), service.applied(introduction=CANARY)
    tester, hidden = actor("agency"), private_organisation()
    demanded = demand(seeker, holder, operator)
    mandated = mandate(firm, seeker, holder)
    bargained = deal()
    request = trading.drafted(seeker, display.published(holder).id, message=DRAFT)
    assert hidden.org
    keys = {
        "organisations": {"key": hidden.org},
        "technologies": {"key": technology_draft(holder)},
        "revisions": {"key": revision(holder)},
        "patents": {"key": display.patent(holder, title=CANARY, abstract=CANARY).id},
        "demands": demanded,
        "brokers": {"key": waiting.broker.id},
        "agencies": {"key": agency_draft(tester)},
        "mandates": {"key": mandated["key"]},
        "introductions": {"key": mandated["introduction"]},
        "referrals": {"key": referral(seeker, firm)},
        "licence-requests": {"key": request.id},
        "deals": {"key": bargained.id},
    }
    owners = dict.fromkeys(keys, holder) | {
        "organisations": hidden,
        "demands": seeker,
        "brokers": waiting.actor,
        "agencies": tester,
        "mandates": seeker,
        "introductions": seeker,
        "referrals": seeker,
        "licence-requests": seeker,
        "deals": bargained.seeker,
    }
    return World(keys, owners)


def readable(app: Flask) -> Iterator[tuple[str, str]]:
    """Every rule that is read, and the noun of its address."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint != "web.static":
            yield rule.rule, rule.rule.removeprefix("/api/v1").split("/")[1]


def address(rule: str, keys: Mapping[str, UUID]) -> str | None:
    """The rule with real ids in it; None where it wants something else."""
    path = re.sub(r"<uuid:(\w+)>", lambda found: str(keys.get(found[1], "<")), rule)
    return None if "<" in path else path


def client(app: Flask, path: str, who: Actor | None) -> FlaskClient:
    return api(app, who) if path.startswith("/api/") else pages(app, who)


def answers(app: Flask, world: World, who: Actor | None) -> Iterator[tuple[str, int, str]]:
    """Each address with real ids: what was answered, its headers too."""
    of_api, of_pages = api(app, who), pages(app, who)
    for rule, noun in readable(app):
        path = address(rule, world.keys.get(noun, {}))
        if path:
            got = (of_api if path.startswith("/api/") else of_pages).get(path)
            yield f"GET {rule}", got.status_code, got.text + str(got.headers)


STRANGERS = ("nobody", "holder", "enterprise", "broker_firm", "agency")


def test_a_01_no_canary_reaches_a_stranger(app: Flask, world: World) -> None:
    for kind in STRANGERS:
        somebody = None if kind == "nobody" else actor(kind)
        cell = "anonymous" if kind == "nobody" else "stranger"
        for route, status, all_of_it in answers(app, world, somebody):
            assert status < 500, route
            assert CANARY not in all_of_it, f"{route} tells {kind} what is private ({status})"
            if "<" in route and int(str(LINES[route][cell])) >= 400 and "demands" not in route:
                assert status >= 400, f"{route} answers {kind} with {status}"


def test_inv_d1_nobody_but_its_proposer_reads_what_is_sealed(app: Flask, world: World) -> None:
    """Nor does the market read a request that is still a draft."""
    for who in (actor("operator"), actor("supervisor"), world.owners["demands"]):
        for route, status, all_of_it in answers(app, world, who):
            assert status < 500, route
            assert SEALED not in all_of_it, route
            assert DRAFT not in all_of_it or who is world.owners["licence-requests"], route


@pytest.mark.parametrize("cell", ["owner", "operator"])
def test_a_01_owner_and_operator_cells_hold_with_real_things(
    app: Flask, world: World, cell: str
) -> None:
    operator = actor("operator")
    sealed = "<uuid:proposal>"
    for rule, noun in readable(app):
        path = address(rule, world.keys.get(noun, {}))
        if not path or "<" not in rule or sealed in rule:
            continue
        who = operator if cell == "operator" else world.owners[noun]
        expected = int(str(LINES[f"GET {rule}"][cell]))
        if noun == "licence-requests" and cell == "operator":
            expected = 404  # It is a draft; the operator sees what was sent.
        got = client(app, path, who).get(path).status_code
        assert got < 500, rule
        assert (got < 400) == (expected < 400), f"GET {rule}: {cell} got {got}, not {expected}"


def test_the_canaries_are_there_at_all(app: Flask, world: World) -> None:
    """Their owners do read them, so that the other tests prove something."""
    for noun, who in world.owners.items():
        path = f"/{noun}/{world.keys[noun]['key']}"
        assert CANARY in client(app, path, who).get(path).text, noun
