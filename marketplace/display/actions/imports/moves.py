"""The moves of an import that take no more than a click, and those of the house."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must_move
from marketplace.core.errors import MoveNotPossible, Stale
from marketplace.display.actions.imports.matching import again
from marketplace.display.models.imports import Import
from marketplace.display.queries import imports as queries
from marketplace.display.rules import imports as rules
from marketplace.display.states.imports import IMPORT

CLICKS = frozenset({"start", "cancel", "reopen"})


def move(session: Session, actor: Actor, key: UUID, name: str, seen: int) -> Import:
    """Give the go, cancel, or match the columns anew."""
    if name not in CLICKS:
        raise MoveNotPossible(move=name)
    row = queries.one(session, actor, key)
    must_move(rules.MAY, name, actor, row)
    if seen != row.version:
        raise Stale(version=row.version)
    if name == "start":
        again(session, row, "run")
    return step(session, actor, row, name)


def step(session: Session, actor: Actor, row: Import, name: str, **data: Any) -> Import:
    """The move itself and its fact; the caller has asked the rule."""
    made = IMPORT.step(row, name)
    journal.record(session, actor, made.fact, row, title=row.title, **data)
    session.flush()
    return row
