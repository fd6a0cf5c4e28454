"""JSON door: agencies, their certificates and scope."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.service.actions import agency as actions
from marketplace.service.actions.agency import AddAccreditation, AddScope, AgencyDetails
from marketplace.service.models import Agency
from marketplace.service.queries import agency as queries
from marketplace.service.schemas.agency import (
    AccreditationIn,
    AgencyIn,
    AgencyListIn,
    AgencyOut,
    AgencyScopeIn,
)
from marketplace.service.schemas.broker import WhyIn
from marketplace.web.doors import Door

agencies = Door(
    "agencies",
    __name__,
    url_prefix="/api/v1/agencies",
    description="Testing, evaluation and certification bodies",
)


@agencies.route("", methods=["POST"])
@agencies.arguments(AgencyIn)
@agencies.write(AgencyOut, 201)
def draft(session: Session, actor: Actor, command: AgencyDetails) -> Agency:
    """Begin the profile of your organisation."""
    return actions.draft(session, actor, command)


@agencies.route("")
@agencies.arguments(AgencyListIn, location="query")
@agencies.page(AgencyOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Agency]:
    """Listed agencies (or another state, or your own), the newest first."""
    return queries.agencies(session, actor, **asked)


@agencies.route("/<uuid:key>")
@agencies.read(AgencyOut)
def one(session: Session, actor: Actor, key: UUID) -> Agency:
    """One agency."""
    return queries.agency(session, actor, key)


@agencies.route("/<uuid:key>", methods=["PATCH"])
@agencies.arguments(AgencyIn)
@agencies.write(AgencyOut, if_match=True)
def change(
    session: Session, actor: Actor, command: AgencyDetails, *, key: UUID, seen: int
) -> Agency:
    """Keep the profile up to date."""
    return actions.change(session, actor, key, command, seen)


@agencies.route("/<uuid:key>/accreditations", methods=["POST"])
@agencies.arguments(AccreditationIn)
@agencies.write(AgencyOut, 201, if_match=True)
def add_accreditation(
    session: Session, actor: Actor, command: AddAccreditation, *, key: UUID, seen: int
) -> Agency:
    """Enter a certificate; it counts once the operator has checked it."""
    return actions.add_accreditation(session, actor, key, command, seen)


@agencies.route("/<uuid:key>/accreditations/<uuid:row>", methods=["DELETE"])
@agencies.write(AgencyOut, if_match=True)
def drop_accreditation(
    session: Session, actor: Actor, *, key: UUID, row: UUID, seen: int
) -> Agency:
    """Take a certificate out."""
    return actions.drop_accreditation(session, actor, key, row, seen)


@agencies.route("/<uuid:key>/scope", methods=["POST"])
@agencies.arguments(AgencyScopeIn)
@agencies.write(AgencyOut, 201, if_match=True)
def add_scope(session: Session, actor: Actor, command: AddScope, *, key: UUID, seen: int) -> Agency:
    """Enter an item of scope; it counts once the operator has checked it."""
    return actions.add_scope(session, actor, key, command, seen)


@agencies.route("/<uuid:key>/scope/<uuid:row>", methods=["DELETE"])
@agencies.write(AgencyOut, if_match=True)
def drop_scope(session: Session, actor: Actor, *, key: UUID, row: UUID, seen: int) -> Agency:
    """Take an item of scope out."""
    return actions.drop_scope(session, actor, key, row, seen)


@agencies.route(
    "/<uuid:key>/moves/"
    "<any(submit, return, list, revise, confirm, suspend, resume, withdraw):name>",
    methods=["POST"],
)
@agencies.arguments(WhyIn)
@agencies.write(AgencyOut, if_match=True)
def move(
    session: Session, actor: Actor, given: dict[str, str], *, key: UUID, name: str, seen: int
) -> Agency:
    """Make a move of the profile's life."""
    return actions.move(session, actor, key, name, seen, reason=given.get("reason"))
