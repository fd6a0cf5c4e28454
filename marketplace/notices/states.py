"""What may be told, how each person wants it, and on which channels that can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from functools import cache
from typing import Literal
from uuid import UUID

from marketplace.core import shipped
from marketplace.core.speech import Phrase

KindName = Literal["match", "saved_search", "deal", "review", "mandate", "reminder", "system"]
Wish = Literal["now", "digest", "off"]
INBOX = "inbox"
MAIL = "mail"
DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of notice. On the channels in `firm` it cannot be switched off.

    `urgent` kinds wait for no quiet hours and no daily letter. `suggests` marks what the market
    found by itself: nobody who wants no suggestions is told of it, on any channel.
    """

    words: Phrase
    about: Phrase
    firm: frozenset[str] = frozenset()
    urgent: bool = False
    suggests: bool = False


_RECORD = frozenset({INBOX})
KINDS: dict[KindName, Kind] = {
    "match": Kind(
        Phrase("撮合匹配", "Matches"),
        Phrase(
            "系统找到与您的技术或需求相符的对象", "A demand or technology was found to fit yours"
        ),
        suggests=True,
    ),
    "saved_search": Kind(
        Phrase("订阅的检索", "Saved searches"),
        Phrase("新发布的内容符合您保存的检索条件", "Something new meets a search you saved"),
    ),
    "deal": Kind(
        Phrase("申请、方案与交易", "Requests, proposals and deals"),
        Phrase(
            "许可申请、需求方案、报价、成交及其变化",
            "Licence requests, proposals, offers, agreements and what becomes of them",
        ),
        firm=_RECORD,
    ),
    "review": Kind(
        Phrase("审核与发布", "Reviews and listings"),
        Phrase(
            "您提交的技术、需求、名录和导入的审核与发布结果",
            "What became of the technologies, demands, entries and files you handed in",
        ),
        firm=_RECORD,
    ),
    "mandate": Kind(
        Phrase("委托与转请", "Mandates and referrals"),
        Phrase("经纪委托、引荐和转请的往来", "Mandates of brokers, introductions and referrals"),
        firm=_RECORD,
    ),
    "reminder": Kind(
        Phrase("期限提醒", "Reminders"),
        Phrase("轮到您办理的事项即将或已经到期", "What waits for you will soon be, or is, overdue"),
        firm=_RECORD,
    ),
    "system": Kind(
        Phrase("系统与安全", "System and security"),
        Phrase("账号安全和通知渠道故障", "The safety of your account and faults of your channels"),
        firm=frozenset({INBOX, MAIL}),
        urgent=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day in which nothing is sent, in Asia/Shanghai; equal ends mean none."""

    since: time
    until: time


@dataclass(frozen=True, slots=True)
class Chosen:
    """How a person wants to be told: what differs from the defaults, and the quiet hours.

    `version` is 0 until they first choose; `quiet_mail` lets the quiet hours hold for mail too.
    `no_suggestions` is chosen among the person's own settings and goes before every wish.
    """

    person: UUID
    version: int
    quiet: Quiet
    quiet_mail: bool = False
    wishes: Mapping[tuple[str, str], Wish] = field(default_factory=dict)
    no_suggestions: bool = False

    def wish(self, kind: KindName, channel: str, default: Wish = "now") -> Wish:
        """What holds for a kind on a channel: the choice where it is open, else the default."""
        wish = self.wishes.get((kind, channel), default)
        return wish if wish in left(kind, channel, (wish,)) else default

    def done(self, kind: KindName, channel: str, default: Wish = "now") -> Wish:
        """What is done of a kind on a channel: as wished, and no suggestions to who wants none."""
        if self.no_suggestions and KINDS[kind].suggests:
            return "off"
        return self.wish(kind, channel, default)


def left(kind: KindName, channel: str, wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Those of a channel's wishes that a kind leaves open."""
    shut = {"off"} if channel in KINDS[kind].firm else set()
    if KINDS[kind].urgent:
        shut.add("digest")
    return tuple(wish for wish in wishes if wish not in shut)


@cache
def policy() -> tuple[Quiet, time]:
    """The default quiet hours and the hour of the daily letter (`config/policy/notices.toml`)."""
    table = shipped.toml("notices.toml")
    read = time.fromisoformat
    quiet = Quiet(read(table["quiet"]["from"]), read(table["quiet"]["until"]))
    return quiet, read(table["digest"]["at"])
