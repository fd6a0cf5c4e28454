"""The headline figures as data: each is counted from the journal, so that the past stays put.

`into` are the facts that bring a thing into the figure, `out` those that take it out again: a thing
counts on a day when the last of these facts up to its end is one of `into`. `never` are facts after
which a thing does not count at all. `crowd` names the list of ids in a fact's data where one fact
stands for many things. `amount` names the data that are summed instead of counting. Tasks are
those of the policy's 46 (domain study §5.2).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from marketplace.core.speech import Phrase

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure: its name, how it is counted, and which tasks of the policy ask for it."""

    code: str
    words: Phrase
    note: Phrase
    tasks: tuple[int, ...]
    kind: str
    into: frozenset[str]
    out: frozenset[str] = NOTHING
    never: frozenset[str] = NOTHING
    crowd: tuple[str, str] | None = None
    amount: str | None = None
    unit: str = "things"


def _facts(noun: str, *names: str) -> frozenset[str]:
    return frozenset(f"{noun}.{name}" for name in names)


_LICENCE = "licence_request"
INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "technologies_published",
        Phrase("在展绿色技术", "Technologies on show"),
        Phrase("当日公开展示（含交易中）的技术。", "Published or under deal on that day."),
        (10, 19),
        "technology",
        _facts(
            "technology",
            *("published", "revised", "revision_published", "reserved", "released", "resumed"),
            *("deal_resumed", "renewed"),
        ),
        _facts("technology", "suspended", "expired", "withdrawn", "concluded", "archived"),
    ),
    Indicator(
        "patents_carded",
        Phrase("入库专利卡片", "Patent cards taken in"),
        Phrase("累计建立的专利卡片。", "All patent cards ever taken in."),
        (19,),
        "patent",
        NOTHING,
        crowd=("patent.taken_in", "created_ids"),
    ),
    Indicator(
        "demands_open",
        Phrase("征集中的技术需求", "Open demands"),
        Phrase("当日公开、尚未了结的需求。", "Public and not yet settled on that day."),
        (11, 19),
        "demand",
        _facts(
            "demand",
            *("published", "proposed", "submissions_closed", "shortlisted", "awarded"),
            *("renewed", "resumed"),
        ),
        _facts("demand", "contracted", "left_unfilled", "expired", "withdrawn", "suspended"),
    ),
    Indicator(
        "matches_made",
        Phrase("供需匹配", "Matches found"),
        Phrase("累计向双方推送的匹配。", "All matches of which both sides were told."),
        (19,),
        "match",
        _facts("match", "found"),
    ),
    Indicator(
        "licence_requests",
        Phrase("许可申请", "Licence requests"),
        Phrase("累计发出的许可申请。", "All licence requests ever sent."),
        (19,),
        _LICENCE,
        _facts(_LICENCE, "sent"),
    ),
    Indicator(
        "answered_in_time",
        Phrase("按时答复的申请", "Requests answered in time"),
        Phrase(
            "持有方在期限内受理或婉拒、未经催办的申请。",
            "Acknowledged or declined by the holder before the clock ran out.",
        ),
        (19,),
        _LICENCE,
        _facts(_LICENCE, "acknowledged", "declined"),
        never=_facts(_LICENCE, "escalated"),
    ),
    Indicator(
        "deals_opened",
        Phrase("开启的交易", "Deals opened"),
        Phrase("累计开启谈判或登记的交易。", "All deals ever opened or entered."),
        (19, 20),
        "deal",
        _facts("deal", "opened", "struck_elsewhere"),
    ),
    Indicator(
        "terms_agreed",
        Phrase("条款商定的交易", "Deals with agreed terms"),
        Phrase("当日条款已商定、未终止的交易。", "Terms agreed and not given up on that day."),
        (19, 32),
        "deal",
        _facts("deal", "accepted", "struck_elsewhere"),
        _facts("deal", "lost"),
    ),
    Indicator(
        "agreed_value",
        Phrase("商定金额", "Agreed value"),
        Phrase("上述交易的固定价款合计。", "The fixed sums of these deals together."),
        (10, 19),
        "deal",
        _facts("deal", "accepted", "struck_elsewhere"),
        _facts("deal", "lost"),
        amount="value_fen",
        unit="fen",
    ),
    Indicator(
        "organisations_verified",
        Phrase("已核验机构", "Verified organisations"),
        Phrase("当日身份核验有效的机构。", "Verified on that day."),
        (19, 27),
        "organisation",
        _facts("organisation", "verified", "restored"),
        _facts("organisation", "restricted", "closed"),
        unit="organisations",
    ),
    Indicator(
        "brokers_active",
        Phrase("执业技术经纪人", "Practising brokers"),
        Phrase("当日可执业的技术经纪人。", "May practise on that day."),
        (20, 27),
        "broker",
        _facts("broker", "verified", "recertified", "resumed"),
        _facts("broker", "suspended", "lapsed", "removed", "returned", "reapplied"),
        unit="people",
    ),
    Indicator(
        "agencies_listed",
        Phrase("在册服务机构", "Listed agencies"),
        Phrase("当日列入名录的检测评价认证机构。", "In the directory on that day."),
        (18, 20),
        "agency",
        _facts("agency", "listed", "revised", "confirmed", "resumed"),
        _facts("agency", "suspended", "withdrawn"),
        unit="organisations",
    ),
)
BY_CODE: Mapping[str, Indicator] = {one.code: one for one in INDICATORS}
# Where the pages of each kind lie; supervisors follow these links like everybody.
FOLDERS: Mapping[str, str] = {
    "technology": "technologies",
    "patent": "patents",
    "demand": "demands",
    "match": "matches",
    "licence_request": "licence-requests",
    "deal": "deals",
    "organisation": "organisations",
    "broker": "brokers",
    "agency": "agencies",
}
