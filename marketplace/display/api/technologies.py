"""The JSON door of technologies."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.display import queries
from marketplace.display.actions import Verdict
from marketplace.display.actions import technology as actions
from marketplace.display.actions.technology import Confirmation, Dossier
from marketplace.display.models import Technology, TechnologyClaim, TechnologyRevision
from marketplace.display.rules.suggested import Suggested
from marketplace.display.schemas.review import RenewalsIn, VerdictsOut
from marketplace.display.schemas.suggested import SuggestionsOut
from marketplace.display.schemas.technology import (
    ConfirmationIn,
    ReasonIn,
    RevisionOut,
    TechnologyClaimOut,
    TechnologyIn,
    TechnologyListIn,
    TechnologyOut,
)
from marketplace.web.doors import Door

technologies = Door(
    "technologies",
    __name__,
    url_prefix="/api/v1/technologies",
    description="Technologies on offer, their review and their revisions",
)
PLAIN = "<any(submit, take, publish, resume, resume_deal, withdraw):name>"


@technologies.route("", methods=["POST"])
@technologies.arguments(TechnologyIn)
@technologies.write(TechnologyOut, 201)
def create(session: Session, actor: Actor, command: Dossier) -> Technology:
    """Make a draft; only its title is needed now."""
    return actions.create(session, actor, command)


@technologies.route("")
@technologies.arguments(TechnologyListIn, location="query")
@technologies.page(TechnologyOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Technology]:
    """The technologies you may see, the newest first."""
    return queries.technology.technologies(session, actor, **asked)


@technologies.route("/<uuid:key>")
@technologies.read(TechnologyOut)
def one(session: Session, actor: Actor, key: UUID) -> Technology:
    """One technology."""
    return queries.technology.technology(session, actor, key)


@technologies.route("/<uuid:key>", methods=["PATCH"])
@technologies.arguments(TechnologyIn)
@technologies.write(TechnologyOut, if_match=True)
def change(session: Session, actor: Actor, command: Dossier, *, key: UUID, seen: int) -> Technology:
    """Change it; a material change of a published one becomes a revision and leaves it as it is."""
    return actions.change(session, actor, key, command, seen).technology


@technologies.route(f"/<uuid:key>/moves/{PLAIN}", methods=["POST"])
@technologies.write(TechnologyOut, if_match=True)
def move(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> Technology:
    """Make a move: submit, take, publish, resume, resume_deal, withdraw."""
    return actions.move(session, actor, key, name, seen)


@technologies.route(
    "/<uuid:key>/moves/<any(request_changes, reject, suspend):name>", methods=["POST"]
)
@technologies.arguments(ReasonIn)
@technologies.write(TechnologyOut, if_match=True)
def move_for_a_reason(
    session: Session, actor: Actor, given: dict[str, str], *, key: UUID, name: str, seen: int
) -> Technology:
    """Ask for changes, reject or suspend: with a reason of the list."""
    return actions.move(session, actor, key, name, seen, given["reason"], given.get("text"))


@technologies.route("/<uuid:key>/moves/renew", methods=["POST"])
@technologies.arguments(ConfirmationIn)
@technologies.write(TechnologyOut, if_match=True)
def renew(
    session: Session, actor: Actor, confirmed: Confirmation, *, key: UUID, seen: int
) -> Technology:
    """Put an expired one up again: five facts confirmed."""
    return actions.renew(session, actor, key, confirmed, seen)


@technologies.route("/renewals", methods=["POST"])
@technologies.arguments(RenewalsIn)
@technologies.write(VerdictsOut)
def renew_many(session: Session, actor: Actor, given: dict[str, Any]) -> dict[str, list[Verdict]]:
    """Renew several, each judged on its own."""
    items = given.pop("items")
    return {"verdicts": actions.renew_many(session, actor, items, Confirmation(**given))}


@technologies.route("/<uuid:key>/claims")
@technologies.page(TechnologyClaimOut)
def claims(session: Session, actor: Actor, key: UUID) -> Page[TechnologyClaim]:
    """Its quantified claims; none means that no effect is quantified."""
    return Page(queries.technology.technology(session, actor, key).claims, None)


@technologies.route("/<uuid:key>/suggested-claims")
@technologies.read(SuggestionsOut)
def suggested(session: Session, actor: Actor, key: UUID) -> Suggested:
    """Its own figures told in its texts and its patents' abstracts that no claim states yet."""
    return queries.suggested.of_technology(session, actor, key)


@technologies.route("/<uuid:key>/revisions")
@technologies.page(RevisionOut)
def revisions(session: Session, actor: Actor, key: UUID) -> Page[TechnologyRevision]:
    """Its proposed revisions that you may see, the newest first."""
    queries.technology.technology(session, actor, key)
    return Page(queries.technology.revisions(session, actor, key), None)


@technologies.route("/<uuid:key>/revisions/<uuid:revision>")
@technologies.read(RevisionOut)
def revision(session: Session, actor: Actor, key: UUID, revision: UUID) -> TechnologyRevision:
    """One revision, the live values beside the proposed ones."""
    queries.technology.technology(session, actor, key)
    return queries.technology.revision(session, actor, revision)


@technologies.route(
    "/<uuid:key>/revisions/<uuid:revision>/moves/<any(publish, drop):name>", methods=["POST"]
)
@technologies.write(RevisionOut, if_match=True)
def move_revision(
    session: Session, actor: Actor, *, key: UUID, revision: UUID, name: str, seen: int
) -> TechnologyRevision:
    """Publish a revision (the operator) or drop it (the holder)."""
    queries.technology.technology(session, actor, key)
    return actions.move_revision(session, actor, revision, name, seen)


@technologies.route("/<uuid:key>/revisions/<uuid:revision>/moves/decline", methods=["POST"])
@technologies.arguments(ReasonIn)
@technologies.write(RevisionOut, if_match=True)
def decline_revision(
    session: Session,
    actor: Actor,
    given: dict[str, str],
    *,
    key: UUID,
    revision: UUID,
    seen: int,
) -> TechnologyRevision:
    """Decline a revision, with a reason of the list; the live version stays."""
    queries.technology.technology(session, actor, key)
    reason, text = given["reason"], given.get("text")
    return actions.move_revision(session, actor, revision, "decline", seen, reason, text)
