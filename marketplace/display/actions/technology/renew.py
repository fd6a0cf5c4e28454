"""Renewing what has expired: five facts confirmed again, one by one or in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.consent import must_move
from marketplace.core.errors import MoveNotPossible, Stale
from marketplace.display import queries
from marketplace.display.actions.technology import moves
from marketplace.display.actions.verdict import Item, Verdict, judged
from marketplace.display.errors.technology import NotAllConfirmed
from marketplace.display.models import Technology
from marketplace.display.rules import readiness
from marketplace.display.rules import technology as rules
from marketplace.display.states import TechnologyState, new_expiry


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a holder confirms to renew; all five or nothing."""

    price: bool = False
    availability: bool = False
    legal_state: bool = False
    contact: bool = False
    trl: bool = False

    def missing(self) -> list[str]:
        """What was not confirmed."""
        return [name for name in self.__dataclass_fields__ if not getattr(self, name)]


def renew(
    session: Session, actor: Actor, key: UUID, confirmed: Confirmation, seen: int
) -> Technology:
    """Put an expired technology up again. Raises NotAllConfirmed, NotReady, AlreadyOffered."""
    technology = queries.technology.technology(session, actor, key)
    must_move(rules.MAY, "renew", actor, technology)
    if seen != technology.version:
        raise Stale(version=technology.version)
    if technology.state is not TechnologyState.EXPIRED:
        raise MoveNotPossible(move="renew", state=str(technology.state))
    missing = confirmed.missing()
    if missing:
        raise NotAllConfirmed(fields=missing)
    bounds = queries.technology.bounds(session, technology)
    readiness.must_be_ready(technology, bounds, readiness.TO_RENEW)
    moves.must_be_the_only_offer(session, technology)
    technology.expires_at = new_expiry()
    moves.step(session, actor, technology, "renew", expires_at=technology.expires_at)
    return technology


def renew_many(
    session: Session, actor: Actor, items: Sequence[Item], confirmed: Confirmation
) -> list[Verdict]:
    """Renew several, each judged on its own."""
    return [
        judged(session, item, partial(_renew, session, actor, item, confirmed)) for item in items
    ]


def _renew(session: Session, actor: Actor, item: Item, confirmed: Confirmation) -> str:
    return str(renew(session, actor, item.id, confirmed, item.version).state)
