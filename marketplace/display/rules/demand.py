"""Who sees how much of a demand, and who may do what with it."""

from collections.abc import Callable
from enum import StrEnum
from functools import partial

from marketplace.core.actor import Actor
from marketplace.display.models.demand import Demand
from marketplace.display.states.demand import PUBLIC, RESUMES, DemandState


class Tier(StrEnum):
    """How much of a demand somebody may see."""

    NOTHING = "nothing"
    PUBLIC = "public"
    HELPER = "helper"
    TOLD = "told"
    OWN = "own"


# What the public form always shows: nothing here names or reaches the seeker.
ALWAYS = frozenset({
    "title", "industry", "place", "scale", "processes", "pollutants", "green_fields", "trl",
    "licences", "mode", "multi_award", "deadline", "closes_at", "published_at", "disclosure",
})  # fmt: skip
DETAILS = frozenset(
    {"text", "targets", "budget_low", "budget_high", "budget_source", "procurement_route"}
)
IDENTITY = frozenset({"seeker_id", "seeker", "contact"})
INTERNAL = frozenset({
    "entered_by", "brokers_may_help", "reason_code", "reason_note", "suspended_from", "helper_id",
    "created_at", "proposal_count",
})  # fmt: skip


def tier(actor: Actor, demand: Demand) -> Tier:
    """How much of a demand the actor may see: the one decision for pages, API, search, matching."""
    if actor.is_operator or actor.is_system or is_seeker(actor, demand):
        return Tier.OWN
    if is_told(actor, demand):
        return Tier.TOLD
    if actor.is_supervisor and demand.state != DemandState.DRAFT:
        return Tier.TOLD
    if is_helper(actor, demand):
        return Tier.HELPER
    if demand.state in PUBLIC or takes_part(actor, demand):
        return Tier.PUBLIC
    return Tier.NOTHING


def shown(demand: Demand, seen: Tier) -> frozenset[str]:
    """The fields of a demand that a tier shows; a confidential one shows the public no details."""
    if seen is Tier.NOTHING:
        return frozenset()
    if seen is Tier.OWN:
        return ALWAYS | DETAILS | IDENTITY | INTERNAL
    if seen is Tier.TOLD:
        return ALWAYS | DETAILS | IDENTITY
    if seen is Tier.HELPER:
        return ALWAYS | DETAILS
    return ALWAYS if demand.disclosure == "nda" else ALWAYS | DETAILS


def fields(actor: Actor, demand: Demand) -> frozenset[str]:
    """The fields of a demand that the actor may see."""
    return shown(demand, tier(actor, demand))


def may_see(actor: Actor, demand: Demand) -> bool:
    """Published ones in their public form; others to those who have a part in them."""
    return tier(actor, demand) is not Tier.NOTHING


def is_seeker(actor: Actor, demand: Demand) -> bool:
    """The seeker's people, or who asked where no organisation was named yet."""
    if demand.seeker_id is not None:
        return actor.org == demand.seeker_id
    return actor.person is not None and actor.person == demand.entered_by


def is_told(actor: Actor, demand: Demand) -> bool:
    """An organisation the seeker disclosed it to; a confidential one once it promised secrecy."""
    return actor.org is not None and any(
        row.org_id == actor.org
        and row.stands
        and (demand.disclosure != "nda" or row.nda_accepted_at is not None)
        for row in demand.disclosures
    )


def is_helper(actor: Actor, demand: Demand) -> bool:
    """A broker who may complete a three-line question, or who has proposed a rewrite of it."""
    if demand.state != DemandState.DRAFT or not demand.brokers_may_help:
        return False
    asked_for = demand.incomplete or (actor.org is not None and actor.org == demand.helper_id)
    return "broker_firm" in actor.kinds and actor.verified and asked_for


