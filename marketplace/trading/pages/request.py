"""Pages of licence requests: asking, answering, the lists."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.unit import reading, unit
from marketplace.display import public as display
from marketplace.service import public as service
from marketplace.trading import words
from marketplace.trading.actions import request as actions
from marketplace.trading.errors import AlreadyRequested
from marketplace.trading.models import LicenceRequest
from marketplace.trading.pages import shown
from marketplace.trading.queries import request as queries
from marketplace.trading.rules import request as rules
from marketplace.trading.rules.difference import territory
from marketplace.trading.schemas.prefill import request_values
from marketplace.trading.schemas.request import (
    LicenceRequestChangeFormIn,
    LicenceRequestFormIn,
    LicenceRequestListIn,
    OutcomeIn,
)
from marketplace.trading.states import REQUEST
from marketplace.web import forms, who
from marketplace.web.fields import open_moves
from marketplace.web.shapes import Move
from marketplace.web.speech import say, speak

request_pages = Blueprint("request_pages", __name__, template_folder="../templates")
# Moves that need a reason have a form of their own; the clock's have none.
PLAIN = ("send", "acknowledge", "qualify", "open_deal")
REASONED = {"decline": words.LABELS["decline"], "withdraw": words.LABELS["withdraw"]}


@request_pages.get("/licence-requests")
def several() -> str:
    """The requests that came in, or went out."""
    asked = forms.asked(LicenceRequestListIn())
    with reading() as session:
        actor = who.actor(session)
        rules.must_sign_in(actor)
        asked.setdefault("direction", _direction(actor))
        page = queries.requests(session, actor, **asked)
        names = shown.names(session, (key for r in page.items for key in r.parties.values()))
        waiting = queries.count_awaiting(session, actor)
    return render_template(
        "trading/requests.html",
        page=page,
        asked=asked,
        names=names,
        waiting=waiting,
        org=actor.org,
        labels=words.LABELS,
        last_day=shown.last_day,
    )


def _direction(actor: Actor) -> str:
    return "in" if "holder" in actor.kinds else "out"


@request_pages.get("/licence-requests/new")
def new() -> str:
    """The form that asks for a licence of one technology."""
    values = {"territory": say("全国", "China"), "wanted": "ordinary"}
    return _form(shown.uuid_of(request.args.get("technology")), forms.Form(values=values))


def _form(technology: UUID, form: forms.Form) -> str:
    with reading() as session:
        actor = who.actor(session)
        rules.must_sign_in(actor)
        card = display.technology(session, actor, technology)
        holder = shown.names(session, [card.holder_id])
        clients = _clients(session, actor)
    return render_template(
        "trading/request_form.html",
        card=card,
        holder=holder.get(card.holder_id),
        clients=clients,
        entered=form,
        labels=words.LABELS,
    )


def _clients(session: Any, actor: Actor) -> list[tuple[str, str]]:
    """For whom a broker may ask: its clients on the seeker's side."""
    if "broker_firm" not in actor.kinds or actor.org is None:
        return []
    held = service.active_mandates_of(session, actor.org)
    clients = {m.client for m in held if m.broker_org == actor.org and m.role == "buyer"}
    return sorted((str(key), name) for key, name in shown.names(session, clients).items())


@request_pages.post("/licence-requests")
def create() -> Answer | tuple[str, int]:
    """Draft the request and send it at once, or keep it as a draft."""
    form = forms.read(LicenceRequestFormIn(), beside={"send"})
    if form.command:
        try:
            return redirect(f"/licence-requests/{_create(form.command)}", 303)
        except AlreadyRequested as problem:
            flash(speak(problem.phrase()), "wait")
            return redirect(f"/licence-requests/{problem.data['request']}", 303)
        except (Invalid, Conflict) as problem:
            form.refuse(problem)
    return _form(shown.uuid_of(request.form.get("technology_id")), form), 422


def _create(command: actions.NewRequest) -> UUID:
    with unit() as session:
        actor = who.actor(session)
        made = actions.create(session, actor, command)
        session.flush()
        if "send" in request.form:
            made = actions.move(session, actor, made.id, "send", made.version)
    return made.id


