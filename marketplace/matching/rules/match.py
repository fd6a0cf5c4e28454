"""Who may do what with a match."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.matching.models import Match


def side(actor: Actor, match: Match) -> str | None:
    """Which side an actor is on: `seeker`, `holder`, or None."""
    if actor.org is None:
        return None
    if actor.org == match.seeker_id:
        return "seeker"
    return "holder" if actor.org == match.holder_id else None


def may_see(actor: Actor, match: Match) -> bool:
    """Both sides, the operator and the bureau; nobody else learns of it."""
    watches = actor.is_operator or actor.is_supervisor or actor.is_system
    return watches or side(actor, match) is not None


def may_see_reason(actor: Actor, match: Match) -> bool:
    """Why a side said no is told to that side and to the operator, not to the other side."""
    if actor.is_operator or actor.is_system:
        return True
    return match.dismissed_by is not None and side(actor, match) == match.dismissed_by


def may_answer(actor: Actor, match: Match) -> bool:
    """People of either side."""
    return actor.is_somebody and side(actor, match) is not None


def may_take_up(actor: Actor, match: Match) -> bool:
    """People of either side, or the house when a request or proposal came of it."""
    return actor.is_system or may_answer(actor, match)


def may_be_system(actor: Actor, _match: Match) -> bool:
    """Only the house: what is public changed."""
    return actor.is_system


MAY: dict[str, Callable[[Actor, Match], bool]] = {
    "dismiss": may_answer,
    "take_up": may_take_up,
    "grow_stale": may_be_system,
    "revive": may_be_system,
}
