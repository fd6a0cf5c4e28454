"""The moves of a demand's life cycle that judge no single proposal."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.consent import must_move
from marketplace.core.errors import Stale
from marketplace.display.actions.demand.ending import end
from marketplace.display.errors.demand import (
    DeadlinePassed,
    NoSeekerYet,
    NotComplete,
    SeekerNotVerified,
    TooEarly,
)
from marketplace.display.errors.review import NoSuchReason, ReasonNeeded
from marketplace.display.models.demand import Demand
from marketplace.display.queries import demand as queries
from marketplace.display.rules import demand as rules
from marketplace.display.rules.demand_text import missing
from marketplace.display.states.demand import DEMAND, DemandState, closing
from marketplace.display.states.proposal import ALIVE
from marketplace.display.words.demand import REASONS_FOR
from marketplace.identity import public as identity


def found(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Demand:
    """The demand of a move: seen, allowed, and still what was seen (None for the house only)."""
    made = queries.demand(session, actor, key, lock=True)
    must_move(rules.MAY, name, actor, made)
    if seen != made.version and not (seen is None and actor.is_system):
        raise Stale(version=made.version)
    return made


def step(session: Session, actor: Actor, made: Demand, name: str, **data: object) -> Demand:
    """Make the move and say so."""
    done = DEMAND.step(made, name)
    journal.record(
        session, actor, done.fact, made,
        title=made.title, before=done.before, after=done.after, **data,
    )  # fmt: skip
    session.flush()
    return made


def submit(session: Session, actor: Actor, key: UUID, seen: int) -> Demand:
    """Hand a draft in for review. Raises NoSeekerYet, NotComplete."""
    made = found(session, actor, key, "submit", seen)
    if made.seeker_id is None:
        raise NoSeekerYet
    lacking = missing(made)
    if lacking:
        raise NotComplete(fields=lacking)
    made.submitted_by, made.incomplete = actor.person, False
    return step(session, actor, made, "submit")


def review(
    session: Session, actor: Actor, key: UUID, name: str, seen: int,
    *, code: str | None = None, note: str | None = None,
) -> Demand:  # fmt: skip
    """Publish, return for changes, reject or suspend; all but publishing take a reason of the list.

    Raises ReasonNeeded, NoSuchReason, SeekerNotVerified, DeadlinePassed.
    """
    made = found(session, actor, key, name, seen)
    if name == "publish":
        return _publish(session, actor, made)
    _must_be_reason(name, code, note)
    made.reason_code, made.reason_note = code, note
    if name == "suspend":
        made.suspended_from = made.state.value
    if name == "reject":
        end(session, actor, made, "no_award", note or str(code))
    return step(session, actor, made, name, reason=code)


def _must_be_reason(name: str, code: str | None, note: str | None) -> None:
    if not code or (code == "other" and not note):
        raise ReasonNeeded(fields=["code" if not code else "note"])
    if code not in REASONS_FOR[name]:
        raise NoSuchReason(fields=["code"])


def _publish(session: Session, actor: Actor, made: Demand) -> Demand:
    card = identity.organisations(session, [made.seeker_id] if made.seeker_id else [])
    if not any(each.verified for each in card.values()):
        raise SeekerNotVerified
    if made.deadline and made.deadline < clock.today():
        raise DeadlinePassed(fields=["deadline"])
    made.reason_code = made.reason_note = None
    made.published_at, made.closes_at = clock.now(), closing(made.deadline)
    return step(session, actor, made, "publish")


def resume(session: Session, actor: Actor, key: UUID, name: str, seen: int) -> Demand:
    """Take a suspension back: the demand returns to the state it was suspended from."""
    made = found(session, actor, key, name, seen)
    done = step(session, actor, made, name)
    made.suspended_from = made.reason_code = made.reason_note = None
    session.flush()
    return done


def renew(
    session: Session, actor: Actor, key: UUID, seen: int, deadline: date | None = None
) -> Demand:
    """Open an expired demand again, until a day or for the usual time. Raises DeadlinePassed."""
    made = found(session, actor, key, "renew", seen)
    if deadline and deadline < clock.today():
        raise DeadlinePassed(fields=["deadline"])
    made.deadline, made.closes_at = deadline, closing(deadline)
    return step(session, actor, made, "renew", closes_at=made.closes_at)


def _close(
    session: Session, actor: Actor, made: Demand, name: str, outcome: str, *, reason: str | None
) -> Demand:
    alive = any(row.state in ALIVE for row in made.proposals)
    if not reason and (alive or name == "no_award"):
        raise ReasonNeeded(fields=["reason"])
    made.reason_note = reason
    end(session, actor, made, outcome, reason or "")
    return step(session, actor, made, name, reason=reason)


def withdraw(
    session: Session, actor: Actor, key: UUID, seen: int, reason: str | None = None
) -> Demand:
    """Take a demand back; every proposer is told with the reason. Raises ReasonNeeded."""
    made = found(session, actor, key, "withdraw", seen)
    return _close(session, actor, made, "withdraw", "demand_withdrawn", reason=reason)


def leave_unfilled(
    session: Session, actor: Actor, key: UUID, seen: int, reason: str | None = None
) -> Demand:
    """Close without award; every proposer is told with the reason. Raises ReasonNeeded."""
    made = found(session, actor, key, "no_award", seen)
    return _close(session, actor, made, "no_award", "no_award", reason=reason)


def time_is_up(session: Session, key: UUID) -> Demand:
    """The clock of an open demand: proposals are opened and screened; without any it expires.

    Raises TooEarly while the deadline has not passed, MoveNotPossible in other states.
    """
    made = queries.demand(session, SYSTEM, key, lock=True)
    if made.state == DemandState.OPEN and (made.closes_at is None or clock.now() < made.closes_at):
        raise TooEarly
    name = "close_submissions" if any(row.state in ALIVE for row in made.proposals) else "expire"
    must_move(rules.MAY, name, SYSTEM, made)
    if name == "close_submissions":
        made.unsealed_at = clock.now()
    return step(session, SYSTEM, made, name)


def contract(session: Session, key: UUID) -> Demand:
    """The house: a contract with the winner was concluded."""
    made = found(session, SYSTEM, key, "contract", None)
    return step(session, SYSTEM, made, "contract")
