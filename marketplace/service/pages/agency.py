"""Pages of agencies: the directory, a profile with its certificates, keeping it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from marshmallow import Schema
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.clock import today
from marketplace.core.errors import Problem
from marketplace.core.unit import reading, unit
from marketplace.identity import public as identity
from marketplace.service import words
from marketplace.service.actions import agency as actions
from marketplace.service.models import Accreditation, Agency
from marketplace.service.pages import parts
from marketplace.service.queries import agency as queries
from marketplace.service.rules import agency as rules
from marketplace.service.schemas.agency import (
    AccreditationIn,
    AgencyFormIn,
    AgencyListIn,
    AgencyScopeIn,
)
from marketplace.service.schemas.broker import WhyIn
from marketplace.service.states import AGENCY
from marketplace.web import forms, who
from marketplace.web.forms import Form
from marketplace.web.named import place_name
from marketplace.web.speech import label, say

agencies_pages = Blueprint("agencies_pages", __name__, template_folder="../templates")


@agencies_pages.get("/agencies")
def agencies() -> str:
    """The public directory; one's own with `mine`."""
    asked = forms.asked(AgencyListIn())
    with reading() as session:
        actor = who.actor(session)
        page = queries.agencies(session, actor, **asked)
        own = queries.agencies(session, actor, queries.AgenciesAsked(mine=True), limit=1)
    return render_template(
        "service/agencies.html",
        page=page,
        asked=asked["asked"],
        words=words,
        parts=parts,
        status=status,
        has_one=bool(own.items),
        may_draft=rules.may_draft(actor, None),
        is_operator=actor.is_operator,
    )


def status(row: Agency, service: str) -> tuple[str, bool | None]:
    """Words on a service's accreditation today, and whether it is valid (None: never was)."""
    on = today()
    until = rules.accredited_until(row, on, service)
    name = label(words.SERVICES, service)
    if until is None:
        return say(f"{name}：无经核实的资质", f"{name}: no checked accreditation"), None
    if rules.accredited(row, on, service):
        return say(f"{name}：资质有效至 {until}", f"{name}: valid until {until}"), True
    return say(f"{name}：资质已于 {until} 到期", f"{name}: expired on {until}"), False


def decoded(row: Accreditation) -> str:
    """What a certificate's number itself says, in words."""
    what = row.decoded
    if row.kind == "cnas":
        return label(words.CNAS_KINDS, what["kind"])
    if row.kind == "cnca":
        year = what["approved_year"]
        foreign = say("，境外机构", ", foreign body") if what["foreign"] else ""
        return say(f"{year} 年批准", f"approved in {year}") + foreign
    where = _authority(what["authority"])
    field = label(words.CMA_FIELDS, what["field"])
    sector = label(words.CMA_SECTORS, what["sector"])
    year, serial = what["issued_year"], what["serial"]
    return say(
        f"{year} 年 · {where} · 领域 {field} · 行业 {sector} · 流水号 {serial}",
        f"{year} · {where} · field {field} · sector {sector} · no. {serial}",
    )


def _authority(code: str) -> str:
    """Who issued a CMA certificate: 00 the nation, 01 to 31 the provinces in their order."""
    if code == "00":
        return say("国家级", "national")
    return parts.name("region", words.CMA_PROVINCES[int(code) - 1])


READING = {"rules": rules, "status": status, "decoded": decoded, "words": words, "parts": parts}


@agencies_pages.get("/agencies/<uuid:key>")
def agency(key: UUID) -> str:
    """One agency: certificates and what they say, validity today, items."""
    with reading() as session:
        return _agency(session, key, {})


def _agency(session: Session, key: UUID, entered: dict[str, Form]) -> str:
    actor = who.actor(session)
    row = queries.agency(session, actor, key)
    inside = actor.org == row.org_id or actor.is_operator or actor.is_supervisor
    return render_template(
        "service/agency.html",
        row=row,
        **READING,
        on=today(),
        inside=inside,
        history=parts.timeline(session, "agency", key) if inside else [],
        moves=parts.moves(
            AGENCY,
            rules.MAY,
            actor,
            row,
            f"/agencies/{key}",
            asks={"return", "suspend", "withdraw"},
        ),
        uscc=identity.organisations(session, [row.org_id])[row.org_id].uscc,
        may_change=rules.may_change(actor, row),
        certificates=[(str(one.id), one.number) for one in row.accreditations],
        paper=entered.get("paper", Form()),
        item=entered.get("item", Form()),
    )


