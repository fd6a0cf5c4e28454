"""Pages that enter a deal struck elsewhere: on one technology, with whom, on what terms."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Conflict, Invalid
from marketplace.core.unit import reading, unit
from marketplace.display import public as display
from marketplace.trading import words
from marketplace.trading.actions import deal as actions
from marketplace.trading.pages import shown
from marketplace.trading.pages.shown import uuid_of
from marketplace.trading.rules import deal as rules
from marketplace.trading.schemas.deal import DealElsewhereFormIn
from marketplace.web import forms, who
from marketplace.web.speech import say

elsewhere_pages = Blueprint("elsewhere_pages", __name__, template_folder="../templates")


@elsewhere_pages.get("/deals/elsewhere")
def blank() -> str:
    """The form; `technology` in the address says which."""
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
    return render_template(
        "trading/elsewhere.html",
        entered=form,
        card=card,
        holder=holder.get(card.holder_id) if card else None,
        may=card is not None and rules.may_record(actor, card.holder_id),
        labels=words.LABELS,
    )


@elsewhere_pages.post("/deals/elsewhere")
def enter() -> Answer | tuple[str, int]:
    """Enter it at agreed terms."""
    form = forms.read(DealElsewhereFormIn())
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
