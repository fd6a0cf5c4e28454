"""A deal begins with the proposal that won, and with no other."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.errors import Refused
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.errors.demand import NoSuchProposal, NotAwarded
from marketplace.trading import public
from marketplace.trading.errors import NoTechnology
from tests.factories import demands, trading
from tests.factories.identity import actor
from tests.factories.web import api, pages


@dataclass(frozen=True)
class Won:
    """A demand that was awarded to a holder's proposal."""

    holder: Actor
    seeker: Actor
    demand: UUID
    proposal: UUID


def won(*, by_technology: bool = True, award: bool = True) -> Won:
    holder, seeker = actor("holder"), actor("enterprise")
    made = demands.published(seeker, actor("operator"))
    subject = trading.technology(holder) if by_technology else None
    offer = demands.proposed(holder, made.id, technology_id=subject, price_fen=480_000_000)
    assert made.due_at
    with clock.held(made.due_at + timedelta(seconds=1)), unit() as session:
        actions.time_is_up(session, made.id)
    demands.shortlisted(seeker, made.id, offer.id)
    if award:
        demands.awarded(seeker, made.id, offer.id)
    return Won(holder, seeker, made.id, offer.id)


def opened(who: Actor, proposal: UUID) -> public.DealCard:
    with unit() as session:
        return public.open_from_proposal(session, who, proposal)


def test_either_party_opens_the_deal_and_it_is_one_deal(database: object) -> None:
    case = won()
    card = opened(case.seeker, case.proposal)
    assert (card.origin, card.state) == ("proposal", "negotiating")
    assert (card.holder_id, card.seeker_id) == (case.holder.org, case.seeker.org)
    assert opened(case.holder, case.proposal).id == card.id
    with reading() as session:
        assert [d.id for d in public.waiting_deals(session, case.holder)] == [card.id]


def test_a_proposal_that_did_not_win_opens_nothing(database: object) -> None:
    case = won(award=False)
    with pytest.raises(NotAwarded):
        opened(case.seeker, case.proposal)


def test_words_alone_are_no_subject_of_a_deal(database: object) -> None:
    case = won(by_technology=False)
    with pytest.raises(NoTechnology):
        opened(case.seeker, case.proposal)


def test_nobody_else_opens_it(database: object) -> None:
    case = won()
    with pytest.raises(NoSuchProposal):
        opened(actor("holder"), case.proposal)
    with pytest.raises(Refused):
        opened(actor("operator"), case.proposal)


def test_both_doors_lead_to_the_deal(app: Flask) -> None:
    case = won()
    page = pages(app, case.seeker)
    assert "据此开始交易" in page.get(f"/demands/{case.demand}/proposals").text
    answer = page.post("/deals/from-proposal", data={"proposal": str(case.proposal)})
    assert answer.status_code == 303
    body = {"proposal_id": str(case.proposal)}
    told = api(app, case.holder).post("/api/v1/deals/from-proposal", json=body)
    assert told.status_code == 201
    assert answer.location == f"/deals/{told.json['id']}"
