"""The life cycle of an agency's profile; changed accreditations wait for the operator's check."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from marketplace.core.clock import today
from marketplace.core.flow import Flow, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.service import words
from marketplace.service.states.clocks import end_of, its_firm, the_operator


class AgencyState(StrEnum):
    """From the draft to leaving the register."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    LISTED = "listed"
    REVISED = "revised"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


S = AgencyState
LISTED = frozenset({S.LISTED, S.REVISED})


def _next_expiry(agency: Any) -> datetime | None:
    """When the first certificate that still holds will end."""
    ends: list[date] = [row.valid_until for row in agency.accreditations]
    coming = [day for day in ends if day >= today()]
    return end_of(min(coming)) if coming else None


_MOVES = (
    arrow("submit", {S.DRAFT}, S.SUBMITTED, Phrase("提交审核", "Submit"), fact="submitted"),
    arrow(
        "return", {S.SUBMITTED}, S.DRAFT, Phrase("退回补正", "Return"), fact="returned", danger=True
    ),
    arrow("list", {S.SUBMITTED}, S.LISTED, Phrase("通过并列入名录", "List"), fact="listed"),
    arrow("revise", {S.LISTED}, S.REVISED, Phrase("变更资质", "Revise"), fact="revised"),
    arrow("confirm", {S.REVISED}, S.LISTED, Phrase("核实变更", "Confirm"), fact="confirmed"),
    arrow(
        "suspend",
        LISTED,
        S.SUSPENDED,
        Phrase("暂停展示", "Suspend"),
        fact="suspended",
        danger=True,
    ),
    arrow("resume", {S.SUSPENDED}, S.LISTED, Phrase("恢复展示", "Resume"), fact="resumed"),
    arrow(
        "withdraw",
        set(S) - {S.WITHDRAWN},
        S.WITHDRAWN,
        Phrase("退出名录", "Withdraw"),
        fact="withdrawn",
        danger=True,
    ),
)
_WAITS = {
    S.DRAFT: Wait(
        its_firm,
        Phrase("完善机构档案并提交", "Complete the profile and submit it"),
        why_no_clock=Phrase("由机构自行决定", "At the agency's own pace"),
    ),
    S.SUBMITTED: Wait(
        the_operator,
        Phrase("审核机构资质", "Check the agency's accreditations"),
        why_no_clock=Phrase("核验依赖发证机关查询", "The check rests on the issuing authority"),
    ),
    S.LISTED: Wait(
        its_firm,
        Phrase("资质证书到期前更新", "Renew the certificate before it ends"),
        due=_next_expiry,
        quiet=True,
    ),
    S.REVISED: Wait(
        the_operator,
        Phrase("核实资质变更", "Check the changed accreditations"),
        why_no_clock=Phrase(
            "核实前不计入有效资质", "They do not count as valid until they are checked"
        ),
    ),
    S.SUSPENDED: Wait(
        the_operator,
        Phrase("复核暂停", "Review the suspension"),
        why_no_clock=Phrase("待暂停原因消除", "Until its cause is gone"),
    ),
}
AGENCY = Flow("agency", S.DRAFT, _MOVES, _WAITS, words.AGENCY)
