"""HTML doors: escalations; and the reminders of a thing, for the thing's own page."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity import public as identity
from marketplace.reminders import actions, queries
from marketplace.reminders.models import Escalation
from marketplace.reminders.rules import MAY
from marketplace.reminders.schemas import CloseIn, EscalationListIn
from marketplace.reminders.states import ESCALATION
from marketplace.reminders.words import DONE, STATES
from marketplace.service import public as service
from marketplace.web import forms, who
from marketplace.web.fields import open_moves
from marketplace.web.shapes import Entry, Move
from marketplace.web.speech import say

LONGEST = 120  # Letters of a referral's title.
pages = Blueprint("escalation_pages", __name__, template_folder="templates")


@pages.app_context_processor
def _shared() -> dict[str, object]:
    return {"reminders_of": reminders_of}


def reminders_of(noun: str, key: UUID) -> list[Entry]:
    """What was done so that a thing moves on, the newest first."""
    with reading() as session:
        rows = queries.reminders_of(session, noun, key)
    return [Entry(row.at, say("系统", "The market"), DONE[row.done]) for row in rows]


@pages.get("/escalations")
def escalations() -> str:
    """What rests although everybody was reminded, the newest first."""
    asked = forms.asked(EscalationListIn())
    with reading() as session:
        actor = who.actor(session)
        if not actor.is_somebody:
            raise Unauthenticated
        page = queries.escalations(session, actor, **asked)
        orgs = identity.organisations(session, {row.org_id for row in page.items})
    return render_template(
        "reminders/escalations.html", page=page, asked=asked, orgs=orgs, states=STATES
    )


@pages.get("/escalations/<uuid:key>")
def escalation(key: UUID) -> str:
    """One of them: what rests with whom, what was done, and the brokers who could help."""
    with reading() as session:
        actor = who.actor(session)
        row = queries.escalation(session, actor, key)
        return render_template(
            "reminders/escalation.html",
            row=row,
            firm=identity.name_of(session, row.org_id),
            brokers=service.helpers(session) if ESCALATION.open(row) else (),
            about=_about(row),
            moves=[_move(row) for _ in open_moves(ESCALATION, MAY, actor, row)],
            states=STATES,
        )


def _about(row: Escalation) -> dict[str, object]:
    """What a referral of it is about, where such things can be referred."""
    title: dict[str, object] = {"title": row.title[:LONGEST]}
    if row.noun not in service.REFERABLE:
        return title
    return {"subject_kind": row.noun, "subject_id": row.subject_id, **title}


def _move(row: Escalation) -> Move:
    return Move(
        say("已处理", "Dealt with"),
        f"/escalations/{row.id}/moves/close",
        row.version,
        note=say("如何处理的", "What was done"),
    )


@pages.post("/escalations/<uuid:key>/moves/close")
def close(key: UUID) -> Answer:
    """Say what was done about it."""
    form = forms.read(CloseIn())
    given = form.command or {"note": ""}
    with unit() as session:
        actions.close(session, who.actor(session), key, who.seen(), given["note"])
    flash(say("已记下。", "Noted."))
    return redirect(f"/escalations/{key}", 303)


PAGES = (pages,)
