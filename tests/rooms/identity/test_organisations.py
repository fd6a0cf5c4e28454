"""Organisations: registration, verification, who sees and who may."""

import pytest
from flask import Flask

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.errors import Refused, Stale
from marketplace.core.unit import reading, unit
from marketplace.identity import queries
from marketplace.identity.actions import RegisterOrganisation, move, register
from marketplace.identity.errors import (
    BadUscc,
    NoSuchOrganisation,
    NotYourOrganisation,
    ReservedKind,
    UsccTaken,
)
from tests.factories.identity import actor, person
from tests.factories.web import api

GOOD = "91410300MA40ABCD1F"


def test_r_pat_a_wrong_uscc_is_refused_by_name(database: object) -> None:
    somebody = actor("holder")
    with pytest.raises(BadUscc), unit() as session:
        register(
            session, somebody, RegisterOrganisation("厂", ("enterprise",), uscc=GOOD[:-1] + "X")
        )


def test_a_code_registers_once(database: object) -> None:
    somebody = actor("holder")
    with unit() as session:
        register(session, somebody, RegisterOrganisation("厂", ("enterprise",), uscc=GOOD))
    with pytest.raises(UsccTaken), unit() as session:
        register(session, somebody, RegisterOrganisation("另", ("enterprise",), uscc=GOOD.lower()))


def test_inv_g6_nobody_verifies_their_own(database: object) -> None:
    operator = actor("operator", verified=False)
    with pytest.raises(Refused), unit() as session:
        move(session, operator, operator.org, "verify", 1)


def test_only_the_operator_makes_authorities(database: object) -> None:
    somebody = actor("holder")
    with pytest.raises(ReservedKind), unit() as session:
        register(session, somebody, RegisterOrganisation("局", ("supervisor",)))


def test_inv_g7_an_unverified_organisation_is_missing_for_others(database: object) -> None:
    fresh, other = actor("enterprise", verified=False), actor("holder")
    with reading() as session:
        assert queries.organisation(session, fresh, fresh.org).id == fresh.org
        with pytest.raises(NoSuchOrganisation):
            queries.organisation(session, other, fresh.org)


def test_inv_g4_a_stale_version_is_refused(database: object) -> None:
    fresh, operator = actor("enterprise", verified=False), actor("operator")
    with pytest.raises(Stale), unit() as session:
        move(session, operator, fresh.org, "verify", 99)


def test_only_staff_of_the_market_acts_for_a_firm(database: object) -> None:
    firm, operator, stranger = actor("enterprise"), actor("operator"), actor("holder")
    with reading() as session:
        clerk = queries.acting_for(session, operator, firm.org)
        assert (clerk.person, clerk.org, clerk.on_behalf_of) == (
            operator.person,
            firm.org,
            firm.org,
        )
        with pytest.raises(NotYourOrganisation):
            queries.acting_for(session, stranger, firm.org)


def test_what_a_clerk_enters_for_a_firm_is_on_the_record(app: Flask) -> None:
    firm, operator = actor("enterprise"), actor("operator")
    client = api(app, operator)
    got = client.get(f"/api/v1/organisations/{firm.org}")
    answer = client.patch(
        f"/api/v1/organisations/{firm.org}",
        json={"about": "电话登记"},
        headers={"X-On-Behalf-Of": str(firm.org), "If-Match": got.headers["ETag"]},
    )
    assert answer.status_code == 200, answer.text
    with reading() as session:
        last = journal.about(session, "organisation", firm.org)[-1]
    assert (last.fact, last.actor_id, last.on_behalf_of) == (
        "organisation.changed",
        operator.person,
        firm.org,
    )


def test_a_person_without_organisation_can_register_one(app: Flask) -> None:
    somebody = person()
    client = api(app, Actor(somebody.id, None))
    answer = client.post("/api/v1/organisations", json={"name": "新厂", "kinds": ["enterprise"]})
    assert answer.status_code == 201
    me = client.get("/api/v1/people/me").json
    assert me["org"] == answer.json["id"]
    assert me["verified"] is False
