"""Pages: the proposals to a demand; making, taking back, shortlisting, awarding."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.errors import Problem
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.pages.demand.blueprint import demand_pages
from marketplace.display.queries import proposal_page
from marketplace.display.queries import technology as technologies
from marketplace.display.schemas.demand_choice import AwardFormIn, OfferFormIn, ShortlistFormIn
from marketplace.display.words import demand as words
from marketplace.identity import public as identity
from marketplace.web import forms, who
from marketplace.web.forms import Form
from marketplace.web.speech import say

Drawn = tuple[str, int] | Answer
Clients = Callable[[Session, Actor, str], Iterable[UUID]]


def _draw(key: UUID, offer: Form, choice: Form) -> str:
    with reading() as session:
        actor = who.actor(session)
        page = proposal_page.of(session, actor, key)
        offered = _on_offer(session, actor) if page.may_propose else []
    return render_template(
        "display/demand_proposals.html", page=page, card=page.card, offer=offer, choice=choice,
        words=words, offered=offered,
    )  # fmt: skip


def _on_offer(session: Session, actor: Actor) -> list[tuple[str, str]]:
    """What a proposer may put forward: its own published technologies, a broker its clients' too.

    Who the clients are is known to a higher room; `app.py` hangs in how to ask it.
    """
    clients: Clients = current_app.extensions["clients"]
    holders = {*clients(session, actor, "seller"), *([actor.org] if actor.org else [])}
    rows = technologies.on_offer(session, holders)
    names = identity.organisations(session, {row.holder_id for row in rows})
    return [
        ("", "—"),
        *(
            (
                str(row.id),
                row.title
                if row.holder_id == actor.org
                else f"{row.title} · {names[row.holder_id].name}",
            )
            for row in rows
        ),
    ]


@demand_pages.get("/demands/<uuid:key>/proposals")
def proposals(key: UUID) -> str:
    """The proposals the reader may read; the form to make one, or to choose."""
    return _draw(key, Form(), Form())


@demand_pages.post("/demands/<uuid:key>/proposals")
def propose(key: UUID) -> Drawn:
    """Make a proposal."""
    form = forms.read(OfferFormIn())
    if form.command:
        try:
            with unit() as session:
                actions.propose(session, who.actor(session), key, form.command)
        except Problem as problem:
            form.refuse(problem)
        else:
            flash(say("方案已提交。", "Your proposal was made."), "good")
            return redirect(f"/demands/{key}/proposals", 303)
    return _draw(key, form, Form()), 422


@demand_pages.post("/demands/<uuid:key>/proposals/<uuid:proposal>/withdraw")
def take_back(key: UUID, proposal: UUID) -> Answer:
    """Take a proposal back."""
    with unit() as session:
        actions.take_back(session, who.actor(session), proposal, who.seen(), of=key)
    flash(say("方案已撤回。", "Your proposal was taken back."), "good")
    return redirect(f"/demands/{key}/proposals", 303)


@demand_pages.post("/demands/<uuid:key>/proposals/shortlist")
def shortlist(key: UUID) -> Drawn:
    """Shortlist the ticked ones."""
    return _choose(key, ShortlistFormIn(), actions.shortlist)


@demand_pages.post("/demands/<uuid:key>/proposals/award")
def award(key: UUID) -> Drawn:
    """Award the ticked ones."""
    return _choose(key, AwardFormIn(), actions.award)


def _choose(key: UUID, schema: Any, work: Any) -> Drawn:
    form = forms.read(schema)
    if form.command:
        try:
            with unit() as session:
                work(session, who.actor(session), key, form.command, who.seen())
        except Problem as problem:
            form.refuse(problem)
        else:
            flash(say("已记录，各方将收到结果。", "Done; everybody concerned is told."), "good")
            return redirect(f"/demands/{key}/proposals", 303)
    return _draw(key, Form(), form), 422
