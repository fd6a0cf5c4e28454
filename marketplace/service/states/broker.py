"""The life cycle of a broker's profile: verified by the operator, lapsing with the grade."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from marketplace.core.flow import Flow, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.service import words
from marketplace.service.states.clocks import end_of, its_firm, the_operator


class BrokerState(StrEnum):
    """From the application to the end of the grade."""

    APPLIED = "applied"
    RETURNED = "returned"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    REMOVED = "removed"


S = BrokerState


def _grade_ends(broker: Any) -> datetime:
    return end_of(broker.grade_until)


_MOVES = (
    arrow("verify", {S.APPLIED}, S.ACTIVE, Phrase("核验通过", "Verify"), fact="verified"),
    arrow(
        "return",
        {S.APPLIED},
        S.RETURNED,
        Phrase("退回补正", "Return"),
        fact="returned",
        danger=True,
    ),
    arrow(
        "reapply",
        {S.RETURNED, S.LAPSED},
        S.APPLIED,
        Phrase("重新申请", "Apply again"),
        fact="reapplied",
    ),
    arrow("recertify", {S.ACTIVE}, S.ACTIVE, Phrase("换证更新", "Renew grade"), fact="recertified"),
    arrow(
        "suspend", {S.ACTIVE}, S.SUSPENDED, Phrase("暂停", "Suspend"), fact="suspended", danger=True
    ),
    arrow("resume", {S.SUSPENDED}, S.ACTIVE, Phrase("恢复", "Resume"), fact="resumed"),
    arrow("lapse", {S.ACTIVE, S.SUSPENDED}, S.LAPSED, Phrase("等级到期", "Lapse"), fact="lapsed"),
    arrow(
        "remove",
        set(S) - {S.REMOVED},
        S.REMOVED,
        Phrase("退出名录", "Remove"),
        fact="removed",
        danger=True,
    ),
)
_WAITS = {
    S.APPLIED: Wait(
        the_operator,
        Phrase("核验经纪人等级证书", "Verify the broker's certificate"),
        why_no_clock=Phrase("核验依赖发证机构查询", "Verification rests on the issuing body"),
    ),
    S.RETURNED: Wait(
        its_firm,
        Phrase("补正后重新申请", "Mend the application and apply again"),
        why_no_clock=Phrase("由申请人自行决定", "At the applicant's own pace"),
    ),
    S.ACTIVE: Wait(
        its_firm,
        Phrase("等级证书到期前换证", "Renew the grade before it ends"),
        due=_grade_ends,
        then="lapse",
        quiet=True,
    ),
    S.SUSPENDED: Wait(
        the_operator,
        Phrase("复核暂停", "Review the suspension"),
        due=_grade_ends,
        then="lapse",
    ),
    S.LAPSED: Wait(
        its_firm,
        Phrase("换证后重新申请", "Renew the certificate and apply again"),
        quiet=True,
        why_no_clock=Phrase("由经纪人自行决定", "At the broker's own pace"),
    ),
}
BROKER = Flow("broker", S.APPLIED, _MOVES, _WAITS, words.BROKER)
