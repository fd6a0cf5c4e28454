"""Pages: three lines, the full form, a revision or a better wording of what is there."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.errors import Problem, Unauthenticated
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import writing
from marketplace.display.pages import suggested
from marketplace.display.pages.choices import row_of
from marketplace.display.pages.demand.blueprint import choices, demand_pages
from marketplace.display.pages.demand.target_rows import (
    ROWS,
    Rows,
    Typed,
    filled,
    offered,
    read,
    shown,
)
from marketplace.display.queries import demand as queries
from marketplace.display.schemas.demand import QuestionIn
from marketplace.display.schemas.demand_form import DemandFormIn, as_typed
from marketplace.display.states.demand import EDITABLE
from marketplace.web import forms, who
from marketplace.web.forms import Form
from marketplace.web.speech import say

Drawn = tuple[str, int] | Answer


@demand_pages.get("/demands/ask")
def ask() -> str:
    """The three lines."""
    return render_template("display/demand_ask.html", form=Form())


@demand_pages.post("/demands/ask")
def asked() -> Drawn:
    """Keep a question; who has no account gets its number."""
    form = forms.read(QuestionIn())
    if form.command:
        try:
            with unit() as session:
                row = actions.ask(session, who.actor(session), form.command)
        except Problem as problem:
            form.refuse(problem)
        else:
            return render_template("display/demand_asked.html", number=str(row.id)[:8]), 201
    return render_template("display/demand_ask.html", form=form), 422


@dataclass(frozen=True, slots=True)
class Page:
    """The full form: where it posts, what it is for, the version it was read at."""

    action: str
    purpose: str
    version: int | None = None

    def draw(self, form: Form, rows: list[Typed]) -> str:
        """The form with what was typed."""
        offers = suggested.shown(offered(form.values, rows))
        return render_template(
            "display/demand_form.html",
            page=self,
            form=form,
            rows=rows,
            offered=offers,
            row_of=row_of,
            **choices(),
        )

    def again(self, form: Form, rows: Rows) -> str:
        """The form as typed, with more rows, or with targets read out of its texts in them."""
        claims = suggested.chosen(rows.pressed or "", offered(form.values, rows.typed))
        return self.draw(replace(form, errors={}), filled(rows.grown(), claims))


SAVED = Phrase("已保存。", "Saved.")
SENT = Phrase(
    "已提交，经确认后生效；在此之前本页仍显示原内容。",
    "Sent. It takes effect once agreed; until then this page shows what stood before.",
)
NEW = Page("/demands/new", "new")


@demand_pages.get("/demands/new")
def new() -> str:
    """The empty full form."""
    with reading() as session:
        if not who.actor(session).is_somebody:
            raise Unauthenticated
    return NEW.draw(Form(), shown((), ROWS))


@demand_pages.post("/demands/new")
def enter() -> Drawn:
    """Keep a draft."""
    return _written(
        NEW, lambda session, actor, form: actions.enter(session, actor, form.command).id
    )


def _written(page: Page, keep: Any) -> Drawn:
    """Read the form and keep it; draw it again with other rows when asked, or with its errors."""
    rows = read(request.form)
    form = forms.read(DemandFormIn(), beside=rows.names)
    if rows.more or rows.pressed is not None:
        return page.again(form, rows), 200
    form.errors.update(rows.errors)
    if form.command and not form.errors:
        form.command = replace(form.command, targets=rows.targets)
        try:
            with unit() as session:
                key = keep(session, who.actor(session), form)
        except Problem as problem:
            form.refuse(problem)
        else:
            told = SENT if page.purpose in ("refine", "revise") else SAVED
            flash(say(*told), "good")
            return redirect(f"/demands/{key}", 303)
    return page.draw(form, rows.typed), 422


@demand_pages.get("/demands/<uuid:key>/edit")
def edit(key: UUID) -> str:
    """The full form of a demand: a draft is changed, a public one revised, others reworded."""
    with reading() as session:
        actor = who.actor(session)
        row = queries.demand(session, actor, key)
        page = _page(actor, row)
        values = queries.readable_values(actor, row)
    targets = values.pop("targets")
    return page.draw(Form(values=as_typed(values)), shown(targets, ROWS))


def _page(actor: Actor, row: Any) -> Page:
    own = queries.is_own(actor, row)
    purpose = "refine" if not own else "edit" if row.state in EDITABLE else "revise"
    return Page(f"/demands/{row.id}/edit", purpose, row.version)


@demand_pages.post("/demands/<uuid:key>/edit")
def change(key: UUID) -> Drawn:
    """Change a draft, or propose a rewrite."""
    with reading() as session:
        actor = who.actor(session)
        page = _page(actor, queries.demand(session, actor, key))

    def keep(session: Session, actor: Actor, form: Form) -> UUID:
        changed = writing.whole(form.command)
        if page.purpose == "edit":
            actions.change(session, actor, key, changed, who.seen())
        else:
            actions.rewrite(session, actor, key, changed, None)
        return key

    return _written(page, keep)


@demand_pages.post("/demands/<uuid:key>/rewrites/<uuid:rewrite>/moves/<name>")
def decide(key: UUID, rewrite: UUID, name: str) -> Answer:
    """Accept, decline, approve, refuse or take back a rewrite."""
    reason = forms.words("reason")
    with unit() as session:
        actor = who.actor(session)
        actions.decide(session, actor, rewrite, name, who.seen(), of=key, reason=reason)
    flash(say("已处理。", "Done."), "good")
    return redirect(f"/demands/{key}", 303)
