"""Pages of referrals: asking a broker, and the broker's answer."""

from uuid import UUID

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Problem, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity import public as identity
from marketplace.service import words
from marketplace.service.actions import referral as actions
from marketplace.service.pages import parts, subjects
from marketplace.service.queries import broker as brokers
from marketplace.service.queries import referral as queries
from marketplace.service.rules import referral as rules
from marketplace.service.schemas.broker import WhyIn
from marketplace.service.schemas.referral import ReferralAskedIn, ReferralIn, ReferralListIn
from marketplace.service.states import REFERRAL
from marketplace.web import forms, who
from marketplace.web.forms import Form

referrals_pages = Blueprint("referrals_pages", __name__, template_folder="../templates")


@referrals_pages.get("/referrals")
def referrals() -> str:
    """What I asked of brokers, or what was asked of mine."""
    asked = forms.asked(ReferralListIn())
    with reading() as session:
        actor = who.actor(session)
        if not actor.is_somebody:
            raise Unauthenticated
        page = queries.referrals(session, actor, **asked)
        named = brokers.any_of(session, {row.broker_id for row in page.items})
        orgs = identity.organisations(session, {row.from_org for row in page.items})
    return render_template(
        "service/referrals.html",
        page=page,
        asked=asked,
        named=named,
        orgs=orgs,
        words=words,
        parts=parts,
    )


@referrals_pages.get("/referrals/<uuid:key>")
def referral(key: UUID) -> str:
    """One referral, to its two ends."""
    with reading() as session:
        actor = who.actor(session)
        row = queries.referral(session, actor, key)
        subject = (row.subject_kind, row.subject_id)
        broker = brokers.any_of(session, [row.broker_id])[row.broker_id]
        open_ = parts.moves(
            REFERRAL, rules.MAY, actor, row, f"/referrals/{key}", asks={"accept", "decline"}
        )
        return render_template(
            "service/referral.html",
            row=row,
            about=subjects.titles(session, actor, [subject])[subject],
            url=subjects.url(subject),
            broker=broker,
            from_name=identity.name_of(session, row.from_org),
            moves=open_,
            history=parts.timeline(session, "referral", key),
            words=words,
            parts=parts,
        )


@referrals_pages.get("/brokers/<uuid:key>/refer")
def ask(key: UUID) -> str:
    """The form that puts something before a broker; the address may name the thing."""
    asked = forms.asked(ReferralAskedIn())
    return _form(key, Form(values=dict(asked)))


def _form(key: UUID, form: Form) -> str:
    with reading() as session:
        actor = who.actor(session)
        broker = brokers.broker(session, actor, key)
        kind, about = form.values.get("subject_kind"), form.values.get("subject_id")
        named = f"{kind}:{about}" if kind and about else request.form.get("subject", "")
        objects = subjects.choices(session, actor, actor.org)
        given = [(named, form.values.get("title", ""))] if kind and about else []
    return render_template(
        "service/referral_form.html",
        broker=broker,
        form=form,
        objects=objects if any(key == named for key, _ in objects) else [*given, *objects],
        named=named,
    )


@referrals_pages.post("/brokers/<uuid:key>/refer")
def send(key: UUID) -> tuple[str, int] | Answer:
    """Put it before the broker."""
    form = subjects.read(ReferralIn())
    if form.command:
        try:
            with unit() as session:
                made = actions.refer(session, who.actor(session), form.command)
            return redirect(f"/referrals/{made.id}", 303)
        except Problem as problem:
            form.refuse(problem)
    return _form(key, form), 422


@referrals_pages.post("/referrals/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Accept, decline or withdraw."""
    given = forms.read(WhyIn()).command or {}
    with unit() as session:
        actor, seen = who.actor(session), who.seen()
        actions.move(session, actor, key, name, seen, answer=given.get("reason"))
    return redirect(f"/referrals/{key}", 303)
