"""Taking the steps that are due, and dealing with what was escalated."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import structlog
from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.consent import must_move
from marketplace.core.errors import Problem, Stale
from marketplace.core.flow import Life
from marketplace.core.text import clean
from marketplace.core.unit import reading, unit
from marketplace.reminders import queries, rules, words
from marketplace.reminders.models import Escalation, Reminder
from marketplace.reminders.states import ESCALATION
from marketplace.service import public as service

log = structlog.get_logger(__name__)


def remind(lives: Iterable[Life]) -> int:
    """Take every step that is due, each in a unit of its own; returns how many were taken.

    Outside working hours nothing happens: what came due meanwhile is said the next morning.
    """
    lives, at = list(lives), clock.now()
    for life in lives:
        _settle(life)
    if not rules.in_hours(at):
        return 0
    return sum(_try(life, one, at) for life in lives for one in _resting(life, at))


def _resting(life: Life, at: datetime) -> list[queries.Resting]:
    with reading() as session:
        return list(queries.resting(session, life, at))


def _try(life: Life, one: queries.Resting, at: datetime) -> bool:
    """Take a step; one that is refused (somebody was quicker) keeps nobody else waiting."""
    try:
        return _take(life, one, at)
    except Problem as refusal:
        log.info("reminder.refused", noun=life.flow.noun, id=str(one.id), why=refusal.code)
        return False


def _take(life: Life, one: queries.Resting, at: datetime) -> bool:
    """Look again under a lock: what was moved or taken meanwhile is left alone."""
    with unit() as session:
        row = session.get(life.model, one.id, with_for_update=True, populate_existing=True)
        wait = life.flow.waits.get(row.state) if row else None
        plan = rules.plan_of(life.flow.noun, str(row.state), wait) if row and wait else None
        if row is None or plan is None:
            return False
        noun = life.flow.noun
        taken = queries.taken(session, noun, row.id, row.moved_at)
        place = rules.due_step(plan, row.moved_at, row.due_at, taken, at)
        if place is None:
            return False
        # What lies with a whole role (the operator's staff) has nobody above to go to.
        do = plan.steps[place].do if row.desk_org else "nudge"
        made = Reminder(
            id=uuid4(), noun=noun, subject_id=row.id, since=row.moved_at, step=place, done=do, at=at
        )
        session.add(made)
        _say(session, made, row, _said(life, row, plan, at))
        return True


def _say(session: Session, made: Reminder, row: Any, said: dict[str, Any]) -> None:
    if made.done == "nudge":
        journal.record(session, SYSTEM, "reminder.nudged", made, **said)
    elif made.done == "broker":
        brokers = _brokers(session, row)
        fact = "reminder.broker_told" if brokers else "reminder.broker_suggested"
        journal.record(session, SYSTEM, fact, made, brokers=brokers, **said)
    else:
        _escalate(session, made.noun, row, said)


def _said(life: Life, row: Any, plan: rules.Plan, at: datetime) -> dict[str, Any]:
    """What the sentence of a reminder is made of, and whom it is for."""
    ask = life.flow.waits[row.state].ask
    last = clock.last_day(row.due_at) if plan.since == "due" else None
    day, moved = clock.to_people(at).date(), clock.to_people(row.moved_at).date()
    when = words.when(last, day, moved)
    return {
        "title": life.title(row),
        "page": life.page(row),
        "ask_zh": ask.zh,
        "ask_en": ask.en,
        "when_zh": when.zh,
        "when_en": when.en,
        "desk_org": row.desk_org,
        "desk_role": row.desk_role,
        "about_kind": row.kind,
        "about_id": row.id,
    }


def _brokers(session: Session, row: Any) -> list[UUID]:
    """The firms with a mandate in force of whoever's turn it is, for this thing or for all."""
    held = service.active_mandates_of(session, row.desk_org)
    about = {None, (row.kind, row.id), ("technology", getattr(row, "technology_id", None))}
    mine = (m for m in held if m.client == row.desk_org and m.subject in about)
    return sorted({mandate.broker_org for mandate in mine})


def _escalate(session: Session, noun: str, row: Any, said: dict[str, Any]) -> None:
    made = Escalation(
        id=uuid4(),
        noun=noun,
        subject_id=row.id,
        since=row.moved_at,
        title=said["title"],
        url=said["page"],
        ask_zh=said["ask_zh"],
        ask_en=said["ask_en"],
        org_id=row.desk_org,
    )
    ESCALATION.begin(made)
    session.add(made)
    journal.record(session, SYSTEM, "escalation.opened", made, **said)


def _settle(life: Life) -> None:
    """End escalations of what has moved on."""
    with reading() as session:
        keys = queries.open_ones(session, life.flow.noun, life.model)
    for key in keys:
        with unit() as session:
            row = queries.escalation(session, SYSTEM, key, lock=True)
            if ESCALATION.open(row):
                _step(session, SYSTEM, row, "settle")


def close(session: Session, actor: Actor, key: UUID, seen: int, note: str) -> Escalation:
    """Say what was done about it."""
    row = queries.escalation(session, actor, key, lock=True)
    must_move(rules.MAY, "close", actor, row)
    if seen != row.version:
        raise Stale(version=row.version)
    row.note = clean(note)
    return _step(session, actor, row, "close")


def move(session: Session, actor: Actor, key: UUID, name: str) -> Escalation:
    """Make a move that takes nothing but its name: for the house."""
    row = queries.escalation(session, actor, key, lock=True)
    must_move(rules.MAY, name, actor, row)
    return _step(session, actor, row, name)


def _step(session: Session, actor: Actor, row: Escalation, name: str) -> Escalation:
    done = ESCALATION.step(row, name)
    journal.record(
        session, actor, done.fact, row, title=row.title, before=done.before, after=done.after
    )
    session.flush()
    return row
