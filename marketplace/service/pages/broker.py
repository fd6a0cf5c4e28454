"""Pages of brokers: the directory, a profile, applying and keeping it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.clock import today
from marketplace.core.errors import Problem
from marketplace.core.unit import reading, unit
from marketplace.identity import public as identity
from marketplace.service import words
from marketplace.service.actions import broker as actions
from marketplace.service.models import Broker
from marketplace.service.pages import parts
from marketplace.service.queries import broker as queries
from marketplace.service.rules import broker as rules
from marketplace.service.schemas.broker import (
    CERTIFIED,
    FACETS,
    BrokerFormIn,
    BrokerIn,
    BrokerListIn,
    CertificateIn,
    ContactIn,
    WhyIn,
)
from marketplace.service.states import BROKER, BrokerState
from marketplace.web import forms, who
from marketplace.web.forms import Form
from marketplace.web.named import industry_name, place_name
from marketplace.web.speech import say

brokers_pages = Blueprint("brokers_pages", __name__, template_folder="../templates")


@brokers_pages.get("/brokers")
def brokers() -> str:
    """The public directory; one's own firm's with `mine`."""
    asked = forms.asked(BrokerListIn())
    with reading() as session:
        actor = who.actor(session)
        page = queries.brokers(session, actor, **asked)
        firms = identity.organisations(session, {row.org_id for row in page.items})
    return render_template(
        "service/brokers.html",
        page=page,
        asked=asked["asked"],
        firms=firms,
        words=words,
        parts=parts,
        may_apply=rules.may_apply(actor, None),
        is_operator=actor.is_operator,
    )


@brokers_pages.get("/brokers/<uuid:key>")
def broker(key: UUID) -> str:
    """One broker; the firm and those who supervise see the papers and what happened."""
    with reading() as session:
        return _broker(session, key, Form(), Form())


def _broker(session: Session, key: UUID, contact: Form, paper: Form) -> str:
    actor = who.actor(session)
    row = queries.broker(session, actor, key)
    inside = actor.org == row.org_id or actor.is_operator or actor.is_supervisor
    asks = {"return", "suspend", "remove"}
    return render_template(
        "service/broker.html",
        row=row,
        firm=identity.name_of(session, row.org_id),
        inside=inside,
        history=parts.timeline(session, "broker", key) if inside else [],
        moves=parts.moves(
            BROKER, rules.MAY, actor, row, f"/brokers/{key}", asks=asks, skip={"recertify"}
        ),
        may_change=rules.may_change(actor, row),
        may_contact=rules.may_show_contact(actor, row),
        may_recertify=rules.may_review(actor, row) and row.state is BrokerState.ACTIVE,
        may_engage=actor.org is not None and actor.org != row.org_id,
        practising=rules.practising(row, today()),
        contact=contact,
        paper=paper,
        words=words,
        parts=parts,
    )


@brokers_pages.get("/brokers/apply")
def apply() -> str:
    """The form of an application."""
    return _form(None, Form(values={"accepts_new": "true", "languages": ["zh"]}))


@brokers_pages.post("/brokers/apply")
def send() -> tuple[str, int] | Answer:
    """Apply."""
    form = forms.read(BrokerIn())
    if form.command:
        try:
            with unit() as session:
                made = actions.apply(session, who.actor(session), form.command)
            flash(say("申请已提交，等待市场核验。", "Your application was sent."), "good")
            return redirect(f"/brokers/{made.id}", 303)
        except Problem as problem:
            form.refuse(problem)
    return _form(None, form), 422


@brokers_pages.get("/brokers/<uuid:key>/edit")
def edit(key: UUID) -> str:
    """The form of a profile."""
    with reading() as session:
        row = queries.broker(session, who.actor(session), key)
    return _form(row, Form(values=_values(row)))


@brokers_pages.post("/brokers/<uuid:key>/edit")
def change(key: UUID) -> tuple[str, int] | Answer:
    """Keep new details."""
    form = forms.read(BrokerFormIn())
    if form.command:
        try:
            with unit() as session:
                actions.change(session, who.actor(session), key, form.command, who.seen())
            return redirect(f"/brokers/{key}", 303)
        except Problem as problem:
            form.refuse(problem)
    with reading() as session:
        row = queries.broker(session, who.actor(session), key)
    return _form(row, form), 422


def _values(row: Broker) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in (*CERTIFIED, "introduction")}
    lists: dict[str, Any] = {name: list(getattr(row, name)) for name in FACETS}
    lists["ipc"] = "，".join(lists["ipc"])
    lists["regions"] = "；".join(place_name(code) for code in row.regions)
    lists["industries"] = "；".join(industry_name(code) for code in row.industries)
    return plain | lists | {"accepts_new": "true" if row.accepts_new else "false"}


def _form(row: Broker | None, form: Form) -> str:
    fixed = row is not None and row.state not in rules.CERTIFIED_OPEN
    return render_template(
        "service/broker_form.html", row=row, form=form, fixed=fixed, words=words, parts=parts
    )


@brokers_pages.post("/brokers/<uuid:key>/contact")
def show_contact(key: UUID) -> tuple[str, int] | Answer:
    """Agree to a contact being shown."""
    form = forms.read(ContactIn())
    if form.command:
        with unit() as session:
            contact = form.command["contact"]
            actions.show_contact(session, who.actor(session), key, contact, who.seen())
        return redirect(f"/brokers/{key}", 303)
    with reading() as session:
        return _broker(session, key, form, Form()), 422


@brokers_pages.post("/brokers/<uuid:key>/contact/hide")
def hide_contact(key: UUID) -> Answer:
    """Take the consent back."""
    with unit() as session:
        actions.hide_contact(session, who.actor(session), key, who.seen())
    return redirect(f"/brokers/{key}", 303)


@brokers_pages.post("/brokers/<uuid:key>/moves/recertify")
def recertify(key: UUID) -> tuple[str, int] | Answer:
    """Enter a renewed certificate."""
    form = forms.read(CertificateIn())
    if form.command:
        try:
            with unit() as session:
                seen, actor = who.seen(), who.actor(session)
                actions.move(session, actor, key, "recertify", seen, certificate=form.command)
            return redirect(f"/brokers/{key}", 303)
        except Problem as problem:
            form.refuse(problem)
    with reading() as session:
        return _broker(session, key, Form(), form), 422


@brokers_pages.post("/brokers/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move of the profile's life."""
    given = forms.read(WhyIn()).command or {}
    with unit() as session:
        actor, seen = who.actor(session), who.seen()
        row = actions.move(session, actor, key, name, seen, reason=given.get("reason"))
    state = words.BROKER[row.state]
    flash(say(f"“{row.title}”现在的状态：{state.zh}", f"“{row.title}” is now: {state.en}"), "good")
    return redirect(f"/brokers/{key}", 303)
