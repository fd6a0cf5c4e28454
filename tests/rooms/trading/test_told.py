"""Who is told of what: the other side, the brokers, the operator where a clock ran out."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from marketplace.core import clock, journal
from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.trading import words
from marketplace.trading.actions import deal as deals
from marketplace.trading.actions import request as requests
from marketplace.trading.actions.reason import Reason
from marketplace.trading.reactions import ON
from marketplace.trading.states import DEAL, REQUEST, Side
from tests.factories import trading
from tests.factories.identity import actor, colleague
from tests.factories.trading import TERMS, drafted, moved, offered, sent, version


def told(kind: str, key: UUID, fact: str) -> set[str]:
    """The people whom the last such fact about a thing reaches."""
    with reading() as session:
        entry = [e for e in journal.about(session, kind, key) if e.fact == fact][-1]
        return {who for r in ON[fact] for who, _ in r.plan(session, entry)}


def people(*several: Actor) -> set[str]:
    return {str(one.person) for one in several}


def test_an_offer_is_told_to_everybody_on_the_other_side(database: object) -> None:
    deal = offered()
    other, mate = colleague(deal.seeker), colleague(deal.holder)
    reached = told("deal", deal.id, "deal.offered")
    assert reached == people(deal.seeker, other)
    assert str(mate.person) not in reached


def test_a_client_is_told_what_its_broker_does(database: object) -> None:
    deal, broker = offered(), actor("broker_firm")
    trading.mandate(broker, deal.seeker, Side.SEEKER, deal.technology)
    with unit() as session:
        deals.attach_broker(session, deal.seeker, deal.id, broker.org, version(deal))
    assert told("deal", deal.id, "deal.broker_attached") == people(broker, deal.holder)
    deal.offer(broker, TERMS)
    assert told("deal", deal.id, "deal.countered") == people(deal.holder, deal.seeker)


def test_the_operator_is_told_when_nobody_answers(database: object) -> None:
    holder, seeker, operator = actor("holder"), actor("enterprise"), actor("operator")
    with clock.held(datetime(2026, 3, 2, tzinfo=UTC)) as hands:
        row = sent(seeker, trading.technology(holder))
        hands.forward(timedelta(days=9))
        with unit() as session:
            requests.when_due(session, row.id)
    reached = told("licence_request", row.id, "licence_request.escalated")
    assert people(holder, seeker, operator) <= reached


def test_a_withdrawn_draft_was_never_the_holders_to_know(database: object) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    row = drafted(seeker, trading.technology(holder))
    moved(row.id, seeker, "withdraw", reason=Reason("mistake"))
    assert not told("licence_request", row.id, "licence_request.withdrawn") & people(holder)


def test_every_move_of_this_room_has_a_sentence_and_reaches_somebody() -> None:
    """`open_deal` of a request is told by the deal it opens."""
    facts = DEAL.facts() | REQUEST.facts()
    assert facts <= set(words.FACTS)
    assert facts - set(ON) == {"licence_request.deal_opened"}