def takes_part(actor: Actor, demand: Demand) -> bool:
    """Who proposed something, or was disclosed to, keeps seeing it when it is no longer public."""
    if actor.org is None:
        return False
    proposed = any(row.org_id == actor.org for row in demand.proposals)
    return proposed or any(row.org_id == actor.org and row.stands for row in demand.disclosures)


def may_ask(_actor: Actor, _text: str) -> bool:
    """Anybody may ask a three-line question, also without an account."""
    return True


def may_enter(actor: Actor, _title: str) -> bool:
    """People of an organisation, and staff of the market on a firm's behalf."""
    return actor.is_somebody and actor.org is not None and not actor.is_supervisor


def may_write(actor: Actor, demand: Demand) -> bool:
    """The seeker."""
    return actor.is_somebody and is_seeker(actor, demand)


def may_word(actor: Actor, demand: Demand) -> bool:
    """Who may say it otherwise: the seeker, and who may propose a better wording."""
    return may_write(actor, demand) or may_refine(actor, demand)


def may_attach(actor: Actor, demand: Demand) -> bool:
    """The operator gives a question without an account to the firm that asked."""
    return actor.is_operator and actor.on_behalf_of is None and demand.seeker_id is None


def may_refine(actor: Actor, demand: Demand) -> bool:
    """Verified brokers and the operator may propose a better wording of what they can read."""
    return may_help(actor) and not is_seeker(actor, demand) and "text" in fields(actor, demand)


def may_help(actor: Actor) -> bool:
    """The operator and verified brokers complete the questions of others."""
    return actor.is_operator or ("broker_firm" in actor.kinds and actor.verified)


def may_review(actor: Actor, demand: Demand) -> bool:
    """The operator, but nobody what they or their own organisation submitted (INV-G6)."""
    hands = (demand.submitted_by, demand.entered_by, None)
    own = actor.is_of(demand.seeker_id) or actor.person in hands
    return actor.is_operator and actor.on_behalf_of is None and not own


def may_suspend(actor: Actor, _demand: Demand) -> bool:
    """The operator."""
    return actor.is_operator and actor.on_behalf_of is None


def may_resume(actor: Actor, demand: Demand, *, back: DemandState) -> bool:
    """The operator, and only to the state it was suspended from."""
    return may_suspend(actor, demand) and demand.suspended_from == back


def may_propose(actor: Actor, demand: Demand) -> bool:
    """Verified holders and brokers, not to their own demand."""
    able = actor.is_somebody and actor.verified and bool(actor.kinds & {"holder", "broker_firm"})
    return able and actor.org is not None and not is_seeker(actor, demand)


def may_be_system(actor: Actor, _demand: Demand) -> bool:
    """Only the house itself: a timer, or the conclusion of a contract."""
    return actor.is_system


def may_ask_more(actor: Actor, demand: Demand) -> bool:
    """Who may propose may ask for the seeker's name or the details."""
    return may_propose(actor, demand) and not is_told(actor, demand)


def may_promise(actor: Actor, demand: Demand) -> bool:
    """An organisation the seeker chose may promise to keep the details."""
    chosen = any(row.org_id == actor.org and row.stands for row in demand.disclosures)
    return actor.is_somebody and actor.org is not None and chosen and demand.disclosure == "nda"


def _resume(back: DemandState) -> Callable[[Actor, Demand], bool]:
    rule = partial(may_resume, back=back)
    rule.__name__ = "may_resume"  # type: ignore[attr-defined]  # `must` tells the rule's name.
    return rule


MAY: dict[str, Callable[[Actor, Demand], bool]] = {
    "submit": may_write,
    "publish": may_review,
    "request_changes": may_review,
    "reject": may_review,
    "propose": may_propose,
    "close_submissions": may_be_system,
    "shortlist": may_write,
    "award": may_write,
    "contract": may_be_system,
    "no_award": may_write,
    "expire": may_be_system,
    "renew": may_write,
    "withdraw": may_write,
    "suspend": may_suspend,
    **{name: _resume(back) for back, name in RESUMES.items()},
}
