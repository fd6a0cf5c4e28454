"""Agencies: R-AGY, INV-S1."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from marketplace.core.actor import NOBODY
from marketplace.core.clock import held, now, today
from marketplace.core.errors import Refused
from marketplace.core.unit import reading, unit
from marketplace.service import documents, public
from marketplace.service.actions import agency as actions
from marketplace.service.actions.agency import AddAccreditation, AddScope, AgencyDetails
from marketplace.service.errors import (
    AgencyTaken,
    BadAccreditation,
    NoSuchAgency,
    NothingToShow,
    OutOfScope,
    PeriodBackwards,
)
from marketplace.service.queries import agency as queries
from marketplace.service.queries.agency import AgenciesAsked
from marketplace.service.rules import agency as rules
from marketplace.service.states import AgencyState
from tests.factories.identity import SYSTEM_OPERATOR, actor
from tests.factories.service import YEAR, agency, draft_agency
from tests.factories.web import api

DAY = timedelta(days=1)


def test_r_agy_a_cma_number_is_taken_apart() -> None:
    number, parts = actions.read_number("cma", "2016 1205 0342")
    assert number == "201612050342"
    assert parts == {
        "issued_year": 2020,
        "authority": "16",
        "field": "12",
        "sector": "05",
        "serial": "0342",
    }


@pytest.mark.parametrize(
    ("kind", "number"), [("cma", "203212050342"), ("cnas", "L12"), ("cnca", "R-1")]
)
def test_r_agy_a_wrong_number_is_refused_with_the_reason(kind: str, number: str) -> None:
    with pytest.raises(BadAccreditation) as refused:
        actions.read_number(kind, number)
    assert refused.value.data["because"]


def test_r_agy_accredited_is_computed_for_a_day_both_ends_included(database: object) -> None:
    row = agency(start=today() - 10 * DAY, end=today() + 10 * DAY)
    for days, valid in ((-11, False), (-10, True), (0, True), (10, True), (11, False)):
        assert rules.accredited(row, today() + days * DAY, "testing") is valid, days
    assert not rules.accredited(row, today(), "certification")
    assert rules.accredited_until(row, today() + 11 * DAY, "testing") == today() + 10 * DAY


def test_r_agy_cnas_alone_does_not_make_a_certification_body(database: object) -> None:
    row = agency()
    row.accreditations[0].kind = "cnas"
    row.accreditations[0].decoded = {"kind": "certification_body"}
    assert not rules.accredited(row, today(), "certification")
    row.accreditations[0].decoded = {"kind": "laboratory"}
    assert rules.accredited(row, today(), "testing")
    row.accreditations[0].kind = "cnca"
    assert rules.accredited(row, today(), "certification")


def test_inv_s1_items_are_covered_only_by_their_own_certificate_in_force(
    database: object,
) -> None:
    row = agency(end=today() + 10 * DAY)
    inside = next(one for one in row.scope if one.accreditation_id)
    outside = next(one for one in row.scope if not one.accreditation_id)
    with reading() as session:
        public.must_cover(session, row.id, [inside.id], today())
        for items, on in (
            ([inside.id], today() + 11 * DAY),
            ([outside.id], today()),
            ([uuid4()], today()),
        ):
            with pytest.raises(OutOfScope):
                public.must_cover(session, row.id, items, on)


def test_inv_s1_what_is_added_to_a_listed_profile_counts_only_when_checked(
    database: object,
) -> None:
    who = actor("agency")
    row = agency(who)
    paper = row.accreditations[0].id
    with unit() as session:
        item = AddScope("testing", "二噁英", None, None, paper)
        row = actions.add_scope(session, who, row.id, item, row.version)
    assert (row.state, row.desk_role) == (AgencyState.REVISED, "operator")
    added = next(one for one in row.scope if one.item == "二噁英")
    assert not rules.in_scope(row, added, today())
    with unit() as session:
        row = actions.move(session, SYSTEM_OPERATOR, row.id, "confirm", None)
    assert row.state is AgencyState.LISTED
    added = next(one for one in row.scope if one.item == "二噁英")
    assert rules.in_scope(row, added, today())


def test_r_agy_an_unchecked_certificate_proves_nothing(database: object) -> None:
    who = actor("agency")
    key = draft_agency(who)
    with reading() as session:
        assert not rules.accredited(queries.agency(session, who, key), today(), "testing")
        with pytest.raises(NoSuchAgency):
            queries.agency(session, NOBODY, key)


def test_r_agy_an_empty_profile_is_not_submitted(database: object) -> None:
    who = actor("agency")
    with unit() as session:
        made = actions.draft(session, who, AgencyDetails())
    with pytest.raises(NothingToShow), unit() as session:
        actions.move(session, who, made.id, "submit", None)
    with pytest.raises(AgencyTaken), unit() as session:
        actions.draft(session, who, AgencyDetails())


def test_inv_g6_an_operator_that_is_an_agency_does_not_list_itself(database: object) -> None:
    both = actor("agency", "operator")
    key = draft_agency(both)
    with unit() as session:
        actions.move(session, both, key, "submit", None)
    with pytest.raises(Refused), unit() as session:
        actions.move(session, both, key, "list", None)


def test_the_directory_finds_by_service_field_place_and_validity_today(database: object) -> None:
    row = agency(end=today() + 10 * DAY)
    wanted = (
        (AgenciesAsked(service="testing"), True),
        (AgenciesAsked(service="certification"), False),
        (AgenciesAsked(scope="testing_air"), True),
        (AgenciesAsked(field="energy_saving_env"), True),
        (AgenciesAsked(region="410000"), True),
        (AgenciesAsked(region="420000"), False),
        (AgenciesAsked(accredited=True), True),
        (AgenciesAsked(service="testing", accredited=True), True),
    )
    with reading() as session:
        for asked, there in wanted:
            found = {one.id for one in queries.agencies(session, NOBODY, asked).items}
            assert (row.id in found) is there, asked
    with held(now() + 12 * DAY), reading() as session:
        valid = queries.agencies(session, NOBODY, AgenciesAsked(accredited=True)).items
        assert row.id not in {one.id for one in valid}


def test_the_document_of_an_agency_says_what_is_accredited_today(database: object) -> None:
    row = agency()
    with reading() as session:
        document = documents.agency(session, row.id)
    assert document is not None
    assert document.facets["accredited"] == ("testing",)
    assert document.facets["scope"] == ("testing", "testing_air")
    assert "HJ 57-2017" in document.body


def test_the_api_leads_an_agency_onto_the_list(app: Flask, database: object) -> None:
    who = actor("agency")
    client, operator = api(app, who), api(app, actor("operator"))
    made = client.post("/api/v1/agencies", json={"services": ["testing"], "region": "洛阳市"})
    where = f"/api/v1/agencies/{made.json['id']}"

    def post(by: FlaskClient, path: str, body: dict[str, Any]) -> TestResponse:
        tag = by.get(where).headers["ETag"]
        return by.post(f"{where}/{path}", json=body, headers={"If-Match": tag})

    wrong = {"kind": "cma", "number": "1", "valid_from": "2024-01-01", "valid_until": "2025-01-01"}
    assert post(client, "accreditations", wrong).status_code == 422
    good = wrong | {"number": "201612050342", "valid_until": (today() + YEAR).isoformat()}
    added = post(client, "accreditations", good)
    assert added.status_code == 201, added.text
    paper = added.json["accreditations"][0]["id"]
    item = {"service": "testing", "item": "烟尘", "accreditation_id": paper}
    assert post(client, "scope", item).status_code == 201
    assert post(client, "moves/submit", {}).json["state"] == "submitted"
    assert post(client, "moves/list", {}).status_code == 403
    assert post(operator, "moves/list", {}).json["accredited"] == {"testing": True}
    assert [
        one["id"] for one in api(app).get("/api/v1/agencies?accredited=true").json["items"]
    ] == [made.json["id"]]


def test_dropping_a_certificate_takes_its_items_out_of_accreditation(database: object) -> None:
    who = actor("agency")
    row = agency(who)
    with unit() as session:
        actions.drop_accreditation(session, who, row.id, row.accreditations[0].id, row.version)
    with reading() as session:
        row = queries.agency(session, NOBODY, row.id)
        assert not row.accreditations
        assert not any(rules.in_scope(row, one, today()) for one in row.scope)


def test_a_certificate_has_its_days_in_order(database: object) -> None:
    who = actor("agency")
    row = agency(who)
    command = AddAccreditation("cnas", "CNAS L1234", today(), today() - DAY)
    with pytest.raises(PeriodBackwards), unit() as session:
        actions.add_accreditation(session, who, row.id, command, row.version)
