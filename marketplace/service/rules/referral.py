"""Referrals: who sends, sees and answers them."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.service.models import Referral
from marketplace.service.rules.broker import may_fire
from marketplace.service.states import ReferralState


def may_see(actor: Actor, referral: Referral) -> bool:
    """The two ends, the operator and the bureau."""
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return True
    return actor.org is not None and actor.org in {referral.from_org, referral.broker_org}


def may_send(actor: Actor, referral: Referral) -> bool:
    """Whoever acts for the sender; an organisation that is not the broker's own."""
    ours = actor.org is not None and actor.org == referral.from_org
    return ours and actor.is_somebody and actor.org != referral.broker_org


def may_change(actor: Actor, referral: Referral) -> bool:
    """The sender."""
    return actor.org is not None and actor.org == referral.from_org


def may_reword(actor: Actor, referral: Referral) -> bool:
    """The sender, while it waits for an answer."""
    return may_change(actor, referral) and referral.state is ReferralState.SENT


def may_answer(actor: Actor, referral: Referral) -> bool:
    """The broker's firm."""
    return actor.org is not None and actor.org == referral.broker_org


MAY: dict[str, Callable[[Actor, Referral], bool]] = {
    "accept": may_answer,
    "decline": may_answer,
    "lapse": may_fire,
    "withdraw": may_change,
}
