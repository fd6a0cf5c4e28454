"""JSON door: the receiving addresses of one's organisation."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.core.page import Page
from marketplace.outreach import actions, queries
from marketplace.outreach.actions import ChangeEndpoint, Registered, RegisterEndpoint
from marketplace.outreach.models import Endpoint, EndpointAttempt
from marketplace.outreach.schemas import (
    AttemptOut,
    EndpointChangeIn,
    EndpointIn,
    EndpointMadeOut,
    EndpointOut,
)
from marketplace.web.doors import Door, PageIn

endpoints = Door(
    "endpoints",
    __name__,
    url_prefix="/api/v1/endpoints",
    description="Where your organisation's systems and group robots are told (administrators)",
)


@endpoints.route("")
@endpoints.arguments(PageIn, location="query")
@endpoints.page(EndpointOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Endpoint]:
    """The receiving addresses of your organisation, the newest first."""
    if not actor.is_somebody:
        raise Unauthenticated
    return queries.endpoints(session, actor, **asked)


@endpoints.route("", methods=["POST"])
@endpoints.arguments(EndpointIn)
@endpoints.write(EndpointMadeOut, 201)
def register(session: Session, actor: Actor, command: RegisterEndpoint) -> Registered:
    """Enter one; the secret that signs what is sent there is answered this once."""
    return actions.register(session, actor, command)


@endpoints.route("/<uuid:key>")
@endpoints.read(EndpointOut)
def one(session: Session, actor: Actor, key: UUID) -> Endpoint:
    """One of them, and how it fares."""
    return queries.endpoint(session, actor, key)


@endpoints.route("/<uuid:key>", methods=["PATCH"])
@endpoints.arguments(EndpointChangeIn)
@endpoints.write(EndpointOut, if_match=True)
def change(
    session: Session, actor: Actor, command: ChangeEndpoint, *, key: UUID, seen: int
) -> Endpoint:
    """Change its details; its form stays."""
    return actions.change(session, actor, key, command, seen)


@endpoints.route("/<uuid:key>/attempts")
@endpoints.arguments(PageIn, location="query")
@endpoints.page(AttemptOut)
def attempts(
    session: Session, actor: Actor, asked: dict[str, Any], key: UUID
) -> Page[EndpointAttempt]:
    """What was tried in the last 30 days, the newest first."""
    return queries.attempts(session, actor, key, **asked)


@endpoints.route("/<uuid:key>/secrets", methods=["POST"])
@endpoints.write(EndpointMadeOut, 201, if_match=True)
def rotate(session: Session, actor: Actor, *, key: UUID, seen: int) -> Registered:
    """Make a new secret; the one before signs beside it for some days."""
    return actions.rotate(session, actor, key, seen)


@endpoints.route("/<uuid:key>/tests", methods=["POST"])
@endpoints.write(EndpointOut, 202)
def test(session: Session, actor: Actor, key: UUID) -> Endpoint:
    """Send a test message; what comes of it is among the attempts."""
    return actions.test(session, actor, key)


@endpoints.route(
    "/<uuid:key>/moves/<any(pause, resume, enable, remove, disable):name>", methods=["POST"]
)
@endpoints.write(EndpointOut, if_match=True)
def move(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> Endpoint:
    """Make a move of its life cycle: pause, resume, enable, remove (disable: the house alone)."""
    return actions.move(session, actor, key, name, seen)


DOORS = (endpoints,)
