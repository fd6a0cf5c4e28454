"""Pages of mandates and introductions, for those they concern."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.clock import today
from marketplace.core.errors import Problem, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity import public as identity
from marketplace.service import words
from marketplace.service.actions import introduction as introducing
from marketplace.service.actions import mandate as actions
from marketplace.service.errors import DualAgencyNotAgreed, MandatesOverlap
from marketplace.service.models import Mandate
from marketplace.service.pages import parts, subjects
from marketplace.service.queries import broker as brokers
from marketplace.service.queries import mandate as queries
from marketplace.service.rules import mandate as rules
from marketplace.service.schemas.broker import BrokerListIn
from marketplace.service.schemas.mandate import (
    IntroductionIn,
    MandateFormIn,
    MandateListIn,
    MandateSubjectIn,
)
from marketplace.service.states import INTRODUCTION, MANDATE
from marketplace.web import forms, parties, who
from marketplace.web.forms import Form
from marketplace.web.shapes import Step
from marketplace.web.show import yuan
from marketplace.web.speech import say

mandates_pages = Blueprint("mandates_pages", __name__, template_folder="../templates")
ROAD = ("drafted", "offered", "active", "in_tail", "ended")
A_YEAR = timedelta(days=365)


def _fee(row: Mandate) -> str:
    """The fee in words."""
    if row.fee_kind == "fixed":
        return yuan(row.fee_fen)
    if row.fee_kind == "percent":
        return _percent(row.fee_permille or 0)
    rest = say("其余", "the rest")
    tiers = [
        (yuan(t["up_to_fen"]) if t["up_to_fen"] else rest, _percent(t["permille"]))
        for t in row.fee_tiers
    ]
    return say("；", "; ").join(say(f"至 {top}：{of}", f"to {top}: {of}") for top, of in tiers)


def _percent(permille: int) -> str:
    """A share as contracts write it: 30 permille is 3%."""
    whole, tenth = divmod(permille, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"


def _signed_in(session: Session) -> Actor:
    actor = who.actor(session)
    if not actor.is_somebody:
        raise Unauthenticated
    return actor


@mandates_pages.get("/mandates")
def mandates() -> str:
    """My mandates, and the introductions that concern me."""
    asked = forms.asked(MandateListIn())
    with reading() as session:
        actor = _signed_in(session)
        page = queries.mandates(session, actor, **asked)
        met = queries.introductions(session, actor).items
        orgs = {o for row in page.items for o in row.parties} | {r.broker_org for r in met}
        names = identity.organisations(session, orgs)
    return render_template(
        "service/mandates.html",
        page=page,
        asked=asked,
        met=met,
        names=names,
        words=words,
        parts=parts,
    )


@mandates_pages.get("/mandates/<uuid:key>")
def mandate(key: UUID) -> str:
    """One mandate: its terms, signatures, consents, introductions."""
    with reading() as session:
        return _mandate(session, key, {})


def _mandate(session: Session, key: UUID, entered: dict[str, Form]) -> str:
    actor = _signed_in(session)
    row = queries.mandate(session, actor, key)
    met = queries.introductions(session, actor, mandate_id=key, limit=100).items
    orgs = row.parties | {one.counterparty_org for one in met}
    return render_template(
        "service/mandate.html",
        row=row,
        met=met,
        names=identity.organisations(session, orgs),
        road=[Step(state, words.MANDATE[state]) for state in ROAD],
        on_road=row.state in ROAD,
        fee=_fee(row),
        broker=brokers.any_of(session, [row.broker_id])[row.broker_id],
        **_about(session, actor, row),
        history=parts.timeline(session, "mandate", key),
        moves=parts.moves(MANDATE, rules.MAY, actor, row, f"/mandates/{key}"),
        may_introduce=rules.may_introduce(actor, row) and rules.in_force(row, today()),
        may_disclose=rules.may_disclose(actor, row),
        may_consent=rules.may_consent(actor, row),
        entered={name: entered.get(name, Form()) for name in ("met", "subject")},
        words=words,
        parts=parts,
    )


def _about(session: Session, actor: Actor, row: Mandate) -> dict[str, Any]:
    """What the mandate and its consents are about, and what else may be chosen."""
    wanted = [subjects.of(one) for one in (row, *row.consents)]
    return {
        "titles": subjects.titles(session, actor, wanted),
        "objects": _objects(session, actor, row),
        "subjects": subjects,
    }


def _objects(session: Session, actor: Actor, row: Mandate) -> list[tuple[str, str]]:
    """What an introduction or a consent under a mandate may be about."""
    fixed = subjects.of(row)
    if fixed is None:
        return subjects.choices(session, actor, row.client_org)
    return [(f"{fixed[0]}:{fixed[1]}", subjects.titles(session, actor, [fixed])[fixed])]


@mandates_pages.get("/mandates/new")
def new() -> str:
    """The form of a mandate; a broker first says for whom, by name."""
    with reading() as session:
        actor = _signed_in(session)
    wanted = request.args.get("client", "").strip()
    if "broker_firm" not in actor.kinds:
        return _form(Form(values=_start(actor)), actor.org)
    party = parties.meant(wanted) if wanted else parties.Party()
    if party.key is None:
        return render_template("service/mandate_client.html", party=party, wanted=wanted)
    return _form(Form(values=_start(actor)), party.key)


def _start(actor: Actor) -> dict[str, Any]:
    """A year from today, and what is known already: the chosen broker, a client's own side."""
    known: dict[str, Any] = {"broker_id": request.args.get("broker_id"), "payer": "both"}
    if "broker_firm" not in actor.kinds:
        known["client_org"] = actor.org
    return known | {"valid_from": today(), "valid_until": today() + A_YEAR, "tail_months": 6}


