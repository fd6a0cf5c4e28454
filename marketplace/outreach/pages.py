"""HTML door: the receiving addresses of one's organisation."""

from uuid import UUID

from flask import Blueprint, flash, make_response, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.errors import Problem, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.outreach import actions, queries
from marketplace.outreach.actions import Registered
from marketplace.outreach.models import Endpoint
from marketplace.outreach.rules import endpoint as rules
from marketplace.outreach.schemas import EndpointForm, EndpointIn, masked
from marketplace.outreach.states import ENDPOINT
from marketplace.outreach.words import FORMATS, KINDS, LANGUAGES, OUTCOMES, STATES
from marketplace.web import forms, who
from marketplace.web.doors import PageIn
from marketplace.web.fields import open_moves
from marketplace.web.shapes import Move
from marketplace.web.speech import say

pages = Blueprint("outreach_pages", __name__, template_folder="templates")
WORDS = {
    "formats": FORMATS, "kinds": KINDS, "states": STATES, "outcomes": OUTCOMES,
    "languages": LANGUAGES, "masked": masked,
}  # fmt: skip


@pages.get("/endpoints")
def endpoints() -> str:
    """Those of one's organisation."""
    asked = forms.asked(PageIn())
    with reading() as session:
        actor = who.actor(session)
        if actor.person is None:
            raise Unauthenticated
        page = queries.endpoints(session, actor, **asked)
    may = rules.may_register(actor, "")
    return render_template("outreach/endpoints.html", page=page, may_register=may, **WORDS)


@pages.get("/endpoints/new")
def new() -> str:
    """The form of a new one."""
    with reading() as session:
        must(rules.may_register, who.actor(session), "")
    return render_template("outreach/new.html", form=forms.Form(), **WORDS)


@pages.post("/endpoints/new")
def register() -> tuple[str, int] | Answer:
    """Enter it; a secret that was made is shown on the answer to this, and never again."""
    form = forms.read(EndpointIn())
    if form.command:
        try:
            with unit() as session:
                made = actions.register(session, who.actor(session), form.command)
            return _once(made)
        except Problem as problem:
            if "fields" not in problem.data:
                raise
            form.refuse(problem)
    return render_template("outreach/new.html", form=form, **WORDS), 422


def _once(made: Registered) -> Answer:
    if made.secret is None:
        return redirect(f"/endpoints/{made.endpoint.id}", 303)
    page = render_template("outreach/secret.html", row=made.endpoint, secret=made.secret)
    answer = make_response(page, 201)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.get("/endpoints/<uuid:key>")
def endpoint(key: UUID) -> str:
    """One of them: how it fares, what was tried, its moves and its form."""
    with reading() as session:
        row = queries.endpoint(session, who.actor(session), key)
        values = {name: getattr(row, name) for name in ("name", "kinds", "language")}
        return _page(session, row, forms.Form(values=values))


def _page(session: Session, row: Endpoint, form: forms.Form) -> str:
    actor = who.actor(session)
    tried = queries.attempts(session, actor, row.id, **forms.asked(PageIn()))
    return render_template(
        "outreach/endpoint.html",
        row=row,
        tried=tried,
        form=form,
        moves=_moves(actor, row),
        secrets=len(row.secrets),
        **WORDS,
    )


def _moves(actor: Actor, row: Endpoint) -> list[Move]:
    where = f"/endpoints/{row.id}/moves/"
    return [
        Move(m.words, where + m.name, row.version, danger=m.danger)
        for m in open_moves(ENDPOINT, rules.MAY, actor, row)
    ]


@pages.post("/endpoints/<uuid:key>")
def change(key: UUID) -> tuple[str, int] | Answer:
    """Keep new details."""
    form = forms.read(EndpointForm())
    if form.command:
        try:
            with unit() as session:
                actions.change(session, who.actor(session), key, form.command, who.seen())
            flash(say("已保存。", "Saved."), "good")
            return redirect(f"/endpoints/{key}", 303)
        except Problem as problem:
            if "fields" not in problem.data:
                raise
            form.refuse(problem)
    with reading() as session:
        row = queries.endpoint(session, who.actor(session), key)
        return _page(session, row, form), 422


@pages.post("/endpoints/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move of its life cycle."""
    with unit() as session:
        row = actions.move(session, who.actor(session), key, name, who.seen())
    words = STATES[row.state]
    flash(say(f"“{row.name}”：{words.zh}", f"“{row.name}”: {words.en}"))
    return redirect("/endpoints" if name == "remove" else f"/endpoints/{key}", 303)


@pages.post("/endpoints/<uuid:key>/secrets")
def rotate(key: UUID) -> Answer:
    """Make a new secret and show it this once."""
    with unit() as session:
        made = actions.rotate(session, who.actor(session), key, who.seen())
    return _once(made)


@pages.post("/endpoints/<uuid:key>/tests")
def test(key: UUID) -> Answer:
    """Send a test message."""
    with unit() as session:
        actions.test(session, who.actor(session), key)
    flash(
        say(
            "测试消息已交给后台发送，结果稍后见“最近的推送”。",
            "The test message is on its way; what comes of it is soon under “Lately sent”.",
        )
    )
    return redirect(f"/endpoints/{key}", 303)


PAGES = (pages,)
