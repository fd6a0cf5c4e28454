"""Whether the machinery lives: who gave a sign lately and who fell silent."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core.db import database_now
from marketplace.core.heartbeat import FRESH_S, Heartbeat
from marketplace.oversight.words import MACHINES


@dataclass(frozen=True, slots=True)
class Machine:
    """One part of the machinery and its last sign of life."""

    name: str
    at: datetime | None
    silent: bool


def machines(session: Session) -> list[Machine]:
    """Each part that should live; of several relays the liveliest speaks for all."""
    last: dict[str, datetime] = {}
    for row in session.scalars(select(Heartbeat).order_by(Heartbeat.at)):
        last["relay" if row.role == "relay" else row.name] = row.at
    since = database_now(session) - timedelta(seconds=FRESH_S)
    return [
        Machine(name, last.get(name), name not in last or last[name] < since) for name in MACHINES
    ]
