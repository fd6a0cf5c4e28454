"""Timed moves: what a life cycle's clock brings about, made by the system under the same guards."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select

from marketplace.core import clock
from marketplace.core.errors import Problem
from marketplace.core.flow import Life
from marketplace.core.unit import reading, unit

AT_ONCE = 100

log = structlog.get_logger(__name__)


def fire_due(lives: Iterable[Life]) -> int:
    """Make the timed moves whose hour has come, each in a unit of its own; returns how many.

    What somebody moved meanwhile is left alone: its move is refused, and that is no failure.
    """
    return sum(_fire(life, key, name) for life in lives for key, name in due(life))


def due(life: Life) -> list[tuple[UUID, str]]:
    """List the things whose timed move is due, with the move's name, the longest overdue first."""
    timed = {state: wait.then for state, wait in life.flow.waits.items() if wait.then}
    if life.fire is None or not timed:
        return []
    row: Any = life.model
    waiting = select(row.id, row.state).where(row.state.in_(timed), row.due_at <= clock.now())
    with reading() as session:
        found = session.execute(waiting.order_by(row.due_at).limit(AT_ONCE)).all()
    return [(key, timed[state]) for key, state in found]


def _fire(life: Life, key: UUID, name: str) -> bool:
    try:
        with unit() as session:
            if life.fire:
                life.fire(session, key, name)
    except Problem as refusal:
        log.info("sweep.refused", noun=life.flow.noun, id=str(key), move=name, why=refusal.code)
        return False
    return True
