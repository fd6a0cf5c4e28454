"""Brokers: R-BRK, INV-K5, R-PDP."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from marketplace import house
from marketplace.core import journal
from marketplace.core.actor import NOBODY, SYSTEM
from marketplace.core.clock import held, now, today
from marketplace.core.errors import Refused
from marketplace.core.sweep import fire_due
from marketplace.core.unit import reading, unit
from marketplace.service import documents, public
from marketplace.service.actions import broker as actions
from marketplace.service.actions import mandate as mandates
from marketplace.service.actions.broker import ChangeBroker
from marketplace.service.actions.mandate import DraftMandate
from marketplace.service.errors import (
    BrokerTaken,
    CertifiedFactsFixed,
    GradeExpired,
    NoSuchBroker,
    NotAColleague,
    NotDueYet,
    UnknownCode,
)
from marketplace.service.queries import broker as queries
from marketplace.service.queries.broker import BrokersAsked
from marketplace.service.states import BrokerState
from tests.factories.identity import SYSTEM_OPERATOR, actor, colleague
from tests.factories.service import YEAR, applied, broker, paper, terms
from tests.factories.web import api


def test_r_brk_an_application_waits_for_the_operator_unseen(database: object) -> None:
    firm, stranger = applied(), actor("enterprise")
    with reading() as session:
        with pytest.raises(NoSuchBroker):
            queries.broker(session, stranger, firm.broker.id)
        row = queries.broker(session, firm.actor, firm.broker.id)
        assert (row.state, row.desk_role) == (BrokerState.APPLIED, "operator")
        assert documents.broker(session, row.id) is None


def test_r_brk_a_verified_broker_is_in_the_directory_and_found_by_what_they_know(
    database: object,
) -> None:
    firm = broker(facets={"field": ("clean_energy",), "region": ("410300",), "ipc": ("B01D",)})
    with reading() as session:
        for asked, there in (
            (BrokersAsked(grade="senior"), True),
            (BrokersAsked(grade="junior"), False),
            (BrokersAsked(field="clean_energy"), True),
            (BrokersAsked(region="410000"), True),
            (BrokersAsked(region="410100"), False),
            (BrokersAsked(ipc="B01"), True),
        ):
            found = queries.brokers(session, NOBODY, asked).items
            assert (firm.broker.id in {row.id for row in found}) is there, asked
        found_document = documents.broker(session, firm.broker.id)
        assert found_document is not None
        assert found_document.facets["region"] == ("410000", "410300")


def test_inv_g6_the_operator_does_not_verify_its_own_broker(database: object) -> None:
    both = actor("operator", "broker_firm")
    firm = applied(both)
    with pytest.raises(Refused), unit() as session:
        actions.move(session, both, firm.broker.id, "verify", None)


def test_r_brk_a_person_has_one_profile_and_belongs_to_the_firm(database: object) -> None:
    firm = applied()
    with pytest.raises(BrokerTaken):
        applied(firm.actor)
    with pytest.raises(NotAColleague):
        applied(actor("broker_firm"), person=actor("holder").person)
    applied(firm.actor, person=colleague(firm.actor).person)


def test_r_brk_codes_are_of_the_vocabularies(database: object) -> None:
    with pytest.raises(UnknownCode):
        applied(facets={"field": ("alchemy",)})


def test_r_brk_certified_facts_change_only_by_a_renewal(database: object) -> None:
    firm = broker()
    change = ChangeBroker(certificate=paper())
    with pytest.raises(CertifiedFactsFixed), unit() as session:
        actions.change(session, firm.actor, firm.broker.id, change, firm.broker.version)
    later = today() + 3 * YEAR
    with unit() as session:
        row = actions.move(
            session,
            SYSTEM_OPERATOR,
            firm.broker.id,
            "recertify",
            None,
            certificate=paper(until=later),
        )
        assert row.due_at
        assert row.due_at > now() + 2 * YEAR


def test_r_brk_the_grade_lapses_by_the_clock_and_not_before(database: object) -> None:
    firm = broker(certificate=paper(until=today() + timedelta(days=3)))
    with pytest.raises(NotDueYet), unit() as session:
        actions.move(session, SYSTEM, firm.broker.id, "lapse", None)
    with held(now() + timedelta(days=5)):
        assert fire_due([house.LIVES["broker"]]) == 1
        with reading() as session:
            row = queries.broker(session, SYSTEM, firm.broker.id)
            assert row.state is BrokerState.LAPSED
            assert documents.broker(session, row.id) is None
            assert journal.about(session, "broker", row.id)[-1].fact == "broker.lapsed"


def test_inv_k5_an_expired_grade_takes_no_new_mandate(database: object) -> None:
    firm = broker(certificate=paper(until=today() + timedelta(days=3)))
    client = actor("holder")
    with held(now() + timedelta(days=5)), pytest.raises(GradeExpired), unit() as session:
        # Even before the sweep has come round.
        mandates.draft(session, client, DraftMandate(firm.broker.id, client.org, terms()))


def test_r_brk_nobody_is_verified_on_an_expired_certificate(database: object) -> None:
    with pytest.raises(GradeExpired):
        applied(certificate=paper(until=today() - timedelta(days=1)))


def test_r_pdp_only_the_person_agrees_to_a_public_contact_and_takes_it_back(
    database: object,
) -> None:
    firm = broker()
    boss = colleague(firm.actor)
    with pytest.raises(Refused), unit() as session:
        actions.show_contact(session, boss, firm.broker.id, "138", firm.broker.version)
    with unit() as session:
        row = actions.show_contact(
            session, firm.actor, firm.broker.id, "经纪人热线", firm.broker.version
        )
    assert row.contact_since is not None
    with unit() as session:
        row = actions.hide_contact(session, firm.actor, firm.broker.id, row.version)
    assert (row.contact, row.contact_since) == (None, None)
    with reading() as session:
        told = journal.about(session, "broker", row.id)
    assert "经纪人热线" not in str([entry.data for entry in told])


def test_brokers_for_ranks_by_fit_and_says_why(database: object) -> None:
    near = broker(facets={"field": ("clean_energy",), "region": ("410300",)})
    far = broker(facets={"field": ("clean_energy",), "region": ("110000",)})
    other = broker(facets={"field": ("eco_agriculture",), "region": ("110000",)})
    busy = broker(facets={"field": ("clean_energy",)}, accepts_new=False)
    with reading() as session:
        ranked = public.brokers_for(
            session, region="410305", green_fields=["clean_energy"], industries=[], ipc=[]
        )
    keys = [one.broker.id for one in ranked]
    assert keys.index(near.broker.id) < keys.index(far.broker.id)
    assert not {other.broker.id, busy.broker.id} & set(keys)
    best = ranked[keys.index(near.broker.id)]
    assert best.score == 30 + 15 + 6
    assert [reason.zh for reason in best.reasons] == ["熟悉领域：清洁能源", "在同一城市服务"]


def test_the_api_shows_the_certificate_number_to_those_inside_only(
    app: Flask, database: object
) -> None:
    firm = broker()
    where = f"/api/v1/brokers/{firm.broker.id}"
    assert api(app).get(where).json["certificate"] is None
    assert api(app, firm.actor).get(where).json["certificate"] == firm.broker.certificate
    assert api(app).get(f"/api/v1/brokers/{uuid4()}").status_code == 404


def test_the_api_takes_names_for_codes_and_guards_changes(app: Flask, database: object) -> None:
    who = actor("broker_firm")
    client = api(app, who)
    made = client.post(
        "/api/v1/brokers",
        json={
            "grade": "高级",
            "certificate": "JJR-1",
            "grade_until": (today() + YEAR).isoformat(),
            "green_fields": ["清洁能源"],
            "regions": ["洛阳市，410100"],
        },
    )
    assert made.status_code == 201, made.text
    assert made.json["regions"] == ["410100", "410300"]
    where = f"/api/v1/brokers/{made.json['id']}"
    assert client.patch(where, json={"introduction": "x"}).status_code == 428
    tag = {"If-Match": made.headers["ETag"]}
    done = client.patch(where, json={"green_fields": ["clean_production"]}, headers=tag)
    assert (done.status_code, done.json["green_fields"]) == (200, ["clean_production"])
    assert client.patch(where, json={"introduction": "x"}, headers=tag).status_code == 412
    operator = api(app, actor("operator"))
    verified = operator.post(
        f"{where}/moves/verify", headers={"If-Match": done.headers["ETag"]}, json={}
    )
    assert verified.json["state"] == "active", verified.text
