"""The life cycle of a referral: a demand or request put on a broker's desk, with a clock."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from marketplace.core.flow import Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.service import words
from marketplace.service.states.clocks import end_of


class ReferralState(StrEnum):
    """Sent, and answered in time or not."""

    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


S = ReferralState


def _broker(referral: Any) -> Owner:
    return Owner(org=referral.broker_org)


def _answer_by(referral: Any) -> datetime:
    return end_of(referral.answer_by)


REFERRAL = Flow(
    "referral",
    S.SENT,
    (
        arrow("accept", {S.SENT}, S.ACCEPTED, Phrase("接受", "Accept"), fact="accepted"),
        arrow(
            "decline", {S.SENT}, S.DECLINED, Phrase("谢绝", "Decline"), fact="declined", danger=True
        ),
        arrow("lapse", {S.SENT}, S.LAPSED, Phrase("逾期", "Lapse"), fact="lapsed"),
        arrow(
            "withdraw",
            {S.SENT},
            S.WITHDRAWN,
            Phrase("撤回", "Withdraw"),
            fact="withdrawn",
            danger=True,
        ),
    ),
    {
        S.SENT: Wait(
            _broker,
            Phrase("答复是否协助", "Say whether you will help"),
            due=_answer_by,
            then="lapse",
        )
    },
    words.REFERRAL,
)
