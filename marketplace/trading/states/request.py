"""The life cycle of a licence request (domain §4.3)."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from marketplace.core.flow import Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.trading.words.request import STATES


class RequestState(StrEnum):
    """From a draft to an outcome with a reason."""

    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    QUALIFIED = "qualified"
    CONVERTED = "converted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


S = RequestState
WITH_HOLDER = frozenset({S.SENT, S.ACKNOWLEDGED, S.QUALIFIED})
OPEN_REQUEST = WITH_HOLDER | {S.DRAFT}


def _seeker(request: Any) -> Owner:
    return Owner(org=request.broker_id or request.seeker_id)


def _holder(request: Any) -> Owner:
    return Owner(org=request.holder_id)


def _answer_due(request: Any) -> datetime | None:
    """The first clock of a sent request is for the answer, the second (once told) for its end."""
    due: datetime | None = request.lapse_at if request.escalated_at else request.respond_by
    return due


def _lapse_due(request: Any) -> datetime | None:
    due: datetime | None = request.lapse_at
    return due


REQUEST = Flow(
    "licence_request",
    S.DRAFT,
    (
        arrow("send", {S.DRAFT}, S.SENT, Phrase("发出申请", "Send"), fact="sent"),
        arrow(
            "acknowledge",
            {S.SENT},
            S.ACKNOWLEDGED,
            Phrase("受理", "Acknowledge"),
            fact="acknowledged",
        ),
        arrow(
            "qualify",
            {S.ACKNOWLEDGED},
            S.QUALIFIED,
            Phrase("确认意向", "Qualify"),
            fact="qualified",
        ),
        arrow(
            "open_deal",
            {S.QUALIFIED},
            S.CONVERTED,
            Phrase("开启谈判", "Open a deal"),
            fact="deal_opened",
        ),
        arrow("escalate", {S.SENT}, S.SENT, Phrase("提请协调", "Escalate"), fact="escalated"),
        arrow(
            "decline",
            WITH_HOLDER,
            S.DECLINED,
            Phrase("婉拒", "Decline"),
            fact="declined",
            danger=True,
        ),
        arrow(
            "withdraw",
            OPEN_REQUEST,
            S.WITHDRAWN,
            Phrase("撤回申请", "Withdraw"),
            fact="withdrawn",
            danger=True,
        ),
        arrow("lapse", WITH_HOLDER, S.LAPSED, Phrase("失效", "Lapse"), fact="lapsed"),
    ),
    waits={
        S.DRAFT: Wait(
            _seeker,
            Phrase("完善并发出许可申请", "Complete and send your licence request"),
            why_no_clock=Phrase("草稿何时发出由申请方决定", "A draft is its author's own matter"),
        ),
        # Two clocks follow each other in this state: `actions.when_due` makes the one that is due.
        S.SENT: Wait(
            _holder,
            Phrase("答复许可申请", "Answer this licence request"),
            due=_answer_due,
            then="escalate",
        ),
        S.ACKNOWLEDGED: Wait(
            _holder,
            Phrase("确认或婉拒许可意向", "Qualify or decline this licence request"),
            due=_lapse_due,
            then="lapse",
        ),
        S.QUALIFIED: Wait(
            _holder,
            Phrase("开启谈判", "Open the deal for this request"),
            due=_lapse_due,
            then="lapse",
        ),
    },
    words=STATES,
)