@agencies_pages.get("/agencies/new")
def new() -> str:
    """The form of a new profile."""
    return _form(None, Form())


@agencies_pages.post("/agencies/new")
def draft() -> tuple[str, int] | Answer:
    """Begin a profile."""
    form = forms.read(AgencyFormIn())
    if form.command:
        try:
            with unit() as session:
                made = actions.draft(session, who.actor(session), form.command)
            return redirect(f"/agencies/{made.id}", 303)
        except Problem as problem:
            form.refuse(problem)
    return _form(None, form), 422


@agencies_pages.get("/agencies/<uuid:key>/edit")
def edit(key: UUID) -> str:
    """The form of a profile."""
    with reading() as session:
        row = queries.agency(session, who.actor(session), key)
    plain = ("introduction", "price_note", "turnaround_days", "contact")
    values: dict[str, Any] = {name: getattr(row, name) for name in plain}
    values["region"] = place_name(row.region)
    values |= {"services": list(row.services), "scopes": list(row.scopes)}
    return _form(row, Form(values=values))


@agencies_pages.post("/agencies/<uuid:key>/edit")
def change(key: UUID) -> tuple[str, int] | Answer:
    """Keep new details."""
    form = forms.read(AgencyFormIn())
    if form.command:
        try:
            with unit() as session:
                actions.change(session, who.actor(session), key, form.command, who.seen())
            return redirect(f"/agencies/{key}", 303)
        except Problem as problem:
            form.refuse(problem)
    with reading() as session:
        row = queries.agency(session, who.actor(session), key)
    return _form(row, form), 422


def _form(row: Agency | None, form: Form) -> str:
    return render_template("service/agency_form.html", row=row, form=form, words=words, parts=parts)


def _enter(key: UUID, schema: Schema, name: str, action: Any) -> tuple[str, int] | Answer:
    """Add a row that a form of the profile page holds."""
    form = forms.read(schema)
    if form.command:
        try:
            with unit() as session:
                action(session, who.actor(session), key, form.command, who.seen())
            return redirect(f"/agencies/{key}", 303)
        except Problem as problem:
            form.refuse(problem)
    with reading() as session:
        return _agency(session, key, {name: form}), 422


@agencies_pages.post("/agencies/<uuid:key>/accreditations")
def add_accreditation(key: UUID) -> tuple[str, int] | Answer:
    """Enter a certificate."""
    return _enter(key, AccreditationIn(), "paper", actions.add_accreditation)


@agencies_pages.post("/agencies/<uuid:key>/scope")
def add_scope(key: UUID) -> tuple[str, int] | Answer:
    """Enter an item."""
    return _enter(key, AgencyScopeIn(), "item", actions.add_scope)


@agencies_pages.post("/agencies/<uuid:key>/accreditations/<uuid:row>/drop")
def drop_accreditation(key: UUID, row: UUID) -> Answer:
    """Take a certificate out."""
    with unit() as session:
        actions.drop_accreditation(session, who.actor(session), key, row, who.seen())
    return redirect(f"/agencies/{key}", 303)


@agencies_pages.post("/agencies/<uuid:key>/scope/<uuid:row>/drop")
def drop_scope(key: UUID, row: UUID) -> Answer:
    """Take an item out."""
    with unit() as session:
        actions.drop_scope(session, who.actor(session), key, row, who.seen())
    return redirect(f"/agencies/{key}", 303)


@agencies_pages.post("/agencies/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move of the profile's life."""
    given = forms.read(WhyIn()).command or {}
    with unit() as session:
        actor, seen = who.actor(session), who.seen()
        row = actions.move(session, actor, key, name, seen, reason=given.get("reason"))
    state = words.AGENCY[row.state]
    flash(say(f"“{row.title}”现在的状态：{state.zh}", f"“{row.title}” is now: {state.en}"), "good")
    return redirect(f"/agencies/{key}", 303)
