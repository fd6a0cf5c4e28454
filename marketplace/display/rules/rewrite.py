"""Who may see and decide a rewrite of a demand."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.rules import demand as demands
from marketplace.display.states.demand import PUBLIC


def may_see(actor: Actor, rewrite: DemandRewrite) -> bool:
    """Its author, the seeker, the operator."""
    own = actor.org is not None and actor.org == rewrite.org_id
    return own or actor.is_operator or actor.is_system or demands.is_seeker(actor, rewrite.demand)


def may_accept(actor: Actor, rewrite: DemandRewrite) -> bool:
    """The seeker, while the demand is not public: what is public is reviewed first."""
    return demands.may_write(actor, rewrite.demand) and rewrite.demand.state not in PUBLIC


def may_hand_in(actor: Actor, rewrite: DemandRewrite) -> bool:
    """The seeker, for a demand that is public."""
    return demands.may_write(actor, rewrite.demand) and rewrite.demand.state in PUBLIC


def may_review(actor: Actor, rewrite: DemandRewrite) -> bool:
    """The operator, but nobody their own words or demand (INV-G6)."""
    own = actor.is_of(rewrite.org_id) or actor.is_of(rewrite.demand.seeker_id)
    by_hand = actor.person == rewrite.entered_by
    return actor.is_operator and actor.on_behalf_of is None and not own and not by_hand


def may_decline(actor: Actor, rewrite: DemandRewrite) -> bool:
    """The seeker."""
    return demands.may_write(actor, rewrite.demand)


def may_take_back(actor: Actor, rewrite: DemandRewrite) -> bool:
    """Its author, or the house when the demand has ended."""
    return actor.is_system or (actor.is_somebody and actor.org == rewrite.org_id)


MAY: dict[str, Callable[[Actor, DemandRewrite], bool]] = {
    "accept": may_accept,
    "hand_in": may_hand_in,
    "approve": may_review,
    "refuse": may_review,
    "decline": may_decline,
    "take_back": may_take_back,
}
