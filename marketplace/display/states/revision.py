"""The life cycle of a proposed revision: the live version stays up until it is decided."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from marketplace.core import clock, policy
from marketplace.core.flow import OPERATOR, Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.display.words.technology import REVISION_STATES


class RevisionState(StrEnum):
    """Proposed by the holder, decided by the operator."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    DECLINED = "declined"
    DROPPED = "dropped"


R = RevisionState


def _operator(_: Any) -> Owner:
    return Owner(role=OPERATOR)


def _due(revision: Any) -> datetime:
    moved_at: datetime = revision.moved_at
    return moved_at + timedelta(days=policy.figure("listing.review_days", clock.today()).whole)


REVISION = Flow(
    "revision",
    R.PROPOSED,
    (
        arrow(
            "publish", {R.PROPOSED}, R.PUBLISHED, Phrase("发布修订", "Publish"), fact="published"
        ),
        arrow(
            "decline",
            {R.PROPOSED},
            R.DECLINED,
            Phrase("不予通过", "Decline"),
            fact="declined",
            danger=True,
        ),
        arrow(
            "drop", {R.PROPOSED}, R.DROPPED, Phrase("放弃修订", "Drop"), fact="dropped", danger=True
        ),
    ),
    waits={R.PROPOSED: Wait(_operator, Phrase("审核修订", "Review the revision"), _due)},
    words=REVISION_STATES,
)
