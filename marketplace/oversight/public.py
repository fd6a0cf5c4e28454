"""The door of this room for the desk: what needs the operator beside life cycles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import heartbeat
from marketplace.core.actor import Actor
from marketplace.oversight import rules
from marketplace.oversight.queries import deliveries, machines
from marketplace.oversight.queries.machines import Machine

LATELY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dead:
    """A notice that could not be delivered."""

    id: UUID
    reaction: str
    channel: str
    error: str


@dataclass(frozen=True, slots=True)
class Sick:
    """A worker that stopped itself, because deliveries failed in it that should not."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Machinery:
    """What the operator should know: parked notices (the first fifty), silent and sick parts."""

    dead: Sequence[Dead]
    dead_count: int
    silent: Sequence[Machine]
    sick: Sequence[Sick]


def machinery(session: Session, actor: Actor) -> Machinery | None:
    """The state of the machinery, to those who may put it right; None to others."""
    if not rules.may_operate(actor, None):
        return None
    dead = [
        Dead(row.id, row.reaction, row.channel, row.last_error or "")
        for row in deliveries.dead(session)
    ]
    silent = [machine for machine in machines.machines(session) if machine.silent]
    sick = [Sick(row.at, row.note or "") for row in heartbeat.sick(session, LATELY)]
    return Machinery(dead, deliveries.count_dead(session), silent, sick)
