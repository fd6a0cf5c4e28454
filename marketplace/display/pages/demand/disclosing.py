"""Pages: asking for more, telling chosen organisations, promising secrecy, naming the firm."""

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.errors import Malformed
from marketplace.core.unit import unit
from marketplace.display.actions import demand as actions
from marketplace.display.pages.demand.blueprint import demand_pages
from marketplace.display.pages.demand.reading import draw
from marketplace.display.schemas.demand import AttachIn
from marketplace.web import forms, parties, who
from marketplace.web.speech import say


def _done(key: UUID, work: Callable[[Session, Actor], object]) -> Answer:
    with unit() as session:
        work(session, who.actor(session))
    flash(say("已处理。", "Done."), "good")
    return redirect(f"/demands/{key}", 303)


def _organisation() -> UUID:
    try:
        return UUID(request.form.get("organisation", ""))
    except ValueError as error:
        raise Malformed from error


@demand_pages.post("/demands/<uuid:key>/disclosures/asked")
def ask_more(key: UUID) -> Answer:
    """Ask the seeker to tell more."""
    note = forms.words("note")
    return _done(key, lambda session, actor: actions.ask_more(session, actor, key, note))


@demand_pages.post("/demands/<uuid:key>/disclosures/promised")
def promise(key: UUID) -> Answer:
    """Accept the confidentiality terms."""
    return _done(key, lambda session, actor: actions.promise(session, actor, key))


@demand_pages.post("/demands/<uuid:key>/disclosures")
def disclose(key: UUID) -> Answer:
    """Tell an organisation."""
    firm, seen = _organisation(), who.seen()
    return _done(key, lambda session, actor: actions.disclose(session, actor, key, firm, seen))


@demand_pages.post("/demands/<uuid:key>/disclosures/<uuid:organisation>/revoked")
def revoke(key: UUID, organisation: UUID) -> Answer:
    """Take a disclosure back."""
    seen = who.seen()
    return _done(
        key, lambda session, actor: actions.revoke(session, actor, key, organisation, seen)
    )


@demand_pages.post("/demands/<uuid:key>/seeker")
def attach(key: UUID) -> Answer | tuple[str, int]:
    """Give a question to the firm that asked, by its name; draw the page again to ask which."""
    form = parties.read(AttachIn(), "organisation")
    if form.command is None:
        return draw(key, form), 422
    firm, seen = form.command["organisation"], who.seen()
    return _done(key, lambda session, actor: actions.attach(session, actor, key, firm, seen))
