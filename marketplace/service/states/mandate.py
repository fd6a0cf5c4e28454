"""The life cycles of a mandate (domain §4.8) and of an introduction made under it."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from marketplace.core.flow import Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.service import words
from marketplace.service.states.clocks import end_of


class MandateState(StrEnum):
    """Signed by one side, then by the other; after its end it protects introductions a while."""

    DRAFTED = "drafted"
    OFFERED = "offered"
    ACTIVE = "active"
    IN_TAIL = "in_tail"
    ENDED = "ended"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


class IntroductionState(StrEnum):
    """Logged by the broker, acknowledged or disputed by the one who was introduced."""

    RECORDED = "recorded"
    ACKNOWLEDGED = "acknowledged"
    DISPUTED = "disputed"


S = MandateState
I = IntroductionState  # noqa: E741 - the states of the second flow, short as S is.


def _drafter(mandate: Any) -> Owner:
    return Owner(org=mandate.drafted_by)


def _other_side(mandate: Any) -> Owner:
    return Owner(org=mandate.other_side)


def _broker(mandate: Any) -> Owner:
    return Owner(org=mandate.broker_org)


def _counterparty(introduction: Any) -> Owner:
    return Owner(org=introduction.counterparty_org)


def _last_day(mandate: Any) -> datetime:
    return end_of(mandate.valid_until)


def _tail_ends(mandate: Any) -> datetime:
    return end_of(mandate.tail_until)


_MOVES = (
    arrow(
        "offer", {S.DRAFTED}, S.OFFERED, Phrase("签署并送对方", "Sign and offer"), fact="offered"
    ),
    arrow("accept", {S.OFFERED}, S.ACTIVE, Phrase("签署生效", "Sign"), fact="accepted"),
    arrow(
        "decline", {S.OFFERED}, S.DECLINED, Phrase("谢绝", "Decline"), fact="declined", danger=True
    ),
    arrow(
        "withdraw",
        {S.DRAFTED, S.OFFERED},
        S.WITHDRAWN,
        Phrase("撤回", "Withdraw"),
        fact="withdrawn",
        danger=True,
    ),
    arrow("lapse", {S.OFFERED}, S.LAPSED, Phrase("逾期未签", "Lapse"), fact="lapsed"),
    arrow("expire", {S.ACTIVE}, S.IN_TAIL, Phrase("到期", "Expire"), fact="expired"),
    arrow(
        "terminate",
        {S.ACTIVE},
        S.IN_TAIL,
        Phrase("解除委托", "Terminate"),
        fact="terminated",
        danger=True,
    ),
    arrow("end", {S.IN_TAIL}, S.ENDED, Phrase("终止", "End"), fact="ended"),
)
_WAITS = {
    S.DRAFTED: Wait(
        _drafter,
        Phrase("签署并送对方", "Sign it and offer it to the other side"),
        why_no_clock=Phrase("由起草方自行决定", "At the drafter's own pace"),
    ),
    S.OFFERED: Wait(
        _other_side,
        Phrase("签署或谢绝委托", "Sign or decline the mandate"),
        due=_last_day,
        then="lapse",
    ),
    S.ACTIVE: Wait(
        _broker,
        Phrase("履行委托，登记引荐", "Act under the mandate and log introductions"),
        due=_last_day,
        then="expire",
        quiet=True,
    ),
    S.IN_TAIL: Wait(
        _broker,
        Phrase("尾随保护期内跟进已引荐的相对方", "Follow up those introduced before"),
        due=_tail_ends,
        then="end",
        quiet=True,
    ),
}
MANDATE = Flow("mandate", S.DRAFTED, _MOVES, _WAITS, words.MANDATE)
INTRODUCTION = Flow(
    "introduction",
    I.RECORDED,
    (
        arrow(
            "acknowledge",
            {I.RECORDED},
            I.ACKNOWLEDGED,
            Phrase("确认引荐", "Acknowledge"),
            fact="acknowledged",
        ),
        arrow(
            "dispute",
            {I.RECORDED},
            I.DISPUTED,
            Phrase("提出异议", "Dispute"),
            fact="disputed",
            danger=True,
        ),
    ),
    {
        I.RECORDED: Wait(
            _counterparty,
            Phrase("确认是否由该经纪人引荐", "Say whether this broker introduced you"),
            why_no_clock=Phrase(
                "未确认的引荐仍有记录效力", "An introduction stays on record unacknowledged"
            ),
        )
    },
    words.INTRODUCTION,
)
