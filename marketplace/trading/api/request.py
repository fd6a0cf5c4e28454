"""JSON door: licence requests."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.trading.actions import request as actions
from marketplace.trading.actions.reason import Reason
from marketplace.trading.models import LicenceRequest
from marketplace.trading.queries import request as queries
from marketplace.trading.schemas.request import (
    LicenceRequestChangeIn,
    LicenceRequestIn,
    LicenceRequestListIn,
    LicenceRequestOut,
    OutcomeIn,
)
from marketplace.web.doors import Door

requests = Door(
    "licence-requests",
    __name__,
    url_prefix="/api/v1/licence-requests",
    description="Licence requests: asked by a seeker, answered by the holder",
)


@requests.route("", methods=["POST"])
@requests.arguments(LicenceRequestIn)
@requests.write(LicenceRequestOut, 201)
def create(session: Session, actor: Actor, command: actions.NewRequest) -> LicenceRequest:
    """Draft a request; it is the holder's to see once it is sent."""
    return actions.create(session, actor, command)


@requests.route("")
@requests.arguments(LicenceRequestListIn, location="query")
@requests.page(LicenceRequestOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[LicenceRequest]:
    """The requests you may see, the last moved first."""
    return queries.requests(session, actor, **asked)


@requests.route("/<uuid:key>")
@requests.read(LicenceRequestOut)
def one(session: Session, actor: Actor, key: UUID) -> LicenceRequest:
    """One request."""
    return queries.request(session, actor, key)


@requests.route("/<uuid:key>", methods=["PATCH"])
@requests.arguments(LicenceRequestChangeIn)
@requests.write(LicenceRequestOut, if_match=True)
def change(
    session: Session, actor: Actor, command: actions.ChangeRequest, *, key: UUID, seen: int
) -> LicenceRequest:
    """Reword a draft."""
    return actions.change(session, actor, key, command, seen)


@requests.route(
    "/<uuid:key>/moves/<any(send, acknowledge, qualify, open_deal):name>", methods=["POST"]
)
@requests.write(LicenceRequestOut, if_match=True)
def move(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> LicenceRequest:
    """Send, acknowledge, qualify, or open a deal."""
    return actions.move(session, actor, key, name, seen)


@requests.route("/<uuid:key>/moves/<any(decline, withdraw):name>", methods=["POST"])
@requests.arguments(OutcomeIn)
@requests.write(LicenceRequestOut, if_match=True)
def end(
    session: Session, actor: Actor, reason: Reason, *, key: UUID, name: str, seen: int
) -> LicenceRequest:
    """Decline or withdraw, with a reason code."""
    return actions.move(session, actor, key, name, seen, reason)
