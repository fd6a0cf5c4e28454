"""JSON doors: mandates and introductions."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.service.actions import introduction as introducing
from marketplace.service.actions import mandate as actions
from marketplace.service.actions.introduction import Introduce
from marketplace.service.actions.mandate import DraftMandate, Terms
from marketplace.service.models import Introduction, Mandate
from marketplace.service.queries import mandate as queries
from marketplace.service.rules.mandate import Subject
from marketplace.service.schemas.mandate import (
    IntroductionIn,
    IntroductionOut,
    MandateIn,
    MandateListIn,
    MandateOut,
    MandateSubjectIn,
    MandateTermsIn,
)
from marketplace.web.doors import Door, PageIn

mandates = Door(
    "mandates", __name__, url_prefix="/api/v1/mandates", description="What clients ask of brokers"
)
introductions = Door(
    "introductions",
    __name__,
    url_prefix="/api/v1/introductions",
    description="Who was introduced to whom, by which broker",
)


@mandates.route("", methods=["POST"])
@mandates.arguments(MandateIn)
@mandates.write(MandateOut, 201)
def draft(session: Session, actor: Actor, command: DraftMandate) -> Mandate:
    """Write a mandate down, as the broker's firm or as the client."""
    return actions.draft(session, actor, command)


@mandates.route("")
@mandates.arguments(MandateListIn, location="query")
@mandates.page(MandateOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Mandate]:
    """Your mandates, the newest first."""
    return queries.mandates(session, actor, **asked)


@mandates.route("/<uuid:key>")
@mandates.read(MandateOut)
def one(session: Session, actor: Actor, key: UUID) -> Mandate:
    """One mandate."""
    return queries.mandate(session, actor, key)


@mandates.route("/<uuid:key>", methods=["PATCH"])
@mandates.arguments(MandateTermsIn)
@mandates.write(MandateOut, if_match=True)
def change(session: Session, actor: Actor, terms: Terms, *, key: UUID, seen: int) -> Mandate:
    """Write your draft anew."""
    return actions.change(session, actor, key, terms, seen)


@mandates.route(
    "/<uuid:key>/moves/<any(offer, accept, decline, withdraw, terminate):name>", methods=["POST"]
)
@mandates.write(MandateOut, if_match=True)
def move(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> Mandate:
    """Make a move: offer signs it for your side, accept signs it for the other."""
    return actions.move(session, actor, key, name, seen)


@mandates.route("/<uuid:key>/disclosures", methods=["POST"])
@mandates.arguments(MandateSubjectIn)
@mandates.write(MandateOut, if_match=True)
def disclose(session: Session, actor: Actor, subject: Subject, *, key: UUID, seen: int) -> Mandate:
    """Tell your client that you are to act for both sides of an object."""
    return actions.disclose(session, actor, key, subject, seen)


@mandates.route("/<uuid:key>/consents", methods=["POST"])
@mandates.arguments(MandateSubjectIn)
@mandates.write(MandateOut, if_match=True)
def consent(session: Session, actor: Actor, subject: Subject, *, key: UUID, seen: int) -> Mandate:
    """Agree that your broker acts for the other side of an object too."""
    return actions.consent(session, actor, key, subject, seen)


@mandates.route("/<uuid:key>/introductions", methods=["POST"])
@mandates.arguments(IntroductionIn)
@mandates.write(IntroductionOut, 201)
def introduce(session: Session, actor: Actor, command: Introduce, key: UUID) -> Introduction:
    """Log that you introduced your client to somebody."""
    return introducing.introduce(session, actor, key, command)


@mandates.route("/<uuid:key>/introductions")
@mandates.arguments(PageIn, location="query")
@mandates.page(IntroductionOut)
def introduced(
    session: Session, actor: Actor, asked: dict[str, Any], key: UUID
) -> Page[Introduction]:
    """Who was introduced under a mandate."""
    mandate = queries.mandate(session, actor, key)
    return queries.introductions(session, actor, mandate_id=mandate.id, **asked)


@introductions.route("")
@introductions.arguments(PageIn, location="query")
@introductions.page(IntroductionOut)
def all_introductions(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Introduction]:
    """The introductions that concern you, the newest first."""
    return queries.introductions(session, actor, **asked)


@introductions.route("/<uuid:key>")
@introductions.read(IntroductionOut)
def one_introduction(session: Session, actor: Actor, key: UUID) -> Introduction:
    """One introduction."""
    return queries.introduction(session, actor, key)


@introductions.route("/<uuid:key>/moves/<any(acknowledge, dispute):name>", methods=["POST"])
@introductions.write(IntroductionOut, if_match=True)
def answer(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> Introduction:
    """Say whether this broker introduced you."""
    return introducing.move(session, actor, key, name, seen)
