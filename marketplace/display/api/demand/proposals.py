"""JSON door of the proposals to a demand."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import Offer
from marketplace.display.api.demand.demands import demands
from marketplace.display.models.proposal import Proposal
from marketplace.display.queries import demand as queries
from marketplace.display.queries import proposal as proposal_queries
from marketplace.display.schemas.demand import ProposalIn
from marketplace.display.schemas.demand_out import ProposalOut, ProposalsOut


@demands.route("/<uuid:key>/proposals", methods=["POST"])
@demands.arguments(ProposalIn)
@demands.write(ProposalOut, 201)
def propose(session: Session, actor: Actor, command: Offer, key: UUID) -> Proposal:
    """Propose a solution; in sealed mode nobody reads it before the deadline."""
    return actions.propose(session, actor, key, command)


@demands.route("/<uuid:key>/proposals")
@demands.read(ProposalsOut)
def proposals(session: Session, actor: Actor, key: UUID) -> dict[str, Any]:
    """The proposals to a demand that you may read."""
    made = queries.demand(session, actor, key)
    return {"items": proposal_queries.of_demand(session, actor, made.id)}


@demands.route("/<uuid:key>/proposals/<uuid:proposal>")
@demands.read(ProposalOut)
def proposal(session: Session, actor: Actor, key: UUID, proposal: UUID) -> Proposal:
    """One proposal that you may read."""
    return proposal_queries.proposal(session, actor, proposal, of=key)


@demands.route("/<uuid:key>/proposals/<uuid:proposal>/moves/withdraw", methods=["POST"])
@demands.write(ProposalOut, if_match=True)
def take_back(session: Session, actor: Actor, *, key: UUID, proposal: UUID, seen: int) -> Proposal:
    """Take your proposal back before anything is decided."""
    return actions.take_back(session, actor, proposal, seen, of=key)
