"""The life cycle of a patent card: a register record that is shown or not, and offers nothing."""

from enum import StrEnum
from typing import Any

from marketplace.core.flow import OPERATOR, Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.display.words.patent import LEGAL_STATES, STATES, TYPES


class PatentState(StrEnum):
    """Whether a card is shown."""

    DRAFT = "draft"
    LISTED = "listed"
    WITHDRAWN = "withdrawn"


P = PatentState
LEGAL = tuple(LEGAL_STATES)
KINDS = tuple(TYPES)
# A right in one of these states carries no offer (domain §4.1, suspend).
LOST = frozenset({"lapsed", "invalid", "preserved", "expired"})


def _operator(_: Any) -> Owner:
    return Owner(role=OPERATOR)


def _holder(patent: Any) -> Owner:
    return Owner(org=patent.holder_id) if patent.holder_id else Owner(role=OPERATOR)


PATENT = Flow(
    "patent",
    P.DRAFT,
    (
        arrow("list", {P.DRAFT}, P.LISTED, Phrase("展示", "List"), fact="listed"),
        arrow(
            "withdraw",
            {P.DRAFT, P.LISTED},
            P.WITHDRAWN,
            Phrase("撤下", "Take down"),
            fact="withdrawn",
            danger=True,
        ),
        arrow("relist", {P.WITHDRAWN}, P.DRAFT, Phrase("重新展示", "List again"), fact="relisted"),
    ),
    waits={
        P.DRAFT: Wait(
            _operator,
            Phrase("核对专利卡片", "Check this patent card"),
            why_no_clock=Phrase("成批核对，不逐件计时", "Checked in batches, not by the clock"),
        ),
        P.LISTED: Wait(
            _holder,
            Phrase("保持法律状态最新", "Keep the legal state up to date"),
            quiet=True,
            why_no_clock=Phrase("登记信息长期展示", "A register record stays up"),
        ),
        P.WITHDRAWN: Wait(
            _holder,
            Phrase("已撤下，可重新展示", "Taken down; it may be listed again"),
            quiet=True,
            why_no_clock=Phrase("由持有方决定", "Up to the holder"),
        ),
    },
    words=STATES,
)
