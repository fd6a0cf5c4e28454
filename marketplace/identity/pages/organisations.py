"""Pages of organisations: the list, one, its moves."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.unit import reading, unit
from marketplace.identity import actions, queries, rules
from marketplace.identity.models import Organisation
from marketplace.identity.schemas import OrganisationChangeIn, OrganisationListIn
from marketplace.identity.states import ORGANISATION
from marketplace.identity.words import KINDS, STATES, TRUST
from marketplace.web import forms, who
from marketplace.web.fields import open_moves
from marketplace.web.named import place_name
from marketplace.web.shapes import Move
from marketplace.web.speech import say

organisations_pages = Blueprint("organisations_pages", __name__, template_folder="../templates")


@organisations_pages.get("/organisations")
def organisations() -> str:
    """Those you may see, the newest first; the operator finds those to verify here."""
    asked = forms.asked(OrganisationListIn())
    with reading() as session:
        page = queries.organisations(session, who.actor(session), **asked)
    return render_template(
        "identity/organisations.html", page=page, asked=asked, kinds=KINDS, states=STATES
    )


@organisations_pages.get("/organisations/<uuid:key>")
def organisation(key: UUID) -> str:
    """One organisation, with the moves that are open to the reader."""
    with reading() as session:
        actor = who.actor(session)
        row = queries.organisation(session, actor, key)
        inside = rules.may_see_people(actor, row)
        members = len(queries.members(session, key)) if inside else 0
    return render_template(
        "identity/organisation.html",
        row=row,
        members=members,
        may_see_people=inside,
        may_trust=rules.may_trust(actor, row),
        trusts=TRUST,
        moves=_moves(actor, row),
        may_act_for=rules.may_act_for(actor, row) and actor.on_behalf_of is None,
        may_change=rules.may_change(actor, row),
        kinds=KINDS,
        states=STATES,
    )


def _moves(actor: Actor, row: Organisation) -> list[Move]:
    where = f"/organisations/{row.id}/moves/"
    return [
        Move(m.words, where + m.name, row.version, danger=m.danger)
        for m in open_moves(ORGANISATION, rules.MAY, actor, row)
    ]


@organisations_pages.post("/organisations/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move of its life cycle."""
    with unit() as session:
        row = actions.move(session, who.actor(session), key, name, who.seen())
    flash(
        say(
            f"“{row.name}”现在的状态：{STATES[row.state].zh}",
            f"“{row.name}” is now: {STATES[row.state].en}",
        )
    )
    return redirect(f"/organisations/{key}", 303)


@organisations_pages.get("/organisations/<uuid:key>/edit")
def edit(key: UUID) -> str:
    """The form of its details."""
    with reading() as session:
        actor = who.actor(session)
        row = queries.organisation(session, actor, key)
        must(rules.may_change, actor, row)
    values = {name: getattr(row, name) for name in ("address", "website", "about")}
    values["region"] = place_name(row.region)
    return render_template("identity/edit.html", row=row, form=forms.Form(values=values))


@organisations_pages.post("/organisations/<uuid:key>/edit")
def change(key: UUID) -> tuple[str, int] | Answer:
    """Keep new details."""
    form = forms.read(OrganisationChangeIn())
    if form.command:
        with unit() as session:
            actions.change(session, who.actor(session), key, form.command, who.seen())
        return redirect(f"/organisations/{key}", 303)
    with reading() as session:
        row = queries.organisation(session, who.actor(session), key)
    return render_template("identity/edit.html", row=row, form=form), 422
