"""Who may do what with technologies and their revisions."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.display.models import Technology, TechnologyRevision
from marketplace.display.states import PUBLIC, TechnologyState

S = TechnologyState


def may_see(actor: Actor, technology: Technology) -> bool:
    """What is published is public; the rest is the holder's, the operator's and the bureau's."""
    return (
        technology.state in PUBLIC
        or (actor.org is not None and actor.org == technology.holder_id)
        or actor.is_operator
        or actor.is_supervisor
        or actor.is_system
    )


def may_create(actor: Actor, _nothing: object) -> bool:
    """People of a holder; verification is asked for when it is to be shown, not before."""
    return actor.is_system or (actor.org is not None and "holder" in actor.kinds)


def may_hold(actor: Actor, technology: Technology) -> bool:
    """People of the holder, or staff of the market on its behalf."""
    return actor.is_somebody and actor.org is not None and actor.org == technology.holder_id


def may_review(actor: Actor, technology: Technology) -> bool:
    """The operator: never of the holder's organisation, never who submitted it (INV-G6)."""
    if actor.is_system:
        return True
    return (
        actor.is_operator
        and actor.on_behalf_of is None
        and not actor.is_of(technology.holder_id)
        and actor.person not in (technology.submitted_by, technology.entered_by)
    )


def may_resume(actor: Actor, technology: Technology) -> bool:
    """The operator, back to published where it came from there."""
    return may_review(actor, technology) and technology.suspended_from == S.PUBLISHED


def may_resume_deal(actor: Actor, technology: Technology) -> bool:
    """The operator, back under its deal where it came from there."""
    return may_review(actor, technology) and technology.suspended_from == S.UNDER_DEAL


def may_only_house(actor: Actor, _technology: Technology) -> bool:
    """The house itself: a clock, a deal, the retention rule."""
    return actor.is_system


MAY: dict[str, Callable[[Actor, Technology], bool]] = {
    "submit": may_hold,
    "take": may_review,
    "request_changes": may_review,
    "reject": may_review,
    "publish": may_review,
    "revise": may_hold,
    "publish_revision": may_review,
    "reserve": may_only_house,
    "release": may_only_house,
    "suspend": may_review,
    "resume": may_resume,
    "resume_deal": may_resume_deal,
    "expire": may_only_house,
    "renew": may_hold,
    "withdraw": may_hold,
    "conclude": may_only_house,
    "archive": may_only_house,
}


def may_see_revision(actor: Actor, revision: TechnologyRevision) -> bool:
    """The holder, the operator and the bureau; nobody else before it is published."""
    return (
        (actor.org is not None and actor.org == revision.technology.holder_id)
        or actor.is_operator
        or actor.is_supervisor
        or actor.is_system
    )


def may_review_revision(actor: Actor, revision: TechnologyRevision) -> bool:
    """As the technology's reviewer, and never who proposed it."""
    return actor.is_system or (
        may_review(actor, revision.technology) and actor.person != revision.proposed_by
    )


def may_drop(actor: Actor, revision: TechnologyRevision) -> bool:
    """The holder takes it back."""
    return may_hold(actor, revision.technology)


MAY_REVISION: dict[str, Callable[[Actor, TechnologyRevision], bool]] = {
    "publish": may_review_revision,
    "decline": may_review_revision,
    "drop": may_drop,
}
