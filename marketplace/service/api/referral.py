"""JSON door: referrals."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.service.actions import referral as actions
from marketplace.service.actions.referral import Refer
from marketplace.service.models import Referral
from marketplace.service.queries import referral as queries
from marketplace.service.schemas.referral import (
    ReferralAnswerIn,
    ReferralChangeIn,
    ReferralIn,
    ReferralListIn,
    ReferralOut,
)
from marketplace.web.doors import Door

referrals = Door(
    "referrals", __name__, url_prefix="/api/v1/referrals", description="Asking a broker for help"
)


@referrals.route("", methods=["POST"])
@referrals.arguments(ReferralIn)
@referrals.write(ReferralOut, 201)
def refer(session: Session, actor: Actor, command: Refer) -> Referral:
    """Put a demand or a request before a broker; the clock starts."""
    return actions.refer(session, actor, command)


@referrals.route("")
@referrals.arguments(ReferralListIn, location="query")
@referrals.page(ReferralOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Referral]:
    """Referrals you sent or received, the newest first."""
    return queries.referrals(session, actor, **asked)


@referrals.route("/<uuid:key>")
@referrals.read(ReferralOut)
def one(session: Session, actor: Actor, key: UUID) -> Referral:
    """One referral."""
    return queries.referral(session, actor, key)


@referrals.route("/<uuid:key>", methods=["PATCH"])
@referrals.arguments(ReferralChangeIn)
@referrals.write(ReferralOut, if_match=True)
def change(
    session: Session, actor: Actor, given: dict[str, str], *, key: UUID, seen: int
) -> Referral:
    """Say more about what you ask, while it waits."""
    return actions.change(session, actor, key, given["note"], seen)


@referrals.route("/<uuid:key>/moves/<any(accept, decline, withdraw):name>", methods=["POST"])
@referrals.arguments(ReferralAnswerIn)
@referrals.write(ReferralOut, if_match=True)
def move(
    session: Session, actor: Actor, given: dict[str, str], *, key: UUID, name: str, seen: int
) -> Referral:
    """Accept or decline as the broker, withdraw as the sender."""
    return actions.move(session, actor, key, name, seen, answer=given.get("answer"))
