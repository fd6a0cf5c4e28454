"""Two at the same time: exactly one wins, on real connections of either database."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from sqlalchemy import Engine

from marketplace.core.errors import Conflict, Problem, Refused, Stale
from marketplace.core.unit import reading, unit
from marketplace.trading.actions import offer as offers
from marketplace.trading.actions.offer import AcceptOffer, MakeOffer
from marketplace.trading.errors import AlreadyRequested
from marketplace.trading.queries import deal as queries
from marketplace.trading.states import DealState, OfferState
from tests.factories import trading
from tests.factories.identity import actor, colleague
from tests.factories.trading import TERMS, drafted, offered, opened, version


def at_once(*works: Callable[[], object]) -> list[object]:
    """What each work returned or was refused with; all start together."""
    gate = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        gate.wait()
        try:
            return work()
        except Problem as refusal:
            return refusal

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def won(results: list[object]) -> list[object]:
    return [result for result in results if not isinstance(result, Problem)]


def test_accept_and_counter_at_the_same_time_one_wins(committed: Engine) -> None:
    deal = offered()
    standing, seen = deal.current(), version(deal)
    second = colleague(deal.seeker)

    def accept() -> object:
        with unit() as session:
            read = AcceptOffer(standing.no, standing.content_hash)
            return offers.accept(session, deal.seeker, deal.id, read, seen).state

    def counter() -> object:
        with unit() as session:
            terms = replace(TERMS, lump_sum_fen=1_00)
            return offers.offer(session, second, deal.id, MakeOffer(terms), seen).state

    results = at_once(accept, counter)
    assert len(won(results)) == 1, results
    assert all(isinstance(r, Stale | Conflict | Refused) for r in results if r not in won(results))


def test_a_double_accept_agrees_once(committed: Engine) -> None:
    deal = offered()
    standing, seen = deal.current(), version(deal)

    def accept() -> object:
        with unit() as session:
            read = AcceptOffer(standing.no, standing.content_hash)
            return offers.accept(session, deal.seeker, deal.id, read, seen).state

    results = at_once(*[accept] * 4)
    assert won(results) == [DealState.TERM_AGREED], results
    with reading() as session:
        states = [o.state for o in queries.deal(session, deal.holder, deal.id).offers]
    assert states == [OfferState.ACCEPTED]


def test_both_sides_offer_at_once_and_one_offer_stands(committed: Engine) -> None:
    deal = opened()
    seen = version(deal)

    def offer(who: object) -> Callable[[], object]:
        def work() -> object:
            with unit() as session:
                return offers.offer(session, who, deal.id, MakeOffer(TERMS), seen).state  # type: ignore[arg-type]  # An actor.

        return work

    results = at_once(offer(deal.holder), offer(deal.seeker))
    assert len(won(results)) == 1, results
    assert deal.current().no == 1


def test_inv_x1_two_exclusive_licences_accepted_at_once_one_is_agreed(committed: Engine) -> None:
    """Two deals on one technology: its lock lets one agreement at a time look at the other."""
    one = opened()
    two = opened(holder=one.holder, technology=one.technology)
    for deal, licence in ((one, "exclusive"), (two, "ordinary")):
        deal.offer(deal.holder, replace(TERMS, licence=licence))

    def accept(deal: trading.Negotiation) -> Callable[[], object]:
        standing, seen = deal.current(), version(deal)

        def work() -> object:
            with unit() as session:
                read = AcceptOffer(standing.no, standing.content_hash)
                return offers.accept(session, deal.seeker, deal.id, read, seen).state

        return work

    results = at_once(accept(one), accept(two))
    assert len(won(results)) == 1, results
    assert sorted([one.state(), two.state()]) == ["negotiating", "term_agreed"]


def test_two_colleagues_ask_at_once_and_one_request_is_made(committed: Engine) -> None:
    seeker, subject = actor("enterprise"), trading.technology(actor("holder"))
    people = (seeker, colleague(seeker))
    results = at_once(*[lambda who=who: drafted(who, subject).id for who in people])
    assert len(won(results)) == 1, results
    refusal = next(r for r in results if isinstance(r, Problem))
    assert isinstance(refusal, AlreadyRequested)
    assert refusal.data["request"] == str(won(results)[0])
