"""The life cycle of a deal (domain §4.3): every state has its name from the start.

The moves of negotiation are here; pricing, publicity, sale and contract add theirs to the table.
Until then their states can only be left by `lose`.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from marketplace.core.flow import OPERATOR, Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.trading.words.deal import STATES


class DealState(StrEnum):
    """From the first offer to a contract in effect, or to a reason why not."""

    NEGOTIATING = "negotiating"
    TERM_AGREED = "term_agreed"
    PRICING = "pricing"
    IN_PUBLICITY = "in_publicity"
    OBJECTION = "objection"
    CLEARED = "cleared"
    CONTRACTING = "contracting"
    IN_SALE = "in_sale"
    CONCLUDED = "concluded"
    LOST = "lost"


class Side(StrEnum):
    """The two parties of a deal."""

    HOLDER = "holder"
    SEEKER = "seeker"

    @property
    def other(self) -> "Side":
        """The one across the table."""
        return Side.SEEKER if self is Side.HOLDER else Side.HOLDER


class Origin(StrEnum):
    """Where a deal comes from."""

    REQUEST = "request"
    PROPOSAL = "proposal"
    ELSEWHERE = "elsewhere"


class OfferState(StrEnum):
    """An offer's terms never change; whether it still stands does."""

    OPEN = "open"
    SUPERSEDED = "superseded"
    ACCEPTED = "accepted"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


S = DealState
# States in which terms are agreed and not given up: what they promise binds the holder.
AGREED = frozenset(set(S) - {S.NEGOTIATING, S.LOST})
OPEN = frozenset(set(S) - {S.CONCLUDED, S.LOST})
# Their moves come with pricing, publicity, sale and contract.
LATER = frozenset(
    {S.PRICING, S.IN_PUBLICITY, S.OBJECTION, S.CLEARED, S.CONTRACTING, S.IN_SALE, S.CONCLUDED}
)


def _turn(deal: Any) -> Owner:
    """The side that has to speak: the other one's offer lies before it, or it shall make one."""
    return Owner(org=deal.holder_id if deal.turn is Side.HOLDER else deal.seeker_id)


def _holder(deal: Any) -> Owner:
    return Owner(org=deal.holder_id)


def _operator(_: Any) -> Owner:
    return Owner(role=OPERATOR)


def _offer_ends(deal: Any) -> datetime | None:
    ends: datetime | None = deal.offer_ends
    return ends


def _later(whose: Any, zh: str, en: str) -> Wait:
    return Wait(
        whose,
        Phrase(zh, en),
        why_no_clock=Phrase(
            "期限由双方在合同阶段约定", "The parties set the time of this stage themselves"
        ),
    )


DEAL = Flow(
    "deal",
    S.NEGOTIATING,
    (
        arrow("offer", {S.NEGOTIATING}, S.NEGOTIATING, Phrase("报价", "Offer"), fact="offered"),
        arrow(
            "counter_offer",
            {S.NEGOTIATING},
            S.NEGOTIATING,
            Phrase("还价", "Counter-offer"),
            fact="countered",
        ),
        arrow(
            "accept",
            {S.NEGOTIATING},
            S.TERM_AGREED,
            Phrase("接受报价", "Accept the offer"),
            fact="accepted",
        ),
        arrow(
            "withdraw_offer",
            {S.NEGOTIATING},
            S.NEGOTIATING,
            Phrase("撤回报价", "Withdraw the offer"),
            fact="offer_withdrawn",
            danger=True,
        ),
        arrow(
            "lapse_offer",
            {S.NEGOTIATING},
            S.NEGOTIATING,
            Phrase("报价过期", "Offer lapses"),
            fact="offer_lapsed",
        ),
        arrow("lose", OPEN, S.LOST, Phrase("终止交易", "Give up"), fact="lost", danger=True),
    ),
    waits={
        S.NEGOTIATING: Wait(
            _turn,
            Phrase("提出报价或答复对方报价", "Make an offer or answer the one before you"),
            due=_offer_ends,
            then="lapse_offer",
            why_no_clock=Phrase(
                "没有待答复的报价时，由双方自定节奏",
                "With no offer on the table the sides set the pace",
            ),
        ),
        S.TERM_AGREED: _later(
            _holder, "选择定价途径或起草合同", "Choose the pricing route or draft the contract"
        ),
        S.PRICING: _later(_holder, "完成定价程序", "Complete the pricing"),
        S.IN_PUBLICITY: _later(_holder, "等待公示期满", "Wait for the notice to end"),
        S.OBJECTION: _later(_holder, "答复异议", "Answer the objection"),
        S.CLEARED: _later(_holder, "起草合同", "Draft the contract"),
        S.CONTRACTING: _later(_holder, "完成合同签署", "Have the contract signed"),
        S.IN_SALE: _later(_operator, "完成竞价或挂牌", "Complete the sale"),
    },
    words=STATES,
    entries=frozenset({S.TERM_AGREED}),
    later=LATER,
)
