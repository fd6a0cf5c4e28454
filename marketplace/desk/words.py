"""The words of this room."""

from collections.abc import Mapping

from marketplace.core.speech import Phrase

# What the things of each life cycle are called.
NOUNS: Mapping[str, Phrase] = {
    "organisation": Phrase("机构", "Organisations"),
    "technology": Phrase("技术", "Technologies"),
    "revision": Phrase("技术修订", "Revisions of technologies"),
    "patent": Phrase("专利卡片", "Patent cards"),
    "demand": Phrase("技术需求", "Demands"),
    "proposal": Phrase("需求应答方案", "Proposals"),
    "demand_rewrite": Phrase("需求完善稿", "Rewrites of demands"),
    "broker": Phrase("技术经纪人", "Brokers"),
    "agency": Phrase("服务机构", "Agencies"),
    "mandate": Phrase("经纪委托", "Mandates"),
    "introduction": Phrase("引荐记录", "Introductions"),
    "referral": Phrase("转请", "Referrals"),
    "licence_request": Phrase("许可申请", "Licence requests"),
    "deal": Phrase("交易", "Deals"),
    "match": Phrase("供需匹配", "Matches"),
    "import": Phrase("批量导入", "Imports"),
    "endpoint": Phrase("接收地址", "Receiving addresses"),
}
NO_CLOCK = Phrase("无期限", "No deadline")
FELL_TODAY = Phrase("今天已到期", "Fell due today")
TODAY = Phrase("今天到期", "Due today")
TOMORROW = Phrase("还剩 1 天", "1 day left")
LEFT = Phrase("还剩 {days} 天", "{days} days left")
LATE_ONE = Phrase("已逾期 1 天", "1 day overdue")
LATE = Phrase("已逾期 {days} 天", "{days} days overdue")


def until(days: int | None, *, overdue: bool) -> Phrase:
    """How far off a last day is, in words; `days` counts from today, None for no clock."""
    if days is None:
        return NO_CLOCK
    known = {-1: LATE_ONE, 0: FELL_TODAY if overdue else TODAY, 1: TOMORROW}
    words = known.get(days, LATE if days < 0 else LEFT)
    return Phrase(*(text.format(days=abs(days)) for text in words))
