"""Signs of life: each worker and relay says now and then that it lives and what it serves."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.db import Base, database_now

FRESH_S = 60
SICK = "sick"
KEPT = timedelta(days=7)


class Heartbeat(Base):
    """The last sign of life of one process."""

    __tablename__ = "heartbeats"

    name: Mapped[str] = mapped_column(primary_key=True)
    role: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str | None]


def beat(session: Session, name: str, role: str) -> None:
    """Say that `name` lives as `role` (relay, worker)."""
    row = session.get(Heartbeat, name)
    at = database_now(session)
    if row is None:
        session.add(Heartbeat(name=name, role=role, at=at))
    else:
        row.at, row.role = at, role


def alive(session: Session, within_s: float = FRESH_S) -> dict[str, int]:
    """How many processes of each role gave a sign within the last seconds."""
    since = database_now(session) - timedelta(seconds=within_s)
    found: dict[str, int] = {}
    for row in session.scalars(select(Heartbeat).where(Heartbeat.at >= since)):
        found[row.role] = found.get(row.role, 0) + 1
    return found


def fell_sick(session: Session, host: str, why: str) -> None:
    """Say that a worker of this machine stopped itself; such signs are kept for a week."""
    at = database_now(session)
    session.execute(delete(Heartbeat).where(Heartbeat.role == SICK, Heartbeat.at < at - KEPT))
    session.add(Heartbeat(name=f"{SICK}:{host}:{uuid4().hex[:8]}", role=SICK, at=at, note=why))


def sick(session: Session, within: timedelta, host: str | None = None) -> Sequence[Heartbeat]:
    """The workers that stopped themselves lately, the newest first; of one machine or of all."""
    since = database_now(session) - within
    rows = select(Heartbeat).where(Heartbeat.role == SICK, Heartbeat.at >= since)
    if host is not None:
        rows = rows.where(Heartbeat.name.startswith(f"{SICK}:{host}:", autoescape=True))
    return session.scalars(rows.order_by(Heartbeat.at.desc())).all()
