"""JSON door of the rewrites of a demand."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.actions import demand as actions
from marketplace.display.api.demand.demands import demands
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.queries import demand as queries
from marketplace.display.queries import rewrite as rewrite_queries
from marketplace.display.schemas.demand import DemandReasonIn, RewriteIn
from marketplace.display.schemas.demand_out import RewriteOut, RewritesOut


@demands.route("/<uuid:key>/rewrites", methods=["POST"])
@demands.arguments(RewriteIn)
@demands.write(RewriteOut, 201)
def rewrite(session: Session, actor: Actor, given: dict[str, Any], key: UUID) -> DemandRewrite:
    """Propose other words; the version in force stays up until it is decided."""
    return actions.rewrite(session, actor, key, given["changes"], given["note"])


@demands.route("/<uuid:key>/rewrites")
@demands.read(RewritesOut)
def rewrites(session: Session, actor: Actor, key: UUID) -> dict[str, Any]:
    """The rewrites of a demand that you may see, the newest first."""
    made = queries.demand(session, actor, key)
    return {"items": rewrite_queries.of_demand(session, actor, made.id)}


@demands.route(
    "/<uuid:key>/rewrites/<uuid:rewrite>/moves/<any(accept, hand_in, approve, take_back):name>",
    methods=["POST"],
)
@demands.write(RewriteOut, if_match=True)
def decide(
    session: Session, actor: Actor, *, key: UUID, rewrite: UUID, name: str, seen: int
) -> DemandRewrite:
    """Accept, send for review, approve or take back a rewrite."""
    return actions.decide(session, actor, rewrite, name, seen, of=key)


@demands.route(
    "/<uuid:key>/rewrites/<uuid:rewrite>/moves/<any(decline, refuse):name>", methods=["POST"]
)
@demands.arguments(DemandReasonIn)
@demands.write(RewriteOut, if_match=True)
def refuse(
    session: Session, actor: Actor, given: dict[str, Any],
    *, key: UUID, rewrite: UUID, name: str, seen: int,
) -> DemandRewrite:  # fmt: skip
    """Decline a rewrite (the seeker), or refuse it in review (the operator)."""
    return actions.decide(session, actor, rewrite, name, seen, of=key, reason=given["reason"])
