"""Referrals: the broker's clock, who sees them, who is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from marketplace import house
from marketplace.core import journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import held, now, today
from marketplace.core.errors import Refused
from marketplace.core.legal_days import last_day
from marketplace.core.sweep import fire_due
from marketplace.core.unit import reading, unit
from marketplace.service.actions import referral as actions
from marketplace.service.actions.referral import Refer
from marketplace.service.errors import NoSuchReferral, NotAccepting
from marketplace.service.models import Referral
from marketplace.service.queries import referral as queries
from marketplace.service.states import ReferralState
from tests.factories.identity import actor
from tests.factories.service import Firm, broker, subject
from tests.factories.web import api


def sent(firm: Firm, who: Actor) -> Referral:
    with unit() as session:
        return actions.refer(session, who, Refer(firm.broker.id, *subject(), "求购脱硫技术"))


def test_a_referral_lies_on_the_brokers_desk_for_the_policys_working_days(
    database: object,
) -> None:
    firm, who = broker(), actor("enterprise")
    row = sent(firm, who)
    assert (row.desk_org, row.answer_by) == (firm.actor.org, last_day(today(), working_days=5))
    with pytest.raises(Refused), unit() as session:
        actions.move(session, who, row.id, "accept", None)
    with unit() as session:
        row = actions.move(session, firm.actor, row.id, "decline", row.version, answer="档期已满")
    assert (row.state, row.answer, row.desk_org) == (ReferralState.DECLINED, "档期已满", None)


def test_a_referral_that_nobody_answers_lapses_and_both_are_told(database: object) -> None:
    firm, who = broker(), actor("enterprise")
    row = sent(firm, who)
    with held(now() + timedelta(days=30)):
        assert fire_due([house.LIVES["referral"]]) == 1
    with reading() as session:
        entry = journal.about(session, "referral", row.id)[-1]
        assert entry.fact == "referral.lapsed"
        (reaction,) = house.ON["referral.lapsed"]
        told = {recipient for recipient, _ in reaction.plan(session, entry)}
    assert told == {str(firm.actor.person), str(who.person)}


def test_inv_g7_others_do_not_see_a_referral(database: object) -> None:
    firm, who = broker(), actor("enterprise")
    row = sent(firm, who)
    with reading() as session:
        assert queries.referral(session, SYSTEM, row.id).id == row.id
        with pytest.raises(NoSuchReferral):
            queries.referral(session, Actor(uuid4(), uuid4(), frozenset({"broker_firm"})), row.id)


def test_nothing_is_sent_to_a_broker_who_takes_no_new_work(database: object) -> None:
    firm = broker(accepts_new=False)
    with pytest.raises(NotAccepting):
        sent(firm, actor("enterprise"))


def test_a_firm_does_not_refer_to_itself(database: object) -> None:
    firm = broker()
    with pytest.raises(Refused):
        sent(firm, firm.actor)


def test_the_api_sends_rewords_and_withdraws(app: Flask, database: object) -> None:
    firm, client = broker(), api(app, actor("enterprise"))
    kind, key = subject()
    made = client.post(
        "/api/v1/referrals",
        json={
            "broker_id": str(firm.broker.id),
            "subject_kind": kind,
            "subject_id": str(key),
            "title": "求助",
        },
    )
    assert made.status_code == 201, made.text
    where = f"/api/v1/referrals/{made.json['id']}"
    done = client.patch(where, json={"note": "细节"}, headers={"If-Match": made.headers["ETag"]})
    assert done.json["note"] == "细节"
    done = client.post(
        f"{where}/moves/withdraw", json={}, headers={"If-Match": done.headers["ETag"]}
    )
    assert done.json["state"] == "withdrawn", done.text
    again = client.patch(where, json={"note": "x"}, headers={"If-Match": done.headers["ETag"]})
    assert again.status_code == 403