def _form(form: Form, client: UUID | None) -> str:
    with reading() as session:
        actor = _signed_in(session)
        return render_template(
            "service/mandate_form.html",
            form=form,
            listed=_choices(session, actor, client),
            client=client,
            client_name=identity.name_of(session, client),
            objects=subjects.choices(session, actor, client),
            words=words,
        )


def _choices(session: Session, actor: Actor, client: UUID | None) -> list[tuple[str, str]]:
    """The brokers one may choose, as options; a firm that drafts for a client chooses its own."""
    own = {"mine": "true", "state": "active"} if actor.org != client else {}
    rows = brokers.brokers(session, actor, **BrokerListIn().load({"limit": 100} | own)).items
    firms = identity.organisations(session, {row.org_id for row in rows})
    return [(str(row.id), f"{row.name} · {firms[row.org_id].name}") for row in rows]


@mandates_pages.post("/mandates/new")
def draft() -> tuple[str, int] | Answer:
    """Write a mandate down."""
    form = subjects.read(MandateFormIn())
    if form.command:
        try:
            with unit() as session:
                made = actions.draft(session, _signed_in(session), form.command)
            return redirect(f"/mandates/{made.id}", 303)
        except Problem as problem:
            form.refuse(problem)
    return _form(form, shown_id("client_org")), 422


def shown_id(name: str) -> UUID | None:
    """The organisation a form carries along; None where it is no id."""
    return parties.meant(request.form[name]).key if request.form.get(name) else None


@mandates_pages.post("/mandates/<uuid:key>/introductions")
def introduce(key: UUID) -> tuple[str, int] | Answer:
    """Log an introduction."""
    form = subjects.read(IntroductionIn(), "counterparty")
    if form.command:
        try:
            with unit() as session:
                introducing.introduce(session, who.actor(session), key, form.command)
            return redirect(f"/mandates/{key}", 303)
        except Problem as problem:
            form.refuse(problem)
    with reading() as session:
        return _mandate(session, key, {"met": form}), 422


@mandates_pages.post("/mandates/<uuid:key>/<any(disclosures, consents):what>")
def dual(key: UUID, what: str) -> tuple[str, int] | Answer:
    """Disclose a dual agency as the broker, or agree to it as the client."""
    form = subjects.read(MandateSubjectIn())
    if form.command:
        action = actions.disclose if what == "disclosures" else actions.consent
        with unit() as session:
            action(session, who.actor(session), key, form.command, who.seen())
        return redirect(f"/mandates/{key}", 303)
    with reading() as session:
        return _mandate(session, key, {"subject": form}), 422


@mandates_pages.post("/mandates/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move; a refusal is told on the page it was tried from."""
    try:
        with unit() as session:
            row: Mandate = actions.move(session, who.actor(session), key, name, who.seen())
        state = words.MANDATE[row.state]
        flash(say(f"委托现在的状态：{state.zh}", f"The mandate is now: {state.en}"), "good")
    except (MandatesOverlap, DualAgencyNotAgreed) as problem:
        flash(say(*problem.phrase()), "bad")
    return redirect(f"/mandates/{key}", 303)


@mandates_pages.get("/introductions/<uuid:key>")
def introduction(key: UUID) -> str:
    """One introduction, to the three it concerns."""
    with reading() as session:
        actor = _signed_in(session)
        row = queries.introduction(session, actor, key)
        return render_template(
            "service/introduction.html",
            row=row,
            names=identity.organisations(
                session, {row.broker_org, row.client_org, row.counterparty_org}
            ),
            titles=subjects.titles(session, actor, [subjects.of(row)]),
            subjects=subjects,
            moves=parts.moves(
                INTRODUCTION, rules.MAY_INTRODUCTION, actor, row, f"/introductions/{key}"
            ),
            may_open=actor.org in {row.broker_org, row.client_org},
            words=words,
            parts=parts,
        )


@mandates_pages.post("/introductions/<uuid:key>/moves/<name>")
def answer(key: UUID, name: str) -> Answer:
    """Acknowledge or dispute it."""
    with unit() as session:
        introducing.move(session, who.actor(session), key, name, who.seen())
    return redirect(f"/introductions/{key}", 303)
