"""JSON door: deals and their offers."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.trading.actions import deal as actions
from marketplace.trading.actions import offer as offers
from marketplace.trading.actions.deal import StruckElsewhere
from marketplace.trading.actions.offer import AcceptOffer, MakeOffer
from marketplace.trading.actions.proposal import from_proposal
from marketplace.trading.actions.reason import Reason
from marketplace.trading.models import Deal
from marketplace.trading.queries import deal as queries
from marketplace.trading.queries.version import Version, versions
from marketplace.trading.schemas.deal import (
    AcceptIn,
    DealBrokerIn,
    DealElsewhereIn,
    DealFromProposalIn,
    DealListIn,
    DealOfferIn,
    DealOut,
    OfferVersionOut,
)
from marketplace.trading.schemas.request import OutcomeIn
from marketplace.web.doors import Door

deals = Door(
    "deals",
    __name__,
    url_prefix="/api/v1/deals",
    description="Deals: versioned offers between a holder and a seeker, up to agreed terms",
)


@deals.route("")
@deals.arguments(DealListIn, location="query")
@deals.page(DealOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Deal]:
    """The deals you may see, the last moved first."""
    return queries.deals(session, actor, **asked)


@deals.route("", methods=["POST"])
@deals.arguments(DealElsewhereIn)
@deals.write(DealOut, 201)
def enter_struck_elsewhere(session: Session, actor: Actor, command: StruckElsewhere) -> Deal:
    """Enter a deal struck elsewhere, at agreed terms; others begin with a licence request."""
    return actions.enter_struck_elsewhere(session, actor, command)


@deals.route("/from-proposal", methods=["POST"])
@deals.arguments(DealFromProposalIn)
@deals.write(DealOut, 201)
def open_from_proposal(session: Session, actor: Actor, given: dict[str, UUID]) -> Deal:
    """Open the deal on the technology of a proposal that won; asked again, it is the same deal."""
    return from_proposal(session, actor, given["proposal_id"])


@deals.route("/<uuid:key>")
@deals.read(DealOut)
def one(session: Session, actor: Actor, key: UUID) -> Deal:
    """One deal."""
    return queries.deal(session, actor, key)


@deals.route("/<uuid:key>/offers")
@deals.page(OfferVersionOut)
def versions_of(session: Session, actor: Actor, key: UUID) -> Page[Version]:
    """Every version of the terms, the first one first, each with what it changed."""
    return Page(versions(queries.deal(session, actor, key)), None)


@deals.route("/<uuid:key>/offers", methods=["POST"])
@deals.arguments(DealOfferIn)
@deals.write(DealOut, 201, if_match=True)
def make_offer(session: Session, actor: Actor, command: MakeOffer, *, key: UUID, seen: int) -> Deal:
    """Offer terms, or counter those that lie before you."""
    return offers.offer(session, actor, key, command, seen)


@deals.route("/<uuid:key>/moves/<any(offer, counter_offer):name>", methods=["POST"])
@deals.arguments(DealOfferIn)
@deals.write(DealOut, if_match=True)
def offer(
    session: Session, actor: Actor, command: MakeOffer, *, key: UUID, name: str, seen: int
) -> Deal:
    """Offer or counter-offer, by the move's own name."""
    return offers.offer(session, actor, key, command, seen, name)


@deals.route("/<uuid:key>/moves/accept", methods=["POST"])
@deals.arguments(AcceptIn)
@deals.write(DealOut, if_match=True)
def accept(session: Session, actor: Actor, command: AcceptOffer, *, key: UUID, seen: int) -> Deal:
    """Agree to the other side's offer, exactly the one that was read."""
    return offers.accept(session, actor, key, command, seen)


@deals.route("/<uuid:key>/moves/withdraw_offer", methods=["POST"])
@deals.write(DealOut, if_match=True)
def withdraw_offer(session: Session, actor: Actor, *, key: UUID, seen: int) -> Deal:
    """Take back the offer that stands."""
    return offers.withdraw_offer(session, actor, key, seen)


@deals.route("/<uuid:key>/moves/lose", methods=["POST"])
@deals.arguments(OutcomeIn)
@deals.write(DealOut, if_match=True)
def lose(session: Session, actor: Actor, reason: Reason, *, key: UUID, seen: int) -> Deal:
    """Give the deal up, with a reason code."""
    return actions.lose(session, actor, key, seen, reason)


@deals.route("/<uuid:key>/broker", methods=["PUT"])
@deals.arguments(DealBrokerIn)
@deals.write(DealOut, if_match=True)
def attach_broker(
    session: Session, actor: Actor, given: dict[str, UUID], *, key: UUID, seen: int
) -> Deal:
    """Let a broker with a mandate act for your side."""
    return actions.attach_broker(session, actor, key, given["broker_id"], seen)


@deals.route("/<uuid:key>/broker", methods=["DELETE"])
@deals.write(DealOut, if_match=True)
def release_broker(session: Session, actor: Actor, *, key: UUID, seen: int) -> Deal:
    """Take your broker out of this deal."""
    return actions.release_broker(session, actor, key, seen)
