"""The life of a match: suggested until a side says no or takes it up, or it is out of date."""

from enum import StrEnum
from typing import Any

from marketplace.core.flow import Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.matching.words import STATES


class MatchState(StrEnum):
    """What became of a suggestion."""

    SUGGESTED = "suggested"
    DISMISSED = "dismissed"
    TAKEN_UP = "taken_up"
    STALE = "stale"


S = MatchState


def _seeker(match: Any) -> Owner:
    return Owner(org=match.seeker_id)


MATCH = Flow(
    "match",
    S.SUGGESTED,
    (
        arrow(
            "dismiss", {S.SUGGESTED}, S.DISMISSED, Phrase("不合适", "Not for us"), fact="dismissed"
        ),
        arrow("take_up", {S.SUGGESTED}, S.TAKEN_UP, Phrase("跟进", "Take up"), fact="taken_up"),
        arrow(
            "grow_stale",
            {S.SUGGESTED},
            S.STALE,
            Phrase("失效", "Out of date"),
            fact="grown_stale",
        ),
        arrow("revive", {S.STALE}, S.SUGGESTED, Phrase("恢复", "Revive"), fact="revived"),
    ),
    waits={
        S.SUGGESTED: Wait(
            _seeker,
            Phrase("看看这项匹配", "Look at this match"),
            quiet=True,
            why_no_clock=Phrase("建议不催办", "A suggestion asks nothing of anybody"),
        ),
        S.STALE: Wait(
            _seeker,
            Phrase("等待双方重新公开", "Until both sides are public again"),
            quiet=True,
            why_no_clock=Phrase("由双方自行决定", "The two sides decide"),
        ),
    },
    words=STATES,
)
