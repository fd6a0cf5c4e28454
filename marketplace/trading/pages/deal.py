"""Pages of deals: the list with whose turn it is, one deal, its moves."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.errors import Invalid
from marketplace.core.page import Page
from marketplace.core.unit import reading, unit
from marketplace.service import public as service
from marketplace.trading import words
from marketplace.trading.actions import deal as actions
from marketplace.trading.actions import offer as offers
from marketplace.trading.models import Deal
from marketplace.trading.pages import shown
from marketplace.trading.queries import deal as queries
from marketplace.trading.queries.subject import ROLES
from marketplace.trading.queries.version import versions
from marketplace.trading.rules import deal as rules
from marketplace.trading.rules.difference import described, price
from marketplace.trading.rules.terms import of_json
from marketplace.trading.schemas.deal import AcceptIn, DealBrokerIn, DealListIn, DealOfferFormIn
from marketplace.trading.schemas.prefill import form_values
from marketplace.trading.schemas.request import OutcomeIn
from marketplace.trading.states import DEAL, Side
from marketplace.web import forms, who
from marketplace.web.fields import open_moves
from marketplace.web.speech import say

deal_pages = Blueprint("deal_pages", __name__, template_folder="../templates")
Refused = dict[str, forms.Form]


@deal_pages.get("/deals")
def several() -> str:
    """The deals you take part in; those that wait for you first of all."""
    asked = forms.asked(DealListIn())
    with reading() as session:
        actor = who.actor(session)
        rules.must_sign_in(actor)
        counts = {
            stage: queries.count(session, actor, stage) for stage in ("mine", "open", "ended")
        }
        asked.setdefault("stage", "mine" if counts["mine"] else "open")
        page = _listed(session, actor, asked)
        names = shown.names(session, (key for row in page.items for key in row.involved))
    return render_template(
        "trading/deals.html",
        rows=[_row(actor, row, names) for row in page.items],
        page=page,
        asked=asked,
        counts=counts,
        states=words.LABELS["deal"],
        may_enter="holder" in actor.kinds,
        watching=actor.is_operator or actor.is_supervisor,
    )


def _listed(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Deal]:
    if asked["stage"] == "mine":
        return Page(queries.waiting(session, actor), None)
    return queries.deals(session, actor, **{"limit": 50} | asked)


def _row(actor: Actor, row: Deal, names: dict[UUID, str]) -> dict[str, Any]:
    """A deal as the list shows it: across from whom, at what price, whose turn, how long still."""
    ours = rules.sides(actor, row)
    across = Side.SEEKER if Side.HOLDER in ours else Side.HOLDER
    client = row.party(across.other)
    last = row.last
    return {
        "row": row,
        "across": names.get(row.party(across)),
        "client": names.get(client) if client != actor.org else None,
        "price": price(of_json(last.terms)) if last else None,
        "no": last.no if last else None,
        "mine": rules.is_awaited(actor, row),
        "days_left": (row.due_at - clock.now()).days if row.due_at else None,
    }


@deal_pages.get("/deals/<uuid:key>")
def one(key: UUID) -> str:
    """One deal: its terms, what changed, what may be done, what happened."""
    return _page(key, {})


def _page(key: UUID, refused: Refused) -> str:
    with reading() as session:
        actor = who.actor(session)
        row = queries.deal(session, actor, key)
        names = shown.names(session, {*row.involved, *(o.by_org for o in row.offers)})
        entries = shown.timeline(session, "deal", key)
        choices = _brokers(session, actor, row)
    moves = {move.name: move for move in open_moves(DEAL, rules.MAY, actor, row)}
    return render_template(
        "trading/deal.html",
        row=row,
        names=names,
        entries=entries,
        moves=moves,
        sides=rules.sides(actor, row),
        mine=rules.is_awaited(actor, row),
        road=shown.road("deal", shown.DEAL_ROAD, row.state),
        labels=words.LABELS,
        last_day=shown.last_day,
        brokers=choices,
        own_broker=_own_broker(actor, row),
        **_terms(row),
        **_forms(row, moves, refused),
    )


def _terms(row: Deal) -> dict[str, Any]:
    shown_offer = row.current or row.last
    terms = described(of_json(shown_offer.terms)) if shown_offer else {}
    return {
        "offer": shown_offer,
        "terms": terms,
        "versions": versions(row)[::-1],
        "prices": {offer.no: price(of_json(offer.terms)) for offer in row.offers},
    }


def _forms(row: Deal, moves: dict[str, Any], refused: Refused) -> dict[str, Any]:
    """The forms of this page: refused ones as they were typed, else filled from the last offer."""
    filled = form_values(of_json(row.last.terms)) if row.last else _blank()
    name = "counter_offer" if "counter_offer" in moves else "offer"
    return {
        "offering": moves.get(name),
        "offer_form": refused.get("offer") or forms.Form(values=filled),
        "lose_form": refused.get("lose") or forms.Form(),
        "refused": set(refused),
    }


def _blank() -> dict[str, Any]:
    return {
        "territory": say("全国", "China"),
        "licence": "ordinary",
        "price_mode": "lump_sum_once",
        "sublicensing": "no",
        "improvements": "improver",
    }


def _own_broker(actor: Actor, row: Deal) -> UUID | None:
    """The broker that a party has in this deal; None for everybody who is no party."""
    mine = [side for side in Side if row.party(side) == actor.org]
    return row.broker(mine[0]) if mine else None


def _brokers(session: Session, actor: Actor, row: Deal) -> list[tuple[str, str]]:
    """The broker firms that a party could let into the deal: those that hold its mandate."""
    if not rules.may_appoint(actor, row) or actor.org is None:
        return []
    role = ROLES[Side.HOLDER if actor.org == row.holder_id else Side.SEEKER]
    held = service.active_mandates_of(session, actor.org)
    about = (None, ("technology", row.technology_id))
    firms = {
        m.broker_org
        for m in held
        if m.client == actor.org and m.role == role and m.subject in about
    }
    return sorted((str(key), name) for key, name in shown.names(session, firms).items())


@deal_pages.post("/deals/<uuid:key>/offers")
def offer(key: UUID) -> Answer | tuple[str, int]:
    """Offer or counter-offer."""
    form = forms.read(DealOfferFormIn())
    if form.command:
        try:
            with unit() as session:
                offers.offer(session, who.actor(session), key, form.command, who.seen())
            flash(say("报价已发给对方。", "Your offer was sent to the other side."), "good")
            return redirect(f"/deals/{key}", 303)
        except Invalid as problem:
            form.refuse(problem)
    return _page(key, {"offer": form}), 422


@deal_pages.post("/deals/<uuid:key>/moves/accept")
def accept(key: UUID) -> Answer:
    """Agree to the offer that was shown."""
    form = forms.read(AcceptIn())
    if form.command is None:
        raise Invalid(errors=form.errors)
    with unit() as session:
        offers.accept(session, who.actor(session), key, form.command, who.seen())
    flash(say("条款已商定。", "Terms are agreed."), "good")
    return redirect(f"/deals/{key}", 303)


@deal_pages.post("/deals/<uuid:key>/moves/withdraw_offer")
def withdraw_offer(key: UUID) -> Answer:
    """Take back the offer that stands."""
    with unit() as session:
        offers.withdraw_offer(session, who.actor(session), key, who.seen())
    flash(say("报价已撤回。", "The offer was withdrawn."))
    return redirect(f"/deals/{key}", 303)


@deal_pages.post("/deals/<uuid:key>/moves/lose")
def lose(key: UUID) -> Answer | tuple[str, int]:
    """Give the deal up, with a reason."""
    form = forms.read(OutcomeIn())
    if form.command:
        try:
            with unit() as session:
                actions.lose(session, who.actor(session), key, who.seen(), form.command)
            return redirect(f"/deals/{key}", 303)
        except Invalid as problem:
            form.refuse(problem)
    return _page(key, {"lose": form}), 422


@deal_pages.post("/deals/<uuid:key>/broker")
def attach_broker(key: UUID) -> Answer:
    """Let a broker act for your side."""
    form = forms.read(DealBrokerIn())
    if form.command is None:
        raise Invalid(errors=form.errors)
    with unit() as session:
        broker = form.command["broker_id"]
        actions.attach_broker(session, who.actor(session), key, broker, who.seen())
    return redirect(f"/deals/{key}", 303)


@deal_pages.post("/deals/<uuid:key>/broker/release")
def release_broker(key: UUID) -> Answer:
    """Take your broker out of this deal."""
    with unit() as session:
        actions.release_broker(session, who.actor(session), key, who.seen())
    return redirect(f"/deals/{key}", 303)
