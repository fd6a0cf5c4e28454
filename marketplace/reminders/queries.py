"""What may be due for a reminder, and the escalations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.flow import Life
from marketplace.core.page import Page, keyset
from marketplace.reminders import rules
from marketplace.reminders.errors import NoSuchEscalation
from marketplace.reminders.models import Escalation, Reminder
from marketplace.reminders.states import EscalationState

AT_ONCE = 500
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Resting:
    """A thing whose step of this place in its plan is due."""

    id: UUID
    step: int


def resting(session: Session, life: Life, at: datetime) -> Iterator[Resting]:
    """The things of a life cycle that have a step due now, read in pieces, each of them once."""
    plans = {
        state: plan
        for state, wait in life.flow.waits.items()
        if (plan := rules.plan_of(life.flow.noun, str(state), wait))
    }
    if not plans:
        return
    last: UUID | None = None
    while rows := session.execute(_candidates(life, plans, at, last)).all():
        for key, state, moved, due, taken in rows:
            step = rules.due_step(plans[state], moved, due, taken, at)
            if step is not None:
                yield Resting(key, step)
        last = rows[-1][0]


def _candidates(
    life: Life, plans: dict[Any, rules.Plan], at: datetime, last: UUID | None
) -> Select[Any]:
    row: Any = life.model
    behind = (
        select(func.coalesce(func.max(Reminder.step) + 1, 0))
        .where(
            Reminder.noun == life.flow.noun,
            Reminder.subject_id == row.id,
            Reminder.since == row.moved_at,
        )
        .correlate(row)
        .scalar_subquery()
    )
    near = or_(*(_near(row, state, plan, at) for state, plan in plans.items()))
    onward = row.id > last if last else true()
    rows = select(row.id, row.state, row.moved_at, row.due_at, behind).where(near, onward)
    return rows.order_by(row.id).limit(AT_ONCE)


def _near(row: Any, state: Any, plan: rules.Plan, at: datetime) -> ColumnElement[bool]:
    here = row.state == state
    if plan.since == "moved":
        return and_(here, row.moved_at <= at)
    return and_(here, row.due_at <= at + plan.reach())


def taken(session: Session, noun: str, key: UUID, since: datetime) -> int:
    """How many steps of a thing's plan lie behind since it began to wait."""
    rows = select(func.max(Reminder.step)).where(
        Reminder.noun == noun, Reminder.subject_id == key, Reminder.since == since
    )
    last = session.scalar(rows)
    return 0 if last is None else last + 1


def reminders_of(session: Session, noun: str, key: UUID) -> list[Reminder]:
    """The reminders of a thing, the newest first; whoever may see it may see them."""
    rows = select(Reminder).where(Reminder.noun == noun, Reminder.subject_id == key)
    return list(session.scalars(rows.order_by(Reminder.at.desc()).limit(SHOWN)))


def visible(actor: Actor) -> Select[Escalation]:
    """The escalations an actor may see; the twin of `rules.may_see`."""
    watches = actor.is_operator or actor.is_supervisor or actor.is_system
    return select(Escalation).where(true() if watches else false())


def escalation(session: Session, actor: Actor, key: UUID, *, lock: bool = False) -> Escalation:
    """One you may see. Raises NoSuchEscalation."""
    rows = visible(actor).where(Escalation.id == key)
    found = session.scalars(rows.with_for_update() if lock else rows).first()
    if found is None:
        raise NoSuchEscalation
    return found


def escalations(
    session: Session,
    actor: Actor,
    *,
    state: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Escalation]:
    """Those you may see, the newest first."""
    rows = visible(actor)
    if state:
        rows = rows.where(Escalation.state == EscalationState(state))
    return keyset(session, rows, Escalation.created_at, Escalation.id, after, limit)


def open_ones(session: Session, noun: str, model: Any) -> list[UUID]:
    """Open escalations of a noun whose thing is not where it rested any more."""
    rests = select(model.id).where(
        model.id == Escalation.subject_id, model.moved_at == Escalation.since
    )
    rows = select(Escalation.id).where(
        Escalation.noun == noun, Escalation.state == EscalationState.OPEN, ~rests.exists()
    )
    return list(session.scalars(rows))
