"""Many demands at once: review by the operator, renewal by the seeker."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.errors import Problem
from marketplace.display.actions.demand.moving import renew, review
from marketplace.display.models.demand import Demand


@dataclass(frozen=True, slots=True)
class Item:
    """A demand of a batch, and the version that was seen."""

    id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an item: its new state and version, or the refusal."""

    id: UUID
    state: str | None
    version: int | None
    problem: Problem | None = None


def review_all(
    session: Session, actor: Actor, name: str, items: Iterable[Item],
    *, code: str | None = None, note: str | None = None,
) -> list[Result]:  # fmt: skip
    """Publish, return or reject many; one that is refused does not hold the others up."""
    return _each(
        session,
        items,
        lambda item: review(session, actor, item.id, name, item.version, code=code, note=note),
    )


def renew_all(
    session: Session, actor: Actor, items: Iterable[Item], deadline: date | None = None
) -> list[Result]:
    """Renew many expired demands."""
    return _each(
        session, items, lambda item: renew(session, actor, item.id, item.version, deadline)
    )


def _each(session: Session, items: Iterable[Item], work: Callable[[Item], Demand]) -> list[Result]:
    results = []
    for item in items:
        said = len(journal.drafts(session))
        try:
            # A savepoint each: a refusal takes its own changes back, and what it said of them.
            with session.begin_nested():
                made = work(item)
            results.append(Result(item.id, made.state.value, made.version))
        except Problem as problem:
            del journal.drafts(session)[said:]
            results.append(Result(item.id, None, None, problem))
    return results
