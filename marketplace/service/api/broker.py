"""JSON door: brokers."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.service.actions import broker as actions
from marketplace.service.actions.broker import ApplyAsBroker, Certificate, ChangeBroker
from marketplace.service.models import Broker
from marketplace.service.queries import broker as queries
from marketplace.service.schemas.broker import (
    BrokerChangeIn,
    BrokerIn,
    BrokerListIn,
    BrokerOut,
    CertificateIn,
    ContactIn,
    WhyIn,
)
from marketplace.web.doors import Door

brokers = Door("brokers", __name__, url_prefix="/api/v1/brokers", description="Technology brokers")


@brokers.route("", methods=["POST"])
@brokers.arguments(BrokerIn)
@brokers.write(BrokerOut, 201)
def apply(session: Session, actor: Actor, command: ApplyAsBroker) -> Broker:
    """Apply to be listed as a broker of your firm; the operator verifies the certificate."""
    return actions.apply(session, actor, command)


@brokers.route("")
@brokers.arguments(BrokerListIn, location="query")
@brokers.page(BrokerOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Broker]:
    """Practising brokers (or another state, or your firm's own), the newest first."""
    return queries.brokers(session, actor, **asked)


@brokers.route("/<uuid:key>")
@brokers.read(BrokerOut)
def one(session: Session, actor: Actor, key: UUID) -> Broker:
    """One broker."""
    return queries.broker(session, actor, key)


@brokers.route("/<uuid:key>", methods=["PATCH"])
@brokers.arguments(BrokerChangeIn)
@brokers.write(BrokerOut, if_match=True)
def change(
    session: Session, actor: Actor, command: ChangeBroker, *, key: UUID, seen: int
) -> Broker:
    """Keep the profile up to date."""
    return actions.change(session, actor, key, command, seen)


@brokers.route("/<uuid:key>/contact", methods=["PUT"])
@brokers.arguments(ContactIn)
@brokers.write(BrokerOut, if_match=True)
def show_contact(
    session: Session, actor: Actor, given: dict[str, Any], *, key: UUID, seen: int
) -> Broker:
    """Agree, as the person, to a contact being shown to everybody."""
    return actions.show_contact(session, actor, key, given["contact"], seen)


@brokers.route("/<uuid:key>/contact", methods=["DELETE"])
@brokers.write(BrokerOut, if_match=True)
def hide_contact(session: Session, actor: Actor, *, key: UUID, seen: int) -> Broker:
    """Take that consent back; the contact is erased."""
    return actions.hide_contact(session, actor, key, seen)


@brokers.route("/<uuid:key>/moves/recertify", methods=["POST"])
@brokers.arguments(CertificateIn)
@brokers.write(BrokerOut, if_match=True)
def recertify(
    session: Session, actor: Actor, paper: Certificate, *, key: UUID, seen: int
) -> Broker:
    """Enter a renewed certificate of a practising broker (the operator)."""
    return actions.move(session, actor, key, "recertify", seen, certificate=paper)


@brokers.route(
    "/<uuid:key>/moves/<any(verify, return, reapply, suspend, resume, remove):name>",
    methods=["POST"],
)
@brokers.arguments(WhyIn)
@brokers.write(BrokerOut, if_match=True)
def move(
    session: Session, actor: Actor, given: dict[str, str], *, key: UUID, name: str, seen: int
) -> Broker:
    """Make a move of the profile's life."""
    return actions.move(session, actor, key, name, seen, reason=given.get("reason"))
