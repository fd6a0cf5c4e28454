"""One technology as its reader may see it."""

from collections.abc import Iterable
from uuid import UUID

from flask import render_template
from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.errors import Problem
from marketplace.core.speech import Phrase
from marketplace.display import queries
from marketplace.display.models import Technology
from marketplace.display.pages import choices, suggested, who_helps
from marketplace.display.pages.steps import NOT_VERIFIED, NextStep, guest, shut
from marketplace.display.rules import readiness
from marketplace.display.rules import technology as rules
from marketplace.display.schemas.technology import MOVABLE
from marketplace.display.states import EDITABLE, TECHNOLOGY, TechnologyState
from marketplace.display.states import PUBLIC as ON_OFFER
from marketplace.display.words import FACTS, LABELS
from marketplace.display.words.technology import CONFIRMATIONS, REASONS, REASONS_FOR, STATES
from marketplace.identity import public as identity
from marketplace.identity.public import OrganisationCard
from marketplace.web.fields import open_moves
from marketplace.web.shapes import Entry, Move, Step
from marketplace.web.speech import language, say

CHANGED = Phrase("修改已保存", "Your changes were saved")
PROPOSED = Phrase(
    "修订已提交审核；审核通过前，当前版本继续展示。",
    "The revision was handed in; the present version stays up until it is decided.",
)
S = TechnologyState
ROAD = (S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.PUBLISHED, S.UNDER_DEAL, S.CLOSED)
MORE = {"renew": [(name, "true") for name in CONFIRMATIONS]}
RENEWAL = Phrase(
    "续展即确认：价格、可用性、专利有效、联系方式、成熟度均无变化。",
    "By renewing you confirm price, availability, patents in force, contact and maturity.",
)


def page(session: Session, actor: Actor, key: UUID) -> str:
    """The page of one technology."""
    row = queries.technology.technology(session, actor, key)
    inside = rules.may_hold(actor, row) or actor.is_operator or actor.is_supervisor
    revision = queries.technology.open_revision(session, key) if inside else None
    return render_template(
        "display/technology.html",
        row=row,
        holder=identity.organisations(session, [row.holder_id])[row.holder_id],
        moves=moves(actor, row),
        steps=[Step(str(state), STATES[state]) for state in ROAD],
        inside=inside,
        may_edit=rules.may_hold(actor, row),
        offered=offered(actor, row),
        gaps=gaps(session, actor, row),
        revision=revision,
        entries=timeline(session, row) if inside else [],
        choices=choices,
        labels=LABELS,
        contact_shown=actor.is_somebody,
        steps_here=_next(actor, row),
        helped=who_helps.shown(session, actor, "technology", key),
    )


def _next(actor: Actor, row: Technology) -> list[NextStep]:
    """What a reader who is not the holder can do with it, and why not where something is shut."""
    if rules.may_hold(actor, row) or actor.is_operator or actor.is_supervisor:
        return []
    ask = NextStep(
        say("申请许可", "Request a licence"),
        f"/licence-requests/new?technology={row.id}",
        main=True,
    )
    return [shut(ask, _why_not(actor, row)) if actor.is_somebody else guest(ask)]


def _why_not(actor: Actor, row: Technology) -> str | None:
    if row.state not in ON_OFFER:
        return say("该技术目前不在展示中。", "This technology is not on offer now.")
    if actor.org is None:
        return say("请先登记贵机构。", "Register your organisation first.")
    if not actor.verified:
        return NOT_VERIFIED.to(language())
    return None


def offered(actor: Actor, row: Technology) -> suggested.Offers:
    """What its texts tell and its claims do not: for its holder."""
    return suggested.shown(queries.suggested.of_own(actor, row))


def moves(actor: Actor, row: Technology) -> list[Move]:
    """The buttons of the moves that are open to the reader."""
    return [
        Move(
            arrow.words,
            f"/technologies/{row.id}/moves/{arrow.name}",
            row.version,
            danger=arrow.danger,
            reason=Phrase("理由", "Reason") if arrow.name in REASONS_FOR else None,
            reason_required=arrow.name in REASONS_FOR,
            reasons=[(code, REASONS[code]) for code in REASONS_FOR.get(arrow.name, ())],
            note=Phrase("说明（对方可见）", "Words to go with it") if _told(arrow.name) else None,
            hint=RENEWAL if arrow.name == "renew" else None,
            extra=MORE.get(arrow.name, ()),
        )
        for arrow in open_moves(TECHNOLOGY, MOVABLE, actor, row)
    ]


def _told(name: str) -> bool:
    return name in REASONS_FOR


def gaps(session: Session, actor: Actor, row: Technology) -> list[Problem]:
    """What is still missing: to the holder before submitting, to the reviewer before publishing."""
    mine = row.state in EDITABLE and rules.may_hold(actor, row)
    deciding = row.state in (S.SUBMITTED, S.UNDER_REVIEW) and actor.is_operator
    if not (mine or deciding):
        return []
    bounds = queries.technology.bounds(session, row)
    return readiness.shortcomings(row, bounds)


def timeline(session: Session, row: Technology) -> list[Entry]:
    """What happened to it, newest first."""
    entries = list(journal.about(session, row.kind, row.id))
    people = identity.people(session, {e.actor_id for e in entries if e.actor_id})
    house = Phrase("系统", "The house")
    return [
        Entry(
            entry.at,
            people[entry.actor_id].name if entry.actor_id in people else house,
            Phrase(*(words.format_map({"title": "", **entry.data}) for words in _fact(entry))),
            _detail(entry),
        )
        for entry in reversed(entries)
    ]


def _fact(entry: journal.Entry) -> Phrase:
    return FACTS.get(entry.fact, Phrase(entry.fact, entry.fact))


def _detail(entry: journal.Entry) -> Phrase | None:
    reason = entry.data.get("reason")
    return REASONS.get(str(reason)) if reason else None


def holders(session: Session, rows: Iterable[Technology]) -> dict[UUID, OrganisationCard]:
    """The holders of several technologies, in one query."""
    return identity.organisations(session, {row.holder_id for row in rows})
