"""Mandates, fees, introductions: INV-K1 to INV-K7."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from marketplace import house
from marketplace.core import db, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import held, now, today
from marketplace.core.errors import MoveNotPossible, Problem, Refused, Stale
from marketplace.core.sweep import fire_due
from marketplace.core.unit import reading, unit
from marketplace.migrations.schema import upgrade
from marketplace.service import public
from marketplace.service.actions import introduction as introductions
from marketplace.service.actions import mandate as actions
from marketplace.service.actions.introduction import Introduce
from marketplace.service.actions.mandate import DraftMandate
from marketplace.service.errors import (
    DualAgencyNotAgreed,
    FeeUnclear,
    GradeExpired,
    MandatesOverlap,
    NoSuchIntroduction,
    NoSuchMandate,
    NotInForce,
    ObjectUnclear,
    OwnMandate,
    PeriodBackwards,
)
from marketplace.service.models import Mandate
from marketplace.service.queries import mandate as queries
from marketplace.service.rules.fee import Fee, commission, shares
from marketplace.service.states import IntroductionState, MandateState
from tests.factories.identity import actor
from tests.factories.service import YEAR, broker, mandate, offered, paper, subject, terms
from tests.factories.web import api


def about(thing: tuple[str, UUID]) -> dict[str, Any]:
    return {"subject_kind": thing[0], "subject_id": thing[1]}


def test_a_mandate_takes_the_signature_of_each_side(database: object) -> None:
    firm, client = broker(), actor("holder")
    made = offered(firm, client)
    assert (made.signed_client_at is not None, made.signed_broker_at) == (True, None)
    with pytest.raises(Refused), unit() as session:
        actions.move(session, client, made.id, "accept", made.version)
    with pytest.raises(Stale), unit() as session:
        actions.move(session, firm.actor, made.id, "accept", made.version - 1)
    with unit() as session:
        made = actions.move(session, firm.actor, made.id, "accept", made.version)
    assert made.state is MandateState.ACTIVE
    assert made.signed_broker_at is not None
    with reading() as session:
        told = [entry.fact for entry in journal.about(session, "mandate", made.id)]
    assert told == ["mandate.drafted", "mandate.offered", "mandate.accepted"]


def test_the_broker_may_offer_and_the_client_accept_or_decline(database: object) -> None:
    firm, client = broker(), actor("enterprise")
    with unit() as session:
        made = actions.draft(
            session, firm.actor, DraftMandate(firm.broker.id, client.org, terms(side="buyer"))
        )
    with reading() as session, pytest.raises(NoSuchMandate):
        queries.mandate(session, client, made.id)
    with unit() as session:
        actions.move(session, firm.actor, made.id, "offer", None)
    with unit() as session:
        made = actions.move(session, client, made.id, "decline", None)
    assert made.state is MandateState.DECLINED


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"valid_until": today() - timedelta(days=400)}, PeriodBackwards),
        ({"subject_kind": "technology"}, ObjectUnclear),
        ({"fee_fen": 5}, FeeUnclear),
        ({"fee_kind": "fixed"}, FeeUnclear),
        ({"fee_kind": "tiers", "fee_permille": None}, FeeUnclear),
    ],
)
def test_terms_that_cannot_stand_are_refused(
    database: object, more: dict[str, Any], refusal: type[Problem]
) -> None:
    firm, client = broker(), actor("holder")
    with pytest.raises(refusal):
        offered(firm, client, **more)


def test_a_firm_is_not_its_own_client(database: object) -> None:
    firm = broker()
    with pytest.raises(OwnMandate):
        offered(firm, firm.actor)


def test_inv_k3_exclusive_mandates_for_the_same_object_and_side_do_not_overlap(
    database: object,
) -> None:
    client, one, other = actor("holder"), broker(), broker()
    thing = subject()
    mandate(one, client, exclusive=True, **about(thing))
    for more in (
        {"exclusive": True, **about(thing)},
        {"exclusive": False, **about(thing)},
        {"exclusive": True},
    ):
        rival = offered(other, client, **more)
        with pytest.raises(MandatesOverlap), unit() as session:
            actions.move(session, other.actor, rival.id, "accept", None)
    mandate(other, client, exclusive=True, **about(subject()))
    mandate(other, client, exclusive=True, side="buyer", **about(thing))
    later = today() + YEAR + timedelta(days=1)
    mandate(other, client, exclusive=True, valid_from=later, valid_until=later, **about(thing))


@pytest.fixture(params=["sqlite", "postgresql"])
def own_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """A database of its own: threads commit for good, and nothing of it stays for other tests."""
    if request.param == "postgresql":
        postgres = request.getfixturevalue("postgres")
        url = postgres.migrated()
    else:
        url = f"sqlite:///{tmp_path / 'market.db'}"
        upgrade(url)
    held_bind = db.bound()
    engine = db.open_engine(url)
    db.bind(engine)
    yield
    db.bind(held_bind)
    engine.dispose()
    if request.param == "postgresql":
        postgres.drop(url)


def test_inv_k3_holds_when_two_brokers_sign_at_the_same_moment(
    database: object, own_database: None
) -> None:
    """Real threads on real connections: exactly one of the two signatures goes through."""
    client, thing = actor("holder"), subject()
    firms = [broker(), broker()]
    rivals = [offered(firm, client, exclusive=True, **about(thing)) for firm in firms]

    def sign(index: int) -> bool:
        try:
            with unit() as session:
                actions.move(session, firms[index].actor, rivals[index].id, "accept", None)
        except MandatesOverlap:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(sign, range(2))) == [False, True]
    with reading() as session:
        signed = session.scalars(
            select(Mandate).where(
                Mandate.client_org == client.org, Mandate.state == MandateState.ACTIVE
            )
        ).all()
        assert len(signed) == 1


def test_inv_k4_a_broker_acts_only_under_a_mandate_for_that_client_side_and_object(
    database: object,
) -> None:
    firm, client, thing = broker(), actor("holder"), subject()
    made = mandate(firm, client, **about(thing))
    asked = {
        "broker_org": firm.actor.org,
        "client": client.org,
        "role": "seller",
        "subject": thing,
        "on": today(),
    }
    with reading() as session:
        card = public.mandate(session, **asked)
        assert card is not None
        assert (card.id, card.subject) == (made.id, thing)
        for wrong in (
            {"subject": subject()},
            {"role": "buyer"},
            {"client": uuid4()},
            {"broker_org": uuid4()},
            {"on": today() - timedelta(days=1)},
            {"on": made.valid_until + timedelta(days=1)},
        ):
            assert public.mandate(session, **asked | wrong) is None, wrong
        assert [one.id for one in public.active_mandates_of(session, client.org)] == [made.id]
        with pytest.raises(NoSuchMandate):
            queries.mandate(session, Actor(uuid4(), uuid4(), frozenset({"broker_firm"})), made.id)


def test_inv_k5_the_second_signature_needs_a_valid_grade_too(database: object) -> None:
    firm, client = broker(certificate=paper(until=today() + timedelta(days=3))), actor("holder")
    made = offered(firm, client)
    with held(now() + timedelta(days=5)), pytest.raises(GradeExpired), unit() as session:
        actions.move(session, firm.actor, made.id, "accept", None)


def test_inv_k6_dual_agency_only_with_two_recorded_consents(database: object) -> None:
    firm, seller, buyer, thing = broker(), actor("holder"), actor("enterprise"), subject()
    first = mandate(firm, seller, **about(thing))
    second = offered(firm, buyer, side="buyer", **about(thing))
    sides = {
        "broker_org": firm.actor.org,
        "seller": seller.org,
        "buyer": buyer.org,
        "subject": thing,
        "on": today(),
    }

    def accept() -> None:
        with unit() as session:
            actions.move(session, firm.actor, second.id, "accept", None)

    with pytest.raises(DualAgencyNotAgreed):
        accept()
    with unit() as session:
        actions.disclose(session, firm.actor, first.id, thing, first.version)
    with pytest.raises(DualAgencyNotAgreed):
        accept()
    with unit() as session:
        now_ = queries.mandate(session, seller, first.id)
        actions.consent(session, seller, first.id, thing, now_.version)
    with pytest.raises(DualAgencyNotAgreed):
        accept()
    with pytest.raises(Refused), unit() as session:
        actions.consent(session, firm.actor, second.id, thing, second.version)
    with unit() as session:
        actions.consent(session, buyer, second.id, thing, second.version)
    accept()
    with reading() as session:
        assert public.dual_agency_agreed(session, **sides)
        assert public.dual_agency_agreed(session, **sides | {"seller": uuid4()})


def test_inv_k6_mandates_for_all_objects_are_asked_when_a_deal_names_one(
    database: object,
) -> None:
    firm, seller, buyer, thing = broker(), actor("holder"), actor("enterprise"), subject()
    mandate(firm, seller)
    second = mandate(firm, buyer, side="buyer")
    sides = {
        "broker_org": firm.actor.org,
        "seller": seller.org,
        "buyer": buyer.org,
        "subject": thing,
        "on": today(),
    }
    with reading() as session:
        assert not public.dual_agency_agreed(session, **sides)
    with unit() as session:
        actions.consent(session, buyer, second.id, thing, second.version)
    with reading() as session:
        assert not public.dual_agency_agreed(session, **sides)


def test_a_mandate_expires_into_its_tail_and_ends_by_the_clock(database: object) -> None:
    firm, client = broker(), actor("holder")
    until = today() + timedelta(days=10)
    made = mandate(firm, client, valid_until=until, tail_months=2)
    with held(now() + timedelta(days=12)):
        assert fire_due([house.LIVES["mandate"]]) == 1
        with reading() as session:
            row = queries.mandate(session, SYSTEM, made.id)
            assert row.state is MandateState.IN_TAIL
            assert row.tail_until
            assert row.tail_until > until + timedelta(days=55)
            assert public.active_mandates_of(session, client.org) == []
        assert fire_due([house.LIVES["mandate"]]) == 0
    with held(now() + timedelta(days=90)):
        assert fire_due([house.LIVES["mandate"]]) == 1


def test_either_side_may_terminate_and_the_tail_begins_that_day(database: object) -> None:
    firm, client = broker(), actor("holder")
    made = mandate(firm, client, exclusive=True, tail_months=0)
    with unit() as session:
        row = actions.move(session, client, made.id, "terminate", made.version)
    assert (row.state, row.tail_until) == (MandateState.IN_TAIL, today())
    mandate(broker(), client, exclusive=True)
    with pytest.raises(MoveNotPossible), unit() as session:
        actions.move(session, client, made.id, "terminate", None)


def test_an_offer_nobody_signs_lapses(database: object) -> None:
    made = offered(broker(), actor("holder"), valid_until=today() + timedelta(days=1))
    with held(now() + timedelta(days=3)):
        fire_due([house.LIVES["mandate"]])
        with reading() as session:
            assert queries.mandate(session, SYSTEM, made.id).state is MandateState.LAPSED


def test_an_introduction_is_logged_and_acknowledged_by_the_one_introduced(
    database: object,
) -> None:
    firm, client, met, stranger = broker(), actor("holder"), actor("enterprise"), actor("holder")
    thing = subject()
    made = mandate(firm, client, **about(thing))
    with pytest.raises(NotInForce), unit() as session:
        public.record_introduction(
            session,
            firm.actor,
            mandate_id=made.id,
            counterparty=met.org,
            subject=subject(),
            title="x",
        )
    command = Introduce(client.org, *thing, "自荐")
    with pytest.raises(OwnMandate), unit() as session:
        introductions.introduce(session, firm.actor, made.id, command)
    with unit() as session:
        command = Introduce(met.org, *thing, "引荐洽谈")
        row = introductions.introduce(session, firm.actor, made.id, command)
    assert row.desk_org == met.org
    with reading() as session:
        assert queries.introduction(session, met, row.id).id == row.id
        with pytest.raises(NoSuchMandate):
            queries.mandate(session, met, made.id)
        with pytest.raises(NoSuchIntroduction):
            queries.introduction(session, stranger, row.id)
    with pytest.raises(Refused), unit() as session:
        introductions.move(session, client, row.id, "acknowledge", None)
    with unit() as session:
        row = introductions.move(session, met, row.id, "acknowledge", row.version)
    assert (row.state, row.answered_at is not None) == (IntroductionState.ACKNOWLEDGED, True)


def test_inv_k1_nothing_is_due_before_the_contract_is_effective() -> None:
    for fee in (Fee("fixed", fen=100), Fee("percent", permille=50)):
        due = commission(fee, effective=False, contract_fen=10**9, received_fen=10**9)
        assert due == 0


def test_inv_k7_the_base_is_money_received_unless_agreed() -> None:
    sums = {"effective": True, "contract_fen": 1_000_000, "received_fen": 300_000}
    assert commission(Fee("percent", permille=100), **sums) == 30_000
    assert commission(Fee("percent", permille=100, base="contract"), **sums) == 100_000


def test_tiers_take_each_part_at_its_own_share() -> None:
    tiers = (
        {"up_to_fen": 100_000, "permille": 50},
        {"up_to_fen": 500_000, "permille": 30},
        {"up_to_fen": None, "permille": 10},
    )
    fee = Fee("tiers", tiers=tiers)
    due = commission(fee, effective=True, contract_fen=0, received_fen=1_000_000)
    assert due == 5_000 + 12_000 + 5_000
    small = commission(fee, effective=True, contract_fen=0, received_fen=50_000)
    assert small == 2_500


@given(st.integers(0, 10**13), st.sampled_from(["client", "counterparty", "both"]))
def test_inv_k2_the_shares_of_the_payers_add_up_to_the_fen(due: int, payer: str) -> None:
    parts = shares(Fee("fixed", fen=due, payer=payer), due)
    assert sum(parts.values()) == due
    assert all(part >= 0 for part in parts.values())


def test_the_api_signs_step_by_step(app: Flask, database: object) -> None:
    firm, holder = broker(), actor("holder")
    client, other, stranger = api(app, holder), api(app, firm.actor), api(app, actor("holder"))
    body = {
        "broker_id": str(firm.broker.id),
        "client_org": str(holder.org),
        "title": "委托",
        "side": "seller",
        "scope": "转让",
        "valid_from": today().isoformat(),
        "valid_until": (today() + YEAR).isoformat(),
        "fee_kind": "fixed",
        "fee_fen": 500000,
    }
    made = client.post("/api/v1/mandates", json=body)
    assert made.status_code == 201, made.text
    where = f"/api/v1/mandates/{made.json['id']}"
    assert other.get(where).status_code == 404
    done = client.post(f"{where}/moves/offer", headers={"If-Match": made.headers["ETag"]})
    assert done.json["state"] == "offered", done.text
    assert stranger.get(where).status_code == 404
    done = other.post(f"{where}/moves/accept", headers={"If-Match": done.headers["ETag"]})
    assert (done.json["state"], [m["name"] for m in done.json["moves"]]) == (
        "active",
        ["terminate"],
    )
    assert other.get("/api/v1/mandates").json["items"][0]["id"] == made.json["id"]
