"""The life of an escalation: the operator deals with it, or what rested moves on by itself."""

from enum import StrEnum
from typing import Any

from marketplace.core.flow import OPERATOR, Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.reminders.words import STATES


class EscalationState(StrEnum):
    """Whether somebody still has to see to it."""

    OPEN = "open"
    CLOSED = "closed"
    SETTLED = "settled"


S = EscalationState


def _operator(_: Any) -> Owner:
    return Owner(role=OPERATOR)


ESCALATION = Flow(
    "escalation",
    S.OPEN,
    (
        arrow("close", {S.OPEN}, S.CLOSED, Phrase("已处理", "Dealt with"), fact="closed"),
        arrow("settle", {S.OPEN}, S.SETTLED, Phrase("已推进", "Moved on"), fact="settled"),
    ),
    waits={
        S.OPEN: Wait(
            _operator,
            Phrase("看看为何搁置，必要时请经纪人协助", "See why it rests; ask a broker if need be"),
            why_no_clock=Phrase("由运营方按轻重处理", "The operator weighs what comes first"),
        ),
    },
    words=STATES,
)
