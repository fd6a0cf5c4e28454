"""The operator's batch review over all nouns of this room that wait for it."""

from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import MoveNotPossible
from marketplace.display import queries
from marketplace.display.actions.patent import move as move_patent
from marketplace.display.actions.technology import move as move_technology
from marketplace.display.actions.technology import move_revision
from marketplace.display.actions.verdict import Item, Verdict, judged
from marketplace.display.states import TechnologyState

Mover = Callable[[Session, Actor, Item, str, str | None, str | None], str]
DECISIONS = frozenset({"publish", "request_changes", "reject"})


def review_many(
    session: Session,
    actor: Actor,
    items: Sequence[Item],
    move: str,
    reason: str | None = None,
    text: str | None = None,
) -> list[Verdict]:
    """Judge several things by one move, each on its own, in order."""
    return [
        judged(session, item, partial(_move, session, actor, item, move, reason, text))
        for item in items
    ]


def _move(
    session: Session, actor: Actor, item: Item, move: str, reason: str | None, text: str | None
) -> str:
    mover = MOVERS.get(item.kind)
    if mover is None:
        raise MoveNotPossible(move=move, kind=item.kind)
    return mover(session, actor, item, move, reason, text)


def _technology(
    session: Session, actor: Actor, item: Item, move: str, reason: str | None, text: str | None
) -> str:
    """A decision about something submitted takes it up first: one click for the clerk."""
    seen = item.version
    technology = queries.technology.technology(session, actor, item.id)
    if move in DECISIONS and technology.state is TechnologyState.SUBMITTED:
        move_technology(session, actor, item.id, "take", seen)
        session.flush()
        seen = technology.version
    return str(move_technology(session, actor, item.id, move, seen, reason, text).state)


def _revision(
    session: Session, actor: Actor, item: Item, move: str, reason: str | None, text: str | None
) -> str:
    return str(move_revision(session, actor, item.id, move, item.version, reason, text).state)


def _patent(
    session: Session, actor: Actor, item: Item, move: str, _reason: str | None, _text: str | None
) -> str:
    return str(move_patent(session, actor, item.id, move, item.version).state)


MOVERS: dict[str, Mover] = {"technology": _technology, "revision": _revision, "patent": _patent}
