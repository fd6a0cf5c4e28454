"""The life cycle of a proposal to a demand: every one ends with an outcome (INV-D2)."""

from enum import StrEnum
from typing import Any

from marketplace.core.flow import Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.display.words.demand import PROPOSAL_STATES


class ProposalState(StrEnum):
    """Submitted by a holder or broker, judged by the seeker."""

    SUBMITTED = "submitted"
    SHORTLISTED = "shortlisted"
    AWARDED = "awarded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


P = ProposalState
ALIVE = frozenset({P.SUBMITTED, P.SHORTLISTED, P.AWARDED})


def _proposer(proposal: Any) -> Owner:
    return Owner(org=proposal.org_id)


# The seeker's desk has the demand itself; a line per proposal there would tell of sealed ones.
_WAIT = Wait(
    _proposer,
    Phrase("等待需求方的结果", "Wait for the seeker's outcome"),
    quiet=True,
    why_no_clock=Phrase("期限由需求掌握", "The demand has the clock"),
)

PROPOSAL = Flow(
    "proposal",
    P.SUBMITTED,
    (
        arrow(
            "shortlist", {P.SUBMITTED}, P.SHORTLISTED, Phrase("入围", "Shortlist"),
            fact="shortlisted",
        ),
        arrow("award", {P.SHORTLISTED}, P.AWARDED, Phrase("选定", "Award"), fact="awarded"),
        arrow("decline", ALIVE, P.DECLINED, Phrase("不选", "Decline"), fact="declined"),
        arrow(
            "withdraw", {P.SUBMITTED, P.SHORTLISTED}, P.WITHDRAWN, Phrase("撤回方案", "Take back"),
            fact="withdrawn", danger=True,
        ),
    ),
    waits={
        P.SUBMITTED: _WAIT,
        P.SHORTLISTED: _WAIT,
        P.AWARDED: Wait(
            _proposer,
            Phrase("与需求方签约", "Conclude a contract with the seeker"),
            quiet=True,
            why_no_clock=Phrase("期限由需求掌握", "The demand has the clock"),
        ),
    },
    words=PROPOSAL_STATES,
)  # fmt: skip