@request_pages.get("/licence-requests/<uuid:key>")
def one(key: UUID) -> str:
    """One request: what is wanted, what may be done, what happened."""
    return _page(key, {})


def _page(key: UUID, refused: dict[str, forms.Form]) -> str:
    with reading() as session:
        actor = who.actor(session)
        row = queries.request(session, actor, key)
        names = shown.names(session, row.parties.values())
        entries = shown.timeline(session, "licence_request", key)
        suggested = row.suggested_broker
        broker = service.brokers(session, actor, [suggested]) if suggested else {}
    return render_template(
        "trading/request.html",
        row=row,
        names=names,
        entries=entries,
        mine=shown.is_mine(actor, row.desk_org),
        broker=broker.get(suggested) if suggested else None,
        territory=territory(row.territory),
        road=shown.road("licence_request", shown.REQUEST_ROAD, row.state),
        labels=words.LABELS,
        last_day=shown.last_day,
        may_change=rules.may_change(actor, row),
        **_open(actor, row, refused),
    )


def _open(actor: Actor, row: LicenceRequest, refused: dict[str, forms.Form]) -> dict[str, Any]:
    """The moves that are open to the reader: plain buttons, and forms that ask for a reason."""
    arrows = open_moves(REQUEST, rules.MAY, actor, row)
    where = f"/licence-requests/{row.id}/moves/"
    plain = [Move(m.words, where + m.name, row.version) for m in arrows if m.name in PLAIN]
    ends = [
        (m, where + m.name, REASONED[m.name], refused.get(m.name, forms.Form()))
        for m in arrows
        if m.name in REASONED
    ]
    return {"moves": plain, "ends": ends}


@request_pages.post("/licence-requests/<uuid:key>/moves/<any(send, acknowledge, qualify):name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move that needs no words."""
    with unit() as session:
        row = actions.move(session, who.actor(session), key, name, who.seen())
    state = words.LABELS["licence_request"][row.state]
    flash(say(f"许可申请现在的状态：{state.zh}", f"The request is now: {state.en}"), "good")
    return redirect(f"/licence-requests/{key}", 303)


@request_pages.post("/licence-requests/<uuid:key>/moves/open_deal")
def open_deal(key: UUID) -> Answer:
    """Open the deal and go there."""
    with unit() as session:
        row = actions.move(session, who.actor(session), key, "open_deal", who.seen())
    return redirect(f"/deals/{row.deal_id}", 303)


@request_pages.post("/licence-requests/<uuid:key>/moves/<any(decline, withdraw):name>")
def end(key: UUID, name: str) -> Answer | tuple[str, int]:
    """Decline or withdraw, with a reason."""
    form = forms.read(OutcomeIn())
    if form.command:
        try:
            with unit() as session:
                actions.move(session, who.actor(session), key, name, who.seen(), form.command)
            return redirect(f"/licence-requests/{key}", 303)
        except Invalid as problem:
            form.refuse(problem)
    return _page(key, {name: form}), 422


@request_pages.get("/licence-requests/<uuid:key>/edit")
def edit(key: UUID) -> str:
    """The form of a draft."""
    return _edit(key, None)


def _edit(key: UUID, form: forms.Form | None) -> str:
    with reading() as session:
        row = queries.request(session, who.actor(session), key)
    if form is None:
        values = request_values(row)
        form = forms.Form(values=values)
    return render_template("trading/request_edit.html", row=row, entered=form, labels=words.LABELS)


@request_pages.post("/licence-requests/<uuid:key>/edit")
def change(key: UUID) -> Answer | tuple[str, int]:
    """Keep new words for a draft."""
    form = forms.read(LicenceRequestChangeFormIn())
    if form.command:
        with unit() as session:
            actions.change(session, who.actor(session), key, form.command, who.seen())
        return redirect(f"/licence-requests/{key}", 303)
    return _edit(key, form), 422
