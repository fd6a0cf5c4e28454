"""Pages of an organisation's people, and the level of trust the operator gives it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.consent import must
from marketplace.core.errors import Invalid, Problem, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.identity import actions, queries, rules
from marketplace.identity.errors import NoSuchOrganisation
from marketplace.identity.schemas import MemberIn, TrustIn
from marketplace.identity.words import ROLES, TRUST
from marketplace.web import forms, who
from marketplace.web.forms import Form
from marketplace.web.speech import say

people_pages = Blueprint("people_pages", __name__, template_folder="../templates")


@people_pages.get("/my/organisation")
def own() -> Answer:
    """A short way to one's own organisation."""
    with reading() as session:
        actor = who.actor(session)
    if not actor.is_somebody:
        raise Unauthenticated
    if actor.org is None:
        raise NoSuchOrganisation
    return redirect(f"/organisations/{actor.org}", 303)


@people_pages.get("/organisations/<uuid:key>/people")
def people(key: UUID) -> str:
    """Who belongs to it in which role; its administrator takes people in here."""
    with reading() as session:
        return _people(session, key, Form())


def _people(session: Session, key: UUID, form: Form) -> str:
    actor = who.actor(session)
    row = queries.organisation(session, actor, key)
    must(rules.may_see_people, actor, row)
    return render_template(
        "identity/people.html",
        row=row,
        members=queries.members(session, key),
        may_add=rules.may_change(actor, row),
        roles=ROLES,
        form=form,
    )


@people_pages.post("/organisations/<uuid:key>/people")
def add(key: UUID) -> tuple[str, int] | Answer:
    """Take a registered person in."""
    form = forms.read(MemberIn())
    if form.command:
        try:
            with unit() as session:
                given = form.command
                actions.add_member(session, who.actor(session), key, given["login"], given["role"])
            flash(say("已加为成员。", "They belong to your organisation now."), "good")
            return redirect(f"/organisations/{key}/people", 303)
        except Problem as problem:
            if "fields" not in problem.data:
                raise
            form.refuse(problem)
    with reading() as session:
        return _people(session, key, form), 422


@people_pages.post("/organisations/<uuid:key>/trust")
def trust(key: UUID) -> Answer:
    """The operator says how far what it publishes is trusted."""
    form = forms.read(TrustIn())
    if form.command is None:
        raise Invalid(errors=form.errors)
    with unit() as session:
        row = actions.set_trust(session, who.actor(session), key, form.command["trust"], who.seen())
    words = TRUST[row.trust]
    flash(say(f"发布方式：{words.zh}", f"How it may publish: {words.en}"), "good")
    return redirect(f"/organisations/{key}", 303)
