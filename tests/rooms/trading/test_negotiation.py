"""Two parties negotiate in any order they like: what must always be true of a deal is."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import Engine

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.errors import Problem
from marketplace.core.unit import reading, unit
from marketplace.trading.actions import deal as deals
from marketplace.trading.actions import offer as offers
from marketplace.trading.actions.reason import Reason
from marketplace.trading.queries import deal as queries
from marketplace.trading.states import DealState, OfferState, Side
from tests.factories.trading import TERMS, accept, opened, version

WHO = st.sampled_from(["holder", "seeker"])


class Negotiating(RuleBasedStateMachine):
    """A model of one deal beside the deal itself."""

    def __init__(self) -> None:
        super().__init__()
        self.deal = opened()
        self.standing: Side | None = None
        self.made = 0
        self.moves = 1  # `deal.opened`
        self.state = DealState.NEGOTIATING
        self.seen = {version(self.deal)}

    def actor(self, who: str) -> Actor:
        return self.deal.holder if who == "holder" else self.deal.seeker

    def moved(self) -> None:
        self.moves += 1
        now = version(self.deal)
        assert now not in self.seen, "every move changes the ETag"
        self.seen.add(now)

    @rule(who=WHO, fen=st.integers(1, 10**9))
    def offer(self, who: str, fen: int) -> None:
        try:
            self.deal.offer(self.actor(who), replace(TERMS, lump_sum_fen=fen))
        except Problem:
            assert self.state != DealState.NEGOTIATING
            return
        assert self.state == DealState.NEGOTIATING
        self.standing, self.made = Side(who), self.made + 1
        self.moved()

    @precondition(lambda self: self.made)
    @rule(who=WHO)
    def accept(self, who: str) -> None:
        fits = self.state == DealState.NEGOTIATING and self.standing is Side(who).other
        try:
            accept(self.deal, self.actor(who))
        except Problem:
            assert not fits
            return
        assert fits, "only the other side accepts, and only what stands"
        self.state, self.standing = DealState.TERM_AGREED, None
        self.moved()

    @rule(who=WHO)
    def withdraw(self, who: str) -> None:
        try:
            with unit() as session:
                offers.withdraw_offer(session, self.actor(who), self.deal.id, version(self.deal))
        except Problem:
            assert self.standing is not Side(who)
            return
        assert self.standing is Side(who)
        self.standing = None
        self.moved()

    @precondition(lambda self: self.made > 2)
    @rule(who=WHO)
    def lose(self, who: str) -> None:
        try:
            with unit() as session:
                deals.lose(
                    session, self.actor(who), self.deal.id, version(self.deal), Reason("price")
                )
        except Problem:
            assert self.state == DealState.LOST
            return
        self.state, self.standing = DealState.LOST, None
        self.moved()

    @invariant()
    def the_deal_is_as_the_model_says(self) -> None:
        with reading() as session:
            row = queries.deal(session, self.deal.holder, self.deal.id)
            facts = journal.about(session, "deal", self.deal.id)
        stands = [o for o in row.offers if o.state is OfferState.OPEN]
        assert row.state == self.state
        assert [o.no for o in row.offers] == list(range(1, self.made + 1))
        assert [o.side for o in stands] == ([self.standing] if self.standing else [])
        assert len(facts) == self.moves, "one entry a move, none on refusal"
        assert (row.offer_ends is not None) == bool(stands)
        if stands:
            assert row.turn is stands[0].side.other


@pytest.mark.usefixtures("database")
def test_inv_g1_a_negotiation_in_any_order_keeps_its_promises(database: Engine) -> None:
    run_state_machine_as_test(
        Negotiating,
        settings=settings(
            max_examples=8,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
