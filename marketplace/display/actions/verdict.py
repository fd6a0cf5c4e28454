"""Many things at once, each judged on its own: one's refusal leaves the others alone."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.errors import Problem


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a batch, in the version its reader saw."""

    kind: str
    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one item: its new state, or the refusal."""

    kind: str
    id: UUID
    state: str | None = None
    problem: Problem | None = None


def judged(session: Session, item: Item, work: Callable[[], str]) -> Verdict:
    """Do the work of one item inside the unit; a refusal takes back its rows and its facts."""
    said = len(journal.drafts(session))
    try:
        with session.begin_nested():
            state = work()
    except Problem as problem:
        del journal.drafts(session)[said:]
        return Verdict(item.kind, item.id, problem=problem)
    return Verdict(item.kind, item.id, state=state)
