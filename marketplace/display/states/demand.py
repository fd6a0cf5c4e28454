"""The life cycle of a demand (domain §4.2)."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any

from marketplace.core import clock, legal_days, policy
from marketplace.core.flow import OPERATOR, Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase
from marketplace.display.words.demand import STATES


class DemandState(StrEnum):
    """From the seeker's desk through review and proposals to an outcome."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    REJECTED = "rejected"
    OPEN = "open"
    SCREENING = "screening"
    SHORTLISTED = "shortlisted"
    AWARDED = "awarded"
    FULFILLED = "fulfilled"
    CLOSED_UNFILLED = "closed_unfilled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


S = DemandState
PUBLIC = frozenset({S.OPEN, S.SCREENING, S.SHORTLISTED, S.AWARDED})
EDITABLE = frozenset({S.DRAFT, S.CHANGES_REQUESTED})
# The states a suspension may interrupt, each with the move that leads back to it.
RESUMES = {
    S.OPEN: "resume",
    S.SCREENING: "resume_screening",
    S.SHORTLISTED: "resume_shortlisted",
    S.AWARDED: "resume_awarded",
}


def end_of_day(day: Any) -> datetime:
    """The moment a day ends in China: a deadline's day counts whole."""
    return datetime.combine(day + timedelta(days=1), time(), clock.SHANGHAI)


def closing(deadline: Any) -> datetime:
    """When a demand published now stops taking proposals: at its own day, or the figure's."""
    days = policy.figure("demand.open_days", clock.today()).whole
    return end_of_day(deadline or clock.today() + timedelta(days=days))


def _operator(_: Any) -> Owner:
    return Owner(role=OPERATOR)


def _seeker(demand: Any) -> Owner:
    return Owner(org=demand.seeker_id)


def _writer(demand: Any) -> Owner:
    helped = demand.incomplete or demand.seeker_id is None
    return Owner(role=OPERATOR) if helped else Owner(org=demand.seeker_id)


def working_days_after(figure: str) -> Callable[[Any], datetime]:
    """A clock: the end of the last working day, counted by a figure from the last move."""

    def due(demand: Any) -> datetime:
        count = policy.figure(figure, clock.today()).whole
        start = clock.to_people(demand.moved_at).date()
        return end_of_day(legal_days.last_day(start, working_days=count))

    return due


def days_after(figure: str) -> Callable[[Any], datetime]:
    """A clock: as many days after the last move as a figure says."""

    def due(demand: Any) -> datetime:
        moved_at: datetime = demand.moved_at
        return moved_at + timedelta(days=policy.figure(figure, clock.today()).whole)

    return due


def _answer(demand: Any) -> datetime | None:
    """A question waits for help by a clock; a full draft has its writer's own time."""
    return working_days_after("demand.help_working_days")(demand) if demand.incomplete else None


def _closes(demand: Any) -> datetime | None:
    at: datetime | None = demand.closes_at
    return at


DEMAND = Flow(
    "demand",
    S.DRAFT,
    (
        arrow("submit", EDITABLE, S.SUBMITTED, Phrase("提交审核", "Submit"), fact="submitted"),
        arrow("publish", {S.SUBMITTED}, S.OPEN, Phrase("发布", "Publish"), fact="published"),
        arrow(
            "request_changes",
            {S.SUBMITTED},
            S.CHANGES_REQUESTED,
            Phrase("退回修改", "Request changes"),
            fact="changes_requested",
        ),
        arrow(
            "reject",
            {S.SUBMITTED},
            S.REJECTED,
            Phrase("不予通过", "Reject"),
            fact="rejected",
            danger=True,
        ),
        arrow("propose", {S.OPEN}, S.OPEN, Phrase("提交方案", "Propose"), fact="proposed"),
        arrow(
            "close_submissions",
            {S.OPEN},
            S.SCREENING,
            Phrase("截止接收", "Close submissions"),
            fact="submissions_closed",
        ),
        arrow(
            "shortlist",
            {S.SCREENING, S.SHORTLISTED},
            S.SHORTLISTED,
            Phrase("确定入围", "Shortlist"),
            fact="shortlisted",
        ),
        arrow("award", {S.SHORTLISTED}, S.AWARDED, Phrase("选定方案", "Award"), fact="awarded"),
        arrow("contract", {S.AWARDED}, S.FULFILLED, Phrase("签约", "Contract"), fact="contracted"),
        arrow(
            "no_award",
            PUBLIC,
            S.CLOSED_UNFILLED,
            Phrase("不选并结束", "Close without award"),
            fact="left_unfilled",
            danger=True,
        ),
        arrow("expire", {S.OPEN}, S.EXPIRED, Phrase("到期", "Expire"), fact="expired"),
        arrow("renew", {S.EXPIRED}, S.OPEN, Phrase("续期", "Renew"), fact="renewed"),
        arrow(
            "withdraw",
            EDITABLE | PUBLIC | {S.SUBMITTED, S.EXPIRED, S.SUSPENDED},
            S.WITHDRAWN,
            Phrase("撤回需求", "Withdraw"),
            fact="withdrawn",
            danger=True,
        ),
        arrow(
            "suspend",
            PUBLIC,
            S.SUSPENDED,
            Phrase("暂停", "Suspend"),
            fact="suspended",
            danger=True,
        ),
        *(
            arrow(name, {S.SUSPENDED}, back, Phrase("恢复", "Resume"), fact="resumed")
            for back, name in RESUMES.items()
        ),
    ),
    waits={
        S.DRAFT: Wait(
            _writer,
            Phrase("补全并提交需求", "Complete and submit the demand"),
            _answer,
            why_no_clock=Phrase(
                "完整的草稿由填写人自定时间", "A whole draft is its writer's own time"
            ),
        ),
        S.SUBMITTED: Wait(
            _operator,
            Phrase("审核需求", "Review the demand"),
            days_after("listing.review_days"),
        ),
        S.CHANGES_REQUESTED: Wait(
            _seeker,
            Phrase("按意见修改后再提交", "Change what was asked and submit again"),
            why_no_clock=Phrase("由需求方自行安排", "The seeker's own time"),
        ),
        S.OPEN: Wait(
            _seeker,
            Phrase("截止后筛选方案", "Screen proposals after the deadline"),
            _closes,
            "close_submissions",
            quiet=True,
        ),
        S.SCREENING: Wait(
            _seeker,
            Phrase("筛选方案，确定入围", "Screen the proposals and make a shortlist"),
            days_after("demand.screening_days"),
        ),
        S.SHORTLISTED: Wait(
            _seeker,
            Phrase("选定方案或说明不选", "Choose a proposal, or say why none"),
            days_after("demand.screening_days"),
        ),
        S.AWARDED: Wait(
            _seeker,
            Phrase("与中选方签约", "Conclude a contract with the winner"),
            days_after("demand.contract_days"),
        ),
        S.EXPIRED: Wait(
            _seeker,
            Phrase("续期或撤回", "Renew or withdraw"),
            why_no_clock=Phrase("已不再展示，由需求方决定", "It is not shown; the seeker decides"),
        ),
        S.SUSPENDED: Wait(
            _operator,
            Phrase("原因消除后恢复", "Resume when the cause is gone"),
            why_no_clock=Phrase("待暂停原因消除", "Until its cause is gone"),
        ),
    },
    words=STATES,
)
