"""Deals: offers, the other side's acceptance, what a broker may, what is held and released."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.errors import MoveNotPossible, Refused, Stale
from marketplace.core.unit import reading, unit
from marketplace.trading.actions import deal as deals
from marketplace.trading.actions import offer as offers
from marketplace.trading.actions.offer import AcceptOffer, MakeOffer
from marketplace.trading.actions.reason import Reason
from marketplace.trading.errors import (
    BadTerms,
    BrokerInPlace,
    BrokerIsParty,
    ClockStillRuns,
    DualAgency,
    LicenceConflict,
    NoMandate,
    NoOpenOffer,
    NoReason,
    NoSuchDeal,
    OfferChanged,
    OfferExpired,
    WhichSide,
)
from marketplace.trading.queries import deal as queries
from marketplace.trading.rules.terms import Instalment, Terms
from marketplace.trading.states import DealState, OfferState, Side
from tests.factories import trading
from tests.factories.identity import actor, colleague
from tests.factories.trading import TERMS, Negotiation, accept, offered, opened, version


def test_inv_c11_a_new_offer_supersedes_the_last_and_changes_nothing_in_it(
    database: object,
) -> None:
    deal = opened()
    first = deal.offer(deal.holder, TERMS)
    second = deal.offer(deal.seeker, replace(TERMS, lump_sum_fen=400_000_00))
    with reading() as session:
        row = queries.deal(session, deal.holder, deal.id)
        assert [(o.no, o.state) for o in row.offers] == [
            (1, OfferState.SUPERSEDED),
            (2, OfferState.OPEN),
        ]
        assert row.offers[0].terms["lump_sum_fen"] == TERMS.lump_sum_fen
        assert row.turn is Side.HOLDER
    assert first != second


def test_an_offers_terms_can_never_be_changed(database: object) -> None:
    deal = opened()
    deal.offer(deal.holder, TERMS)
    with unit() as session:
        queries.deal(session, deal.holder, deal.id).offers[0].terms = {}
        with pytest.raises(RuntimeError, match="an offer never changes"):
            session.flush()
        session.rollback()


def test_accept_is_the_other_sides_only(database: object) -> None:
    deal = offered()
    with pytest.raises(Refused):
        accept(deal, deal.holder)
    accept(deal, deal.seeker)
    assert deal.state() == DealState.TERM_AGREED


def test_nobody_accepts_their_own_offer_for_somebody_else(database: object) -> None:
    """The same person, acting for the other side now, is still who made the offer."""
    deal = offered()
    turncoat = replace(deal.seeker, person=deal.holder.person)
    with pytest.raises(Refused):
        accept(deal, turncoat)


def test_inv_x3_accept_names_the_terms_that_were_read(database: object) -> None:
    deal = offered()
    old = deal.current()
    deal.offer(deal.holder, replace(TERMS, lump_sum_fen=900_000_00))
    with pytest.raises(OfferChanged), unit() as session:
        offers.accept(
            session, deal.seeker, deal.id, AcceptOffer(old.no, old.content_hash), version(deal)
        )
    new = deal.current()
    with pytest.raises(Stale), unit() as session:
        offers.accept(
            session, deal.seeker, deal.id, AcceptOffer(new.no, new.content_hash), version(deal) - 1
        )


def test_an_expired_offer_cannot_be_accepted_by_the_databases_clock(database: object) -> None:
    deal = opened()
    with clock.held(datetime.now(UTC) - timedelta(days=60)):
        deal.offer(deal.holder, TERMS)
        with pytest.raises(OfferExpired):
            accept(deal, deal.seeker)  # The held clock says there is time; the database's does not.


def test_a_lapsed_offer_puts_the_deal_back_on_the_desk_of_who_may_offer(database: object) -> None:
    deal = opened()
    with clock.held(datetime.now(UTC) - timedelta(days=60)):
        deal.offer(deal.holder, TERMS)
    with unit() as session:
        deals.when_due(session, deal.id, "lapse_offer")
    with reading() as session:
        row = queries.deal(session, deal.holder, deal.id)
        assert (row.turn, row.desk_org, row.due_at) == (Side.HOLDER, deal.holder.org, None)
        assert row.offers[0].state is OfferState.LAPSED
    with pytest.raises(NoOpenOffer):
        accept(deal, deal.seeker)


def test_after_an_offer_the_other_sides_desk_and_its_expiry_is_the_clock(database: object) -> None:
    deal = offered()
    with reading() as session:
        row = queries.deal(session, deal.seeker, deal.id)
        assert row.desk_org == deal.seeker.org
        assert row.due_at == row.offers[0].expires_at


def test_every_offer_changes_the_etag(database: object) -> None:
    deal = opened()
    seen = {version(deal)}
    for side in (deal.holder, deal.seeker, deal.holder):
        deal.offer(side, TERMS)
        assert version(deal) not in seen
        seen.add(version(deal))


def test_an_exclusive_licence_holds_the_technology_and_lose_releases_it(database: object) -> None:
    deal = offered(replace(TERMS, licence="exclusive"))
    accept(deal, deal.seeker)
    assert trading.state_of(deal.technology) == "under_deal"
    with unit() as session:
        deals.lose(session, deal.seeker, deal.id, version(deal), Reason("finance"))
    assert trading.state_of(deal.technology) == "published"
    assert deal.state() == DealState.LOST


def test_c24_a_deal_is_lost_only_with_a_reason(database: object) -> None:
    deal = offered()
    for given in (None, Reason("because")):
        with pytest.raises(NoReason), unit() as session:
            deals.lose(session, deal.seeker, deal.id, version(deal), given)


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ("ordinary", "ordinary", True),
        ("ordinary", "exclusive", False),
        ("ordinary", "sole", False),
        ("exclusive", "ordinary", False),
        ("sole", "ordinary", False),
        ("sole", "sole", False),
        ("transfer", "ordinary", False),
        ("ordinary", "transfer", True),
    ],
)
def test_inv_x1_agreed_licences_follow_the_table_of_r_lic_4(
    database: object, first: str, second: str, fits: bool
) -> None:
    one = offered(_of(first))
    accept(one, one.seeker)
    two = opened(holder=one.holder, technology=one.technology)
    two.offer(two.holder, _of(second))
    if fits:
        accept(two, two.seeker)
        return
    with pytest.raises(LicenceConflict):
        accept(two, two.seeker)


def _of(licence: str) -> Terms:
    return replace(TERMS, licence=licence, months=None if licence == "transfer" else 36)


def test_r_lic_3_exclusive_licences_on_different_ground_live_together(database: object) -> None:
    one = offered(replace(TERMS, licence="exclusive", territory=("410000",)))
    accept(one, one.seeker)
    two = opened(holder=one.holder, technology=one.technology)
    two.offer(two.holder, replace(TERMS, licence="exclusive", territory=("420000",)))
    accept(two, two.seeker)
    with unit() as session:
        deals.lose(session, one.seeker, one.id, version(one), Reason("other"))
    assert trading.state_of(one.technology) == "under_deal"
    with unit() as session:
        deals.lose(session, two.seeker, two.id, version(two), Reason("other"))
    assert trading.state_of(one.technology) == "published"


def test_inv_x4_instalments_are_the_price(database: object) -> None:
    deal = opened()
    wrong = replace(TERMS, price_mode="lump_sum_instalments", instalments=(Instalment(1, "签约"),))
    with pytest.raises(BadTerms) as told:
        deal.offer(deal.holder, wrong)
    assert told.value.data["fields"] == ["instalments"]


def test_i_24_a_broker_is_never_a_party(database: object) -> None:
    deal = opened()
    with pytest.raises(BrokerIsParty), unit() as session:
        deals.attach_broker(session, deal.seeker, deal.id, deal.holder.org, version(deal))


def test_a_broker_needs_a_mandate_when_attached_and_when_it_acts(database: object) -> None:
    deal, broker = opened(), actor("broker_firm")
    with pytest.raises(NoMandate), unit() as session:
        deals.attach_broker(session, deal.seeker, deal.id, broker.org, version(deal))
    ended = _attach(deal, deal.seeker, broker, Side.SEEKER)
    trading.end_mandate(ended, deal.seeker)
    with pytest.raises(NoMandate):
        deal.offer(broker, TERMS)


def test_a_broker_acts_for_its_side_and_that_is_on_the_record(database: object) -> None:
    deal, broker = offered(), actor("broker_firm")
    mandate = _attach(deal, deal.seeker, broker, Side.SEEKER)
    deal.offer(broker, replace(TERMS, lump_sum_fen=300_000_00))
    with reading() as session:
        made = queries.deal(session, broker, deal.id).offers[-1]
    assert (made.side, made.by_org, made.by_person, made.mandate_id) == (
        Side.SEEKER,
        broker.org,
        broker.person,
        mandate,
    )
    with pytest.raises(Refused):  # Its own client's offer is not the other side's.
        accept(deal, broker)


def test_a_side_has_one_broker(database: object) -> None:
    deal = opened()
    _attach(deal, deal.holder, actor("broker_firm"), Side.HOLDER)
    with pytest.raises(BrokerInPlace):
        _attach(deal, deal.holder, actor("broker_firm"), Side.HOLDER)
    with unit() as session:
        deals.release_broker(session, deal.holder, deal.id, version(deal))
    _attach(deal, deal.holder, actor("broker_firm"), Side.HOLDER)


def test_dual_agency_needs_the_consent_of_both(database: object) -> None:
    deal, broker = opened(), actor("broker_firm")
    one = trading.mandate(broker, deal.holder, Side.HOLDER, None)
    two = trading.mandate(broker, deal.seeker, Side.SEEKER, None)
    _attach(deal, deal.holder, broker, Side.HOLDER, one)
    with pytest.raises(DualAgency):
        _attach(deal, deal.seeker, broker, Side.SEEKER, two)
    trading.consent(one, broker, deal.holder, deal.technology)
    with pytest.raises(DualAgency):
        _attach(deal, deal.seeker, broker, Side.SEEKER, two)
    trading.consent(two, broker, deal.seeker, deal.technology)
    _attach(deal, deal.seeker, broker, Side.SEEKER, two)
    with pytest.raises(WhichSide):
        deal.offer(broker, TERMS)
    deal.offer(broker, TERMS, side=Side.HOLDER)
    with pytest.raises(Refused):  # Even then one person does not strike a deal alone.
        accept(deal, broker)
    accept(deal, colleague(broker))


def _attach(
    deal: Negotiation, client: Actor, broker: Actor, side: Side, mandate: UUID | None = None
) -> UUID:
    mandate = mandate or trading.mandate(broker, client, side, deal.technology)
    with unit() as session:
        deals.attach_broker(session, client, deal.id, broker.org, version(deal))
    return mandate


def test_inv_g7_a_deal_is_missing_for_strangers(database: object) -> None:
    deal, stranger = offered(), actor("enterprise")
    with reading() as session, pytest.raises(NoSuchDeal):
        queries.deal(session, stranger, deal.id)


def test_inv_g1_each_move_leaves_one_entry_and_a_refusal_none(database: object) -> None:
    deal = offered()
    with pytest.raises(Refused):
        accept(deal, deal.holder)
    accept(deal, deal.seeker)
    with reading() as session:
        facts = [entry.fact for entry in journal.about(session, "deal", deal.id)]
    assert facts == ["deal.opened", "deal.offered", "deal.accepted"]


def test_only_the_house_makes_an_offer_lapse(database: object) -> None:
    deal = offered()
    with pytest.raises(Refused), unit() as session:
        offers.lapse_offer(session, deal.holder, deal.id)
    with pytest.raises(ClockStillRuns), unit() as session:
        offers.lapse_offer(session, SYSTEM, deal.id)


def test_a_closed_deal_takes_no_offer(database: object) -> None:
    deal = offered()
    accept(deal, deal.seeker)
    with pytest.raises(MoveNotPossible):
        deal.offer(deal.holder, TERMS)


def test_who_offered_may_take_it_back_and_speaks_next(database: object) -> None:
    deal = offered()
    with pytest.raises(Refused), unit() as session:
        offers.withdraw_offer(session, deal.seeker, deal.id, version(deal))
    with unit() as session:
        offers.withdraw_offer(session, deal.holder, deal.id, version(deal))
    with reading() as session:
        assert queries.deal(session, deal.holder, deal.id).turn is Side.HOLDER


def test_an_offer_command_is_plain() -> None:
    assert MakeOffer(TERMS).valid_days is None
