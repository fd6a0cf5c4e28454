"""What needs an actor today: one query for each life cycle, whatever lies on the desk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from marketplace import house
from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.flow import Life
from marketplace.core.speech import Phrase
from marketplace.desk import words

# A standing thing comes to the desk when its clock is this near.
SOON = timedelta(days=14)
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on a desk: what is asked, and until when."""

    id: UUID
    title: str
    url: str
    ask: Phrase
    state: Phrase
    since: datetime
    due: datetime | None
    last: date | None
    overdue: bool
    until: Phrase


@dataclass(frozen=True, slots=True)
class Group:
    """The things of one life cycle on a desk: the most pressing, and how many there are in all."""

    noun: str
    words: Phrase
    count: int
    lines: Sequence[Line]


def desk(session: Session, actor: Actor, lives: Mapping[str, Life] = house.LIVES) -> list[Group]:
    """What lies on an actor's desk, by life cycle; the group with the most pressing thing first."""
    groups = [_group(session, actor, noun, life) for noun, life in lives.items()]
    return sorted((g for g in groups if g.lines), key=lambda group: _pressing(group.lines[0]))


def _pressing(line: Line) -> tuple[bool, float]:
    return line.due is None, line.due.timestamp() if line.due else 0


def _group(session: Session, actor: Actor, noun: str, life: Life) -> Group:
    row: Any = life.model
    mine = _mine(actor, row)
    if life.also:
        mine = or_(mine, life.also(actor))
    here = mine & _speaking(life, row)
    pressing = select(row).where(here).order_by(row.due_at.nulls_last(), row.moved_at, row.id)
    found = session.scalars(pressing.limit(SHOWN + 1)).unique().all()
    count = len(found)
    if count > SHOWN:
        count = session.scalar(select(func.count()).select_from(row).where(here)) or 0
    lines = [_line(life, thing) for thing in found[:SHOWN]]
    return Group(noun, words.NOUNS.get(noun, Phrase(noun, noun)), count, lines)


def _mine(actor: Actor, row: Any) -> ColumnElement[bool]:
    org = row.desk_org == actor.org if actor.org else false()
    return or_(org, row.desk_role.in_(sorted(actor.kinds)))


def _speaking(life: Life, row: Any) -> ColumnElement[bool]:
    """In a state that asks for something, or standing quietly with its clock near."""
    quiet = [state for state, wait in life.flow.waits.items() if wait.quiet]
    loud = [state for state, wait in life.flow.waits.items() if not wait.quiet]
    near = and_(row.state.in_(quiet), row.due_at <= clock.now() + SOON)
    return or_(row.state.in_(loud), near)


def _line(life: Life, thing: Any) -> Line:
    wait = life.flow.waits[thing.state]
    due: datetime | None = thing.due_at
    overdue = due is not None and due <= clock.now()
    last = _last(due)
    state = str(thing.state)
    return Line(
        id=thing.id,
        title=life.title(thing),
        url=life.page(thing),
        ask=wait.ask,
        state=life.flow.words.get(state, Phrase(state, state)),
        since=thing.moved_at,
        due=due,
        last=last,
        overdue=overdue,
        until=words.until((last - clock.today()).days if last else None, overdue=overdue),
    )


def _last(due: datetime | None) -> date | None:
    """The last day of a period, in China, which ends at its midnight."""
    return clock.last_day(due) if due else None


def count(groups: Sequence[Group]) -> int:
    """How many things lie on a desk in all."""
    return sum(group.count for group in groups)
