"""The door of this room for the desk: what needs the operator beside life cycles."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.oversight import rules
from marketplace.oversight.queries import deliveries, machines
from marketplace.oversight.queries.machines import Machine


@dataclass(frozen=True, slots=True)
class Dead:
    """A notice that could not be delivered."""

    id: UUID
    reaction: str
    channel: str
    error: str


@dataclass(frozen=True, slots=True)
class Machinery:
    """What the operator should know: parked notices (the first fifty) and silent parts."""

    dead: Sequence[Dead]
    dead_count: int
    silent: Sequence[Machine]


def machinery(session: Session, actor: Actor) -> Machinery | None:
    """The state of the machinery, to those who may put it right; None to others."""
    if not rules.may_operate(actor, None):
        return None
    dead = [
        Dead(row.id, row.reaction, row.channel, row.last_error or "")
        for row in deliveries.dead(session)
    ]
    silent = [machine for machine in machines.machines(session) if machine.silent]
    return Machinery(dead, deliveries.count_dead(session), silent)
