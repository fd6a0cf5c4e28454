"""The life cycle of a rewrite of a demand: the version in force stays until it is decided."""

from enum import StrEnum
from typing import Any

from marketplace.core.flow import OPERATOR, Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.display.states.demand import days_after
from marketplace.display.words.demand import REWRITE_STATES


class RewriteState(StrEnum):
    """Proposed by anybody concerned; accepted by the seeker; reviewed if the demand is public."""

    PROPOSED = "proposed"
    IN_REVIEW = "in_review"
    APPLIED = "applied"
    DECLINED = "declined"


R = RewriteState
PENDING = frozenset({R.PROPOSED, R.IN_REVIEW})


def _seeker(rewrite: Any) -> Owner:
    return Owner(org=rewrite.demand.seeker_id)


def _operator(_: Any) -> Owner:
    return Owner(role=OPERATOR)


REWRITE = Flow(
    "demand_rewrite",
    R.PROPOSED,
    (
        arrow("accept", {R.PROPOSED}, R.APPLIED, Phrase("采用", "Accept"), fact="accepted"),
        arrow(
            "hand_in", {R.PROPOSED}, R.IN_REVIEW, Phrase("同意并送审", "Agree and send for review"),
            fact="handed_in",
        ),
        arrow("approve", {R.IN_REVIEW}, R.APPLIED, Phrase("通过修订", "Approve"), fact="approved"),
        arrow(
            "refuse", {R.IN_REVIEW}, R.DECLINED, Phrase("不予通过", "Refuse"), fact="refused",
            danger=True,
        ),
        arrow(
            "decline", {R.PROPOSED}, R.DECLINED, Phrase("不采用", "Decline"), fact="declined",
            danger=True,
        ),
        arrow("take_back", PENDING, R.DECLINED, Phrase("收回", "Take back"), fact="taken_back"),
    ),
    waits={
        R.PROPOSED: Wait(
            _seeker,
            Phrase("确认或谢绝改写建议", "Accept or decline the proposed rewrite"),
            why_no_clock=Phrase("由需求方自行决定", "The seeker decides in their own time"),
        ),
        R.IN_REVIEW: Wait(
            _operator,
            Phrase("审核需求修订", "Review the revision of a demand"),
            days_after("listing.review_days"),
        ),
    },
    words=REWRITE_STATES,
)  # fmt: skip
