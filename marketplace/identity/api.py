"""JSON doors: tokens, people, organisations."""

from typing import Any
from uuid import UUID

from flask import Response, json
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.core.page import Page
from marketplace.core.unit import reading, unit
from marketplace.identity import actions, queries
from marketplace.identity.actions import ChangeOrganisation, RegisterOrganisation, RegisterPerson
from marketplace.identity.models import Membership, Organisation, Person
from marketplace.identity.schemas import (
    CodeIn,
    MemberIn,
    MemberOut,
    MeOut,
    MobileIn,
    MobileOut,
    OrganisationChangeIn,
    OrganisationIn,
    OrganisationListIn,
    OrganisationOut,
    PersonIn,
    PersonOut,
    TokenIn,
    TokenOut,
    TrustIn,
)
from marketplace.web import who
from marketplace.web.doors import Door
from marketplace.web.once import reply

tokens = Door("tokens", __name__, url_prefix="/api/v1/tokens", description="Signing in")
people = Door("people", __name__, url_prefix="/api/v1/people", description="Accounts")
organisations = Door(
    "organisations",
    __name__,
    url_prefix="/api/v1/organisations",
    description="Organisations and their verification",
)


@tokens.route("", methods=["POST"])
@tokens.arguments(TokenIn)
@tokens.response(201, TokenOut)
def sign_in(given: dict[str, str]) -> Response:
    """Exchange an account and its password for a bearer token."""
    issued = actions.sign_in(given.get("email") or given.get("login", ""), given["password"], "api")
    return reply(json.dumps(TokenOut().dump(issued)), 201, None)


@tokens.route("/current", methods=["DELETE"])
@tokens.response(204)
def sign_out() -> str:
    """End the token this request carries."""
    with unit() as session:
        actions.end(session, who.bearer() or "", "api")
    return ""


@people.route("", methods=["POST"])
@people.arguments(PersonIn)
@people.write(PersonOut, 201)
def register_person(session: Session, actor: Actor, command: RegisterPerson) -> Person:
    """Open an account."""
    return actions.register_person(session, actor, command)


@people.route("/me")
@people.read(MeOut)
def me(_session: Session, actor: Actor) -> Actor:
    """Who you are to the market."""
    if not actor.is_somebody:
        raise Unauthenticated
    return actor


@people.route("/me/mobile", methods=["POST"])
@people.arguments(MobileIn)
@people.write(MobileOut, 202)
def ask_code(session: Session, actor: Actor, given: dict[str, str]) -> dict[str, str]:
    """Have a code sent to your mobile number, to be told by text messages."""
    actions.ask_code(session, actor, given["mobile"])
    return given


@people.route("/me/mobile/code", methods=["POST"])
@people.arguments(CodeIn)
@people.response(204)
def confirm(given: dict[str, str]) -> str:
    """Prove with the code that the number is yours; it also signs you in from now on."""
    with reading() as session:
        actor = who.actor(session)
    actions.confirm(actor, given["code"])
    return ""


@people.route("/me/mobile", methods=["DELETE"])
@people.response(204)
def forget_mobile() -> str:
    """Take your number away."""
    with unit() as session:
        actions.forget_mobile(session, who.actor(session))
    return ""


@organisations.route("", methods=["POST"])
@organisations.arguments(OrganisationIn)
@organisations.write(OrganisationOut, 201)
def register(session: Session, actor: Actor, command: RegisterOrganisation) -> Organisation:
    """Enter an organisation; you become its administrator, the operator verifies it."""
    return actions.register(session, actor, command)


@organisations.route("")
@organisations.arguments(OrganisationListIn, location="query")
@organisations.page(OrganisationOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Organisation]:
    """The organisations you may see, the newest first."""
    return queries.organisations(session, actor, **asked)


@organisations.route("/<uuid:key>")
@organisations.read(OrganisationOut)
def one(session: Session, actor: Actor, key: UUID) -> Organisation:
    """One organisation."""
    return queries.organisation(session, actor, key)


@organisations.route("/<uuid:key>", methods=["PATCH"])
@organisations.arguments(OrganisationChangeIn)
@organisations.write(OrganisationOut, if_match=True)
def change(
    session: Session, actor: Actor, command: ChangeOrganisation, *, key: UUID, seen: int
) -> Organisation:
    """Change its details."""
    return actions.change(session, actor, key, command, seen)


@organisations.route("/<uuid:key>/members", methods=["POST"])
@organisations.arguments(MemberIn)
@organisations.write(MemberOut, 201)
def add_member(session: Session, actor: Actor, given: dict[str, str], key: UUID) -> Membership:
    """Take a registered person in."""
    return actions.add_member(session, actor, key, given["login"], given["role"])


@organisations.route("/<uuid:key>/trust", methods=["POST"])
@organisations.arguments(TrustIn)
@organisations.write(OrganisationOut, if_match=True)
def trust(
    session: Session, actor: Actor, given: dict[str, str], *, key: UUID, seen: int
) -> Organisation:
    """Say whether what a holder publishes is reviewed before or audited after (operator)."""
    return actions.set_trust(session, actor, key, given["trust"], seen)


@organisations.route(
    "/<uuid:key>/moves/<any(verify, restrict, restore, close):name>", methods=["POST"]
)
@organisations.write(OrganisationOut, if_match=True)
def move(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> Organisation:
    """Make a move of its life cycle: verify, restrict, restore, close."""
    return actions.move(session, actor, key, name, seen)


DOORS = (tokens, people, organisations)
