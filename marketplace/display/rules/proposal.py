"""Who may read a proposal, and who may do what with it."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.display.models.proposal import Proposal
from marketplace.display.rules.demand import is_seeker


def may_see(actor: Actor, proposal: Proposal) -> bool:
    """Its proposer; seeker and operator too, a sealed one only once it was opened (INV-D1)."""
    if actor.org is not None and actor.org == proposal.org_id:
        return True
    if actor.is_system:
        return True
    demand = proposal.demand
    if demand.mode == "sealed" and demand.unsealed_at is None:
        return False
    return is_seeker(actor, demand) or actor.is_operator


def may_take_back(actor: Actor, proposal: Proposal) -> bool:
    """Its proposer."""
    return actor.is_somebody and actor.org == proposal.org_id


def may_be_decided(actor: Actor, _proposal: Proposal) -> bool:
    """Only as part of a move of the demand, which the house carries over."""
    return actor.is_system


MAY: dict[str, Callable[[Actor, Proposal], bool]] = {
    "shortlist": may_be_decided,
    "award": may_be_decided,
    "decline": may_be_decided,
    "withdraw": may_take_back,
}
