"""Pages that begin a deal otherwise than by a request: struck elsewhere, or a proposal that won."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Conflict, Invalid
from marketplace.core.unit import reading, unit
from marketplace.display import public as display
from marketplace.trading import words
from marketplace.trading.actions import deal as actions
from marketplace.trading.actions.proposal import from_proposal
from marketplace.trading.pages import shown
from marketplace.trading.pages.shown import uuid_of
from marketplace.trading.queries.subject import ON_OFFER
from marketplace.trading.rules import deal as rules
from marketplace.trading.schemas.deal import DealElsewhereFormIn
from marketplace.web import forms, parties, who
from marketplace.web.speech import say

elsewhere_pages = Blueprint("elsewhere_pages", __name__, template_folder="../templates")


@elsewhere_pages.get("/deals/elsewhere")
def blank() -> str:
    """The form; `technology` in the address says which, else one's own are on offer."""
    values = {
        "technology_id": request.args.get("technology"),
        "territory": say("全国", "China"),
        "licence": "ordinary",
        "price_mode": "lump_sum_once",
        "sublicensing": "no",
        "improvements": "improver",
    }
    return _form(forms.Form(values=values))


def _form(form: forms.Form) -> str:
    given = form.values.get("technology_id")
    with reading() as session:
        actor = who.actor(session)
        rules.must_sign_in(actor)
        card = display.technology(session, actor, uuid_of(given)) if given else None
        holder = shown.names(session, [card.holder_id]) if card else {}
        own = display.technologies_of(session, actor, actor.org) if actor.org else []
    return render_template(
        "trading/elsewhere.html",
        entered=form,
        card=card,
        own=[one for one in own if one.state in ON_OFFER],
        holder=holder.get(card.holder_id) if card else None,
        may=card is not None and rules.may_record(actor, card.holder_id),
        labels=words.LABELS,
    )


@elsewhere_pages.post("/deals/from-proposal")
def open_from_proposal() -> Answer:
    """Open the deal on a proposal that won and go there."""
    with unit() as session:
        key = shown.uuid_of(request.form.get("proposal"))
        deal = from_proposal(session, who.actor(session), key)
    return redirect(f"/deals/{deal.id}", 303)


@elsewhere_pages.post("/deals/elsewhere")
def enter() -> Answer | tuple[str, int]:
    """Enter it at agreed terms."""
    form = parties.read(DealElsewhereFormIn(), "seeker_id")
    if form.command:
        try:
            return redirect(f"/deals/{_enter(form.command)}", 303)
        except (Invalid, Conflict) as problem:
            form.refuse(problem)
    return _form(form), 422


def _enter(command: actions.StruckElsewhere) -> UUID:
    with unit() as session:
        deal = actions.enter_struck_elsewhere(session, who.actor(session), command)
    flash(say("已登记，对方会收到通知。", "Entered; the other party is told."), "good")
    return deal.id
