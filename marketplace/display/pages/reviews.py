"""The operator's review: the queue in batches, and one revision beside the live version."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.clock import now
from marketplace.core.consent import must
from marketplace.core.unit import reading, unit
from marketplace.display import actions, queries
from marketplace.display.actions import technology as technologies
from marketplace.display.models import TechnologyRevision
from marketplace.display.pages import choices
from marketplace.display.pages.technologies import tell_verdicts, ticked
from marketplace.display.rules import content
from marketplace.display.rules import review as rules
from marketplace.display.rules.technology import MAY_REVISION
from marketplace.display.states import REVISION
from marketplace.display.words import LABELS
from marketplace.display.words.technology import REASONS, REASONS_FOR, REVISION_STATES
from marketplace.identity import public as identity
from marketplace.web import forms, who
from marketplace.web.fields import open_moves
from marketplace.web.shapes import Move
from marketplace.web.speech import say

review_pages = Blueprint("review_pages", __name__, template_folder="../templates")


@review_pages.get("/reviews")
def reviews() -> str:
    """What waits for the operator, the longest waiting first."""
    return _drawn(cards=request.args.get("kind") == "patent")


def _drawn(*, cards: bool) -> str:
    with reading() as session:
        actor = who.actor(session)
        must(rules.may_see_queue, actor, None)
        rows: Sequence[Any] = (
            queries.patent.to_list(session) if cards else queries.technology.to_review(session)
        )
        keys = {row.holder_id for row in rows if row.holder_id}
        holders = identity.organisations(session, keys)
    return render_template(
        "display/reviews.html",
        rows=rows,
        holders=holders,
        now=now(),
        reasons=list(REASONS.items()),
        labels=LABELS,
        may_decide=actor.is_operator,
        cards=cards,
    )


@review_pages.post("/reviews")
def review() -> Answer | tuple[str, int]:
    """One decision for what was ticked, each judged on its own; what was refused stays ticked."""
    name, text = request.form.get("move", ""), forms.words("text")
    with unit() as session:
        reason = request.form.get("reason") or None
        done = actions.review_many(session, who.actor(session), ticked(), name, reason, text)
    tell_verdicts(done)
    cards = any(verdict.kind == "patent" for verdict in done)
    if any(verdict.problem for verdict in done):
        return _drawn(cards=cards), 422
    return redirect("/reviews?kind=patent" if cards else "/reviews", 303)


@review_pages.get("/revisions/<uuid:key>")
def revision(key: UUID) -> str:
    """A proposed revision, field by field beside the live version."""
    with reading() as session:
        actor = who.actor(session)
        row = queries.technology.revision(session, actor, key)
        return render_template(
            "display/revision.html",
            row=row,
            rows=_compared(row),
            moves=_moves(actor, row),
            labels=LABELS,
        )


def _compared(row: TechnologyRevision) -> list[tuple[str, list[str]]]:
    """Each field that would change: its name, the live value, the proposed one."""
    live = content.content(row.technology)
    return [
        (choices.field_name(name), [choices.shown(name, live.get(name)), choices.shown(name, new)])
        for name, new in row.content.items()
    ]


def _moves(actor: Actor, row: TechnologyRevision) -> list[Move]:
    return [
        Move(
            m.words,
            f"/revisions/{row.id}/moves/{m.name}",
            row.version,
            danger=m.danger,
            reason=say("理由", "Reason") if m.name in REASONS_FOR else None,
            reason_required=m.name in REASONS_FOR,
            reasons=[(c, REASONS[c]) for c in REASONS_FOR.get(m.name, ())],
            note=say("说明", "Words") if m.name in REASONS_FOR else None,
        )
        for m in open_moves(REVISION, MAY_REVISION, actor, row)
    ]


@review_pages.post("/revisions/<uuid:key>/moves/<name>")
def move_revision(key: UUID, name: str) -> Answer:
    """Publish, decline or drop a revision."""
    reason, text = request.form.get("reason") or None, forms.words("note")
    with unit() as session:
        actor, seen = who.actor(session), who.seen()
        row = technologies.move_revision(session, actor, key, name, seen, reason, text)
    words = REVISION_STATES[row.state]
    flash(say(f"现在的状态：{words.zh}", f"It is now: {words.en}"))
    return redirect(f"/technologies/{row.technology_id}", 303)
