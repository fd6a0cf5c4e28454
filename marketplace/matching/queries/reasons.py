"""Why a technology did not suit, for its holder: how many organisations said so, never who."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.core import shipped
from marketplace.core.actor import Actor
from marketplace.matching.models import Match
from marketplace.matching.states import MatchState


@dataclass(frozen=True, slots=True)
class ReasonTold:
    """A reason, and how many different organisations gave it."""

    reason: str
    organisations: int


@cache
def least() -> int:
    """From how many organisations on a reason is told (`config/policy/match_reasons.toml`)."""
    number: int = shipped.toml("match_reasons.toml")["least"]
    return number


def reasons_told(session: Session, actor: Actor, technology: UUID) -> list[ReasonTold]:
    """The commonest first, to the holder and the operator; nothing to anybody else.

    What fewer organisations said is left out altogether and counted nowhere.
    """
    if actor.org is None and not actor.is_operator:
        return []
    number = func.count(Match.seeker_id.distinct())
    rows = select(Match.reason, number).where(
        Match.technology_id == technology,
        Match.state == MatchState.DISMISSED,
        Match.dismissed_by == "seeker",
    )
    if not actor.is_operator:
        rows = rows.where(Match.holder_id == actor.org)
    rows = rows.group_by(Match.reason).having(number >= least())
    found = session.execute(rows.order_by(number.desc(), Match.reason))
    return [ReasonTold(reason, count) for reason, count in found if reason]
