"""What the two sides make of a match."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.consent import must_move
from marketplace.core.errors import Stale
from marketplace.core.text import clean
from marketplace.matching.errors import MatchReasonNeeded
from marketplace.matching.models import Match
from marketplace.matching.queries import match as queries
from marketplace.matching.rules import match as rules
from marketplace.matching.states import MATCH
from marketplace.matching.words import REASONS


def dismiss(
    session: Session, actor: Actor, key: UUID, seen: int, reason: str, note: str | None = None
) -> Match:
    """Say no, because …; the pair is not suggested again. Raises MatchReasonNeeded."""
    row = _found(session, actor, key, "dismiss", seen)
    if reason not in REASONS or (reason == "other" and not note):
        raise MatchReasonNeeded(fields=["note" if reason in REASONS else "reason"])
    row.dismissed_by, row.reason = rules.side(actor, row), reason
    row.note = clean(note) if note else None
    return step(session, actor, row, "dismiss", reason=reason, side=row.dismissed_by)


def take_up(session: Session, actor: Actor, key: UUID, seen: int) -> Match:
    """Say that it is being followed up."""
    row = _found(session, actor, key, "take_up", seen)
    return step(session, actor, row, "take_up", side=rules.side(actor, row))


def move(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Match:
    """Make a move that takes nothing but its name; `seen` None only for the house."""
    row = _found(session, actor, key, name, seen)
    return step(session, actor, row, name)


def opened(session: Session, side: str, key: UUID) -> bool:
    """Keep that a side opened a match for the first time; who it was is not kept."""
    row = queries.match(session, SYSTEM, key, lock=True)
    if queries.was_opened(session, key, side):
        return False
    card = queries.cards(session, NOBODY, [row])[0]
    title = pair_title(card.technology, card.demand)
    journal.record(session, SYSTEM, "match.opened", row, title=title, side=side)
    return True


def _found(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Match:
    row = queries.match(session, actor, key, lock=True)
    must_move(rules.MAY, name, actor, row)
    if seen != row.version and not (seen is None and actor.is_system):
        raise Stale(version=row.version)
    return row


def step(session: Session, actor: Actor, row: Match, name: str, **more: object) -> Match:
    """The move itself and its fact; the caller has asked the rule."""
    done = MATCH.step(row, name)
    card = queries.cards(session, actor, [row])[0]
    journal.record(
        session,
        actor,
        done.fact,
        row,
        title=pair_title(card.technology, card.demand),
        before=done.before,
        after=done.after,
        percent=row.percent,
        demand_id=row.demand_id,
        technology_id=row.technology_id,
        **more,
    )
    session.flush()
    return row


def pair_title(technology: str | None, demand: str | None) -> str:
    """How a match is called in sentences; a dash for a side that is not public any more."""
    return f"{technology or '—'} ↔ {demand or '—'}"
