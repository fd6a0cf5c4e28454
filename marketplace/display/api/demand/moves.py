"""JSON door of demands: the moves of the life cycle, one by one and many at once."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import AwardAll, Shortlist
from marketplace.display.api.demand.demands import demands
from marketplace.display.queries import demand as queries
from marketplace.display.queries import demand_warnings as warnings
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.queries.demand_warnings import Warned
from marketplace.display.schemas.demand import (
    AwardIn,
    DemandBatchIn,
    DemandReasonIn,
    DemandRenewIn,
    DemandReviewIn,
    ShortlistIn,
)
from marketplace.display.schemas.demand_out import DemandBatchOut, DemandOut, DemandWarnedOut


@demands.route("/<uuid:key>/moves/submit", methods=["POST"])
@demands.write(DemandWarnedOut, if_match=True)
def submit(session: Session, actor: Actor, *, key: UUID, seen: int) -> Warned:
    """Hand a draft in for review; the answer warns of similar demands."""
    return warnings.warned(session, actor, actions.submit(session, actor, key, seen))


@demands.route("/<uuid:key>/moves/publish", methods=["POST"])
@demands.write(DemandOut, if_match=True)
def publish(session: Session, actor: Actor, *, key: UUID, seen: int) -> DemandCard:
    """Publish what was submitted (the operator)."""
    actions.review(session, actor, key, "publish", seen)
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/moves/<any(request_changes, reject, suspend):name>", methods=["POST"])
@demands.arguments(DemandReviewIn)
@demands.write(DemandOut, if_match=True)
def review(
    session: Session, actor: Actor, given: dict[str, Any], *, key: UUID, name: str, seen: int
) -> DemandCard:
    """Return for changes, reject or suspend, with a reason of the list (the operator)."""
    reason, note = given.get("reason"), given.get("note")
    actions.review(session, actor, key, name, seen, code=reason, note=note)
    return queries.shown(session, actor, key)


@demands.route(
    "/<uuid:key>/moves/<any(resume, resume_screening, resume_shortlisted, resume_awarded):name>",
    methods=["POST"],
)
@demands.write(DemandOut, if_match=True)
def resume(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> DemandCard:
    """Take a suspension back; the move that leads to the state it interrupted."""
    actions.resume(session, actor, key, name, seen)
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/moves/renew", methods=["POST"])
@demands.arguments(DemandRenewIn)
@demands.write(DemandOut, if_match=True)
def renew(
    session: Session, actor: Actor, given: dict[str, Any], *, key: UUID, seen: int
) -> DemandCard:
    """Open an expired demand again."""
    actions.renew(session, actor, key, seen, given["deadline"])
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/moves/withdraw", methods=["POST"])
@demands.arguments(DemandReasonIn)
@demands.write(DemandOut, if_match=True)
def withdraw(
    session: Session, actor: Actor, given: dict[str, Any], *, key: UUID, seen: int
) -> DemandCard:
    """Take the demand back; every proposer is told with the reason."""
    actions.withdraw(session, actor, key, seen, given["reason"])
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/moves/no_award", methods=["POST"])
@demands.arguments(DemandReasonIn)
@demands.write(DemandOut, if_match=True)
def leave_unfilled(
    session: Session, actor: Actor, given: dict[str, Any], *, key: UUID, seen: int
) -> DemandCard:
    """Close without award; every proposer is told with the reason."""
    actions.leave_unfilled(session, actor, key, seen, given["reason"])
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/moves/shortlist", methods=["POST"])
@demands.arguments(ShortlistIn)
@demands.write(DemandOut, if_match=True)
def shortlist(
    session: Session, actor: Actor, command: Shortlist, *, key: UUID, seen: int
) -> DemandCard:
    """Choose the proposals to look at closer."""
    actions.shortlist(session, actor, key, command, seen)
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/moves/award", methods=["POST"])
@demands.arguments(AwardIn)
@demands.write(DemandOut, if_match=True)
def award(session: Session, actor: Actor, command: AwardAll, *, key: UUID, seen: int) -> DemandCard:
    """Choose the winner; all others are told why not."""
    actions.award(session, actor, key, command, seen)
    return queries.shown(session, actor, key)


@demands.route("/batch", methods=["POST"])
@demands.arguments(DemandBatchIn)
@demands.write(DemandBatchOut)
def batch(session: Session, actor: Actor, given: dict[str, Any]) -> dict[str, Any]:
    """Publish, return, reject or renew many; each item says what became of it."""
    if given["move"] == "renew":
        results = actions.renew_all(session, actor, given["items"], given["deadline"])
    else:
        words = {"code": given["reason"], "note": given["note"]}
        results = actions.review_all(session, actor, given["move"], given["items"], **words)
    return {"results": results}
