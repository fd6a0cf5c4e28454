"""The life cycle of a technology (domain §4.1) and of a revision of it."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from marketplace.core import clock, policy
from marketplace.core.flow import OPERATOR, Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.display.words.technology import LICENCES, PRICE_ROUTES, PROOFS, STATES


class TechnologyState(StrEnum):
    """From the holder's desk through review to the public and out of it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"
    PUBLISHED = "published"
    UNDER_DEAL = "under_deal"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"
    ARCHIVED = "archived"


S = TechnologyState
PUBLIC = frozenset({S.PUBLISHED, S.UNDER_DEAL})
# What holds a right on the market (INV-L3): a second offer of it has to wait.
ACTIVE = frozenset({S.PUBLISHED, S.UNDER_DEAL, S.SUSPENDED})
EDITABLE = frozenset({S.DRAFT, S.CHANGES_REQUESTED})
LICENCE_KINDS = tuple(LICENCES)
ROUTES = tuple(PRICE_ROUTES)
PROOF_KINDS = tuple(PROOFS)
TRL_TOP = {"a": 9, "b": 13}


def _operator(_: Any) -> Owner:
    return Owner(role=OPERATOR)


def _holder(technology: Any) -> Owner:
    return Owner(org=technology.holder_id)


def _expires(technology: Any) -> datetime | None:
    expires_at: datetime | None = technology.expires_at
    return expires_at


def _days(figure: str) -> timedelta:
    return timedelta(days=policy.figure(figure, clock.today()).whole)


def _review_due(technology: Any) -> datetime:
    moved_at: datetime = technology.moved_at
    return moved_at + _days("listing.review_days")


def _archive_due(technology: Any) -> datetime:
    moved_at: datetime = technology.moved_at
    return moved_at + _days("listing.archive_days")


def new_expiry() -> datetime:
    """Until when what is published or renewed now stays up (figure `listing.expiry_days`)."""
    return clock.now() + _days("listing.expiry_days")


_OVER = Wait(
    _holder,
    Phrase("已结束，将自动归档", "Ended; it is archived by itself"),
    _archive_due,
    "archive",
    quiet=True,
)

TECHNOLOGY = Flow(
    "technology",
    S.DRAFT,
    (
        arrow(
            "submit",
            {S.DRAFT, S.CHANGES_REQUESTED},
            S.SUBMITTED,
            Phrase("提交审核", "Submit for review"),
            fact="submitted",
        ),
        arrow("take", {S.SUBMITTED}, S.UNDER_REVIEW, Phrase("受理", "Take up"), fact="taken"),
        arrow(
            "request_changes",
            {S.UNDER_REVIEW},
            S.CHANGES_REQUESTED,
            Phrase("退回修改", "Request changes"),
            fact="changes_requested",
        ),
        arrow(
            "reject",
            {S.UNDER_REVIEW},
            S.REJECTED,
            Phrase("不予通过", "Reject"),
            fact="rejected",
            danger=True,
        ),
        arrow(
            "publish", {S.UNDER_REVIEW}, S.PUBLISHED, Phrase("发布", "Publish"), fact="published"
        ),
        arrow("revise", {S.PUBLISHED}, S.PUBLISHED, Phrase("修订", "Revise"), fact="revised"),
        arrow(
            "publish_revision",
            {S.PUBLISHED},
            S.PUBLISHED,
            Phrase("发布修订", "Publish the revision"),
            fact="revision_published",
        ),
        arrow("reserve", {S.PUBLISHED}, S.UNDER_DEAL, Phrase("锁定", "Reserve"), fact="reserved"),
        arrow(
            "release", {S.UNDER_DEAL}, S.PUBLISHED, Phrase("解除锁定", "Release"), fact="released"
        ),
        arrow(
            "suspend",
            {S.PUBLISHED, S.UNDER_DEAL},
            S.SUSPENDED,
            Phrase("暂停展示", "Suspend"),
            fact="suspended",
            danger=True,
        ),
        arrow("resume", {S.SUSPENDED}, S.PUBLISHED, Phrase("恢复展示", "Resume"), fact="resumed"),
        arrow(
            "resume_deal",
            {S.SUSPENDED},
            S.UNDER_DEAL,
            Phrase("恢复展示（交易中）", "Resume under deal"),
            fact="deal_resumed",
        ),
        arrow("expire", {S.PUBLISHED}, S.EXPIRED, Phrase("到期", "Expire"), fact="expired"),
        arrow("renew", {S.EXPIRED}, S.PUBLISHED, Phrase("续展", "Renew"), fact="renewed"),
        arrow(
            "withdraw",
            {S.PUBLISHED, S.EXPIRED},
            S.WITHDRAWN,
            Phrase("撤回", "Withdraw"),
            fact="withdrawn",
            danger=True,
        ),
        arrow("conclude", {S.UNDER_DEAL}, S.CLOSED, Phrase("成交", "Conclude"), fact="concluded"),
        arrow(
            "archive",
            {S.REJECTED, S.WITHDRAWN, S.CLOSED},
            S.ARCHIVED,
            Phrase("归档", "Archive"),
            fact="archived",
        ),
    ),
    waits={
        S.DRAFT: Wait(
            _holder,
            Phrase("补全并提交审核", "Complete and submit"),
            why_no_clock=Phrase("草稿由持有方自行安排", "A draft has the holder's own time"),
        ),
        S.SUBMITTED: Wait(_operator, Phrase("受理审核", "Take up the review"), _review_due),
        S.UNDER_REVIEW: Wait(_operator, Phrase("给出审核结论", "Decide the review"), _review_due),
        S.CHANGES_REQUESTED: Wait(
            _holder,
            Phrase("按要求修改后再提交", "Change what was asked and submit again"),
            why_no_clock=Phrase("由持有方自行安排", "The holder's own time"),
        ),
        S.REJECTED: _OVER,
        S.PUBLISHED: Wait(
            _holder,
            Phrase("即将到期，到期后请确认并续展", "It ends soon: confirm and renew it then"),
            _expires,
            "expire",
            quiet=True,
        ),
        S.UNDER_DEAL: Wait(
            _holder,
            Phrase("推进交易", "Carry the deal on"),
            quiet=True,
            why_no_clock=Phrase("期限由交易环节掌握", "The deal has its own clocks"),
        ),
        S.SUSPENDED: Wait(
            _operator,
            Phrase("原因消除后恢复展示", "Resume when the cause is gone"),
            why_no_clock=Phrase("待暂停原因消除", "Until the cause is gone"),
        ),
        S.EXPIRED: Wait(
            _holder,
            Phrase("确认五项信息后续展", "Confirm five facts and renew"),
            why_no_clock=Phrase("由持有方决定续展或撤回", "The holder renews or withdraws"),
        ),
        S.WITHDRAWN: _OVER,
        S.CLOSED: _OVER,
    },
    words=STATES,
)
