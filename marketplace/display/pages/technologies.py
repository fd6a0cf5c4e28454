"""Pages of technologies: one, its form, its moves; the public list and the holder's own."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from marketplace.core.consent import must
from marketplace.core.errors import Problem, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.display import queries
from marketplace.display.actions import Item, Verdict
from marketplace.display.actions import technology as actions
from marketplace.display.actions.technology import Confirmation
from marketplace.display.pages import choices, form, one, start, typed
from marketplace.display.rules import technology as rules
from marketplace.display.schemas.technology import OnOfferIn, TechnologyListIn
from marketplace.display.words.technology import CONFIRMATIONS, STATES
from marketplace.web import forms, picking, who
from marketplace.web.speech import say, speak

technology_pages = Blueprint("technology_pages", __name__, template_folder="../templates")


@technology_pages.get("/technologies")
def technologies() -> str | Answer:
    """Those on offer, the newest first."""
    asked = forms.asked(OnOfferIn())
    ticked_so_far = asked.pop("compare", [])
    if asked.pop("to", None):
        return redirect(picking.comparison(ticked_so_far), 303)
    with reading() as session:
        actor = who.actor(session)
        page = queries.technology.technologies(session, actor, state="published", **asked)
        seen = queries.technology.visible_ids(session, actor, ticked_so_far)
        holders = one.holders(session, page.items)
    titles = {key: seen[key].title for key in ticked_so_far if key in seen}
    return render_template(
        "display/technologies.html",
        page=page,
        holders=holders,
        asked=asked,
        choices=choices,
        picked=picking.picked(titles, [row.id for row in page.items]),
    )


@technology_pages.get("/technologies/mine")
def mine() -> str:
    """The holder's own, with those to renew."""
    asked = forms.asked(TechnologyListIn(exclude=["holder", "field"]))
    with reading() as session:
        actor = who.actor(session)
        if actor.org is None:
            raise Unauthenticated
        page = queries.technology.technologies(session, actor, holder=actor.org, **asked)
    return render_template(
        "display/mine.html", page=page, states=STATES, asked=asked, confirmations=CONFIRMATIONS
    )


@technology_pages.get("/technologies/new")
def new() -> str:
    """The first step: a patent number (the address may name it), or a title over know-how."""
    with reading() as session:
        must(rules.may_create, who.actor(session), None)
    asked = {name: request.args.get(name, "") for name in ("number", "title")}
    return render_template("display/new.html", form=forms.Form(values=asked))


@technology_pages.post("/technologies/new")
def create() -> tuple[str, int] | Answer:
    """Make the draft and go on to its form."""
    given = start.read()
    if not given.errors:
        try:
            with unit() as session:
                row = start.begin(session, who.actor(session), given)
            return redirect(f"/technologies/{row.id}/edit", 303)
        except Problem as problem:
            typed.refuse(given, problem)
    return render_template("display/new.html", form=given), 422


@technology_pages.get("/technologies/<uuid:key>")
def technology(key: UUID) -> str:
    """One technology, with the moves that are open to the reader."""
    with reading() as session:
        return one.page(session, who.actor(session), key)


@technology_pages.get("/technologies/<uuid:key>/edit")
def edit(key: UUID) -> str:
    """The form of the whole dossier."""
    with reading() as session:
        actor = who.actor(session)
        row = queries.technology.technology(session, actor, key)
        must(rules.may_hold, actor, row)
        return form.page(session, row, forms.Form(values=form.values(row)), row.version)


@technology_pages.post("/technologies/<uuid:key>/edit")
def change(key: UUID) -> tuple[str, int] | Answer:
    """Keep the dossier, or propose the revision, and say which."""
    given = typed.read_technology()
    if given.command:
        try:
            with unit() as session:
                start.add_patent(session, who.actor(session), key, given)
                done = actions.change(session, who.actor(session), key, given.command, who.seen())
            flash(speak(one.CHANGED if done.revision is None else one.PROPOSED))
            return redirect(f"/technologies/{key}", 303)
        except Problem as problem:
            typed.refuse(given, problem)
    with reading() as session:
        row = queries.technology.technology(session, who.actor(session), key)
        return form.page(session, row, given, who.seen()), 422


@technology_pages.post("/technologies/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move of its life cycle."""
    reason, text = request.form.get("reason"), forms.words("note")
    with unit() as session:
        actor, seen = who.actor(session), who.seen()
        if name == "renew":
            row = actions.renew(session, actor, key, _confirmed(), seen)
        else:
            row = actions.move(session, actor, key, name, seen, reason or None, text)
    flash(say(f"现在的状态：{STATES[row.state].zh}", f"It is now: {STATES[row.state].en}"))
    return redirect(f"/technologies/{key}", 303)


@technology_pages.post("/technologies/renewals")
def renew_many() -> Answer:
    """Renew what was ticked, each judged on its own."""
    with unit() as session:
        actor = who.actor(session)
        verdicts = actions.renew_many(session, actor, ticked(), _confirmed())
    tell_verdicts(verdicts)
    return redirect("/technologies/mine", 303)


def _confirmed() -> Confirmation:
    given: dict[str, Any] = {name: request.form.get(name) == "true" for name in CONFIRMATIONS}
    return Confirmation(**given)


def ticked() -> list[Item]:
    """The things ticked in a list, each with the version its reader saw: `kind:id:version`."""
    return [Item(":".join(kind), key, version) for kind, key, version in forms.ticked()]


def tell_verdicts(verdicts: list[Verdict]) -> None:
    """Flash how many went through, and for each refusal its reason."""
    good = sum(v.problem is None for v in verdicts)
    if good:
        flash(say(f"已处理 {good} 项", f"{good} done"), "good")
    for words in dict.fromkeys(v.problem.phrase() for v in verdicts if v.problem):
        flash(speak(words), "bad")
