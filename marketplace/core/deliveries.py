"""Deliveries: one row per journal entry × reaction × recipient × channel.

The row is the truth and the acknowledgement; a message in the broker is only a nudge to look at
it. A lost nudge is sent again, a doubled one finds the work done. All times are the database's.
"""

import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import structlog
from sqlalchemy import ForeignKey, Index, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base, database_now
from marketplace.core.journal import Entry

log = structlog.get_logger()

PLAN = "plan"
MAX_DEATHS = 4
MAX_ERRORS = 12
RETRY_BASE_S = 2.0
RETRY_CAP_S = 900.0
# The world may be away for most of a day (a mail server over night) before a row is given up.
MAX_ERRORS_OUTSIDE = 20
RETRY_CAP_OUTSIDE_S = 3 * 3600.0
MAX_FORGIVEN = 2


class Delivery(Base):
    """Somebody is to be reached about a fact, on one channel, once."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("entry_seq", "reaction", "recipient", "channel"),
        Index("ix_deliveries_due", "state", "nudge_at"),
        Index("ix_deliveries_done", "done_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    entry_seq: Mapped[int] = mapped_column(ForeignKey("journal.seq"))
    reaction: Mapped[str]
    recipient: Mapped[str]
    channel: Mapped[str]
    state: Mapped[str] = mapped_column(default="ready")
    deaths: Mapped[int] = mapped_column(default=0)
    errors: Mapped[int] = mapped_column(default=0)
    forgiven: Mapped[int] = mapped_column(default=0)
    # When it was to be delivered: with its fact, after quiet hours, or at the operator's word.
    planned_at: Mapped[datetime] = mapped_column(default=now)
    nudge_at: Mapped[datetime] = mapped_column(default=now)
    nudges: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    lease_until: Mapped[datetime | None]
    lease_owner: Mapped[str | None]
    worker: Mapped[str | None]
    last_error: Mapped[str | None]
    done_at: Mapped[datetime | None]


class Cursor(Base):
    """Where a follower stands: a report for relay and `/readyz`; only for `react` the truth."""

    __tablename__ = "followers"

    name: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(default=0)
    seen_at: Mapped[datetime] = mapped_column(default=now)


Inside = Callable[[Session, Entry, Delivery], None]
Outside = Callable[[Session, Entry, Delivery], Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Reaction:
    """Whom a fact concerns, and how each channel reaches them.

    `plan` names (recipient, channel) pairs. An `inside` channel only touches our database: its
    effect and the closing of the row are one transaction. An `outside` channel reads what it needs
    and returns the call to the world, which may be repeated after a death: it must carry the same
    id each time.
    """

    name: str
    plan: Callable[[Session, Entry], Iterable[tuple[str, str]]]
    inside: Mapping[str, Inside] = field(default_factory=dict)
    outside: Mapping[str, Outside] = field(default_factory=dict)


On = Mapping[str, Sequence[Reaction]]


class Permanent(Exception):
    """A failure that no repetition will mend: the row is parked for the operator at once."""


class Later(Exception):
    """It is not yet time: the row waits until then, and nothing is counted against it."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"not before {until.isoformat()}")
        self.until = until


def plan(session: Session, entry: Entry, on: On) -> None:
    """Write the deliveries that a fact asks for.

    A reaction that cannot say whom to reach stops nobody: it leaves a delivery of its own, on the
    channel PLAN, in which saying so is tried again and in the end shown to the operator.
    """
    for reaction in on.get(entry.fact, ()):
        try:
            with session.begin_nested():
                _write_down(session, entry, reaction)
        except Exception as error:  # noqa: BLE001 - Whatever a plan raises, the others go on.
            log.warning("reaction.plan_failed", reaction=reaction.name, error=repr(error))
            session.add(
                Delivery(
                    entry_seq=entry.seq,
                    reaction=reaction.name,
                    recipient="",
                    channel=PLAN,
                    planned_at=entry.at,
                    last_error=f"{type(error).__name__}: {error}"[:500],
                )
            )


def _write_down(session: Session, entry: Entry, reaction: Reaction) -> None:
    for recipient, channel in dict.fromkeys(reaction.plan(session, entry)):
        session.add(
            Delivery(
                entry_seq=entry.seq,
                reaction=reaction.name,
                recipient=recipient,
                channel=channel,
                planned_at=entry.at,
            )
        )


def effect_of(reaction: Reaction, channel: str) -> Inside | None:
    """What the last step of a delivery does in our own database."""
    if channel == PLAN:
        return lambda session, entry, _row: _write_down(session, entry, reaction)
    return reaction.inside.get(channel)


def due(session: Session, limit: int = 200) -> dict[UUID, str]:
    """The rows to nudge now, with their channels; nudged again in 2 s, doubled, at most 15 min."""
    at = database_now(session)
    rows = session.scalars(
        select(Delivery)
        .where(
            Delivery.state == "ready",
            Delivery.nudge_at <= at,
            or_(Delivery.lease_until.is_(None), Delivery.lease_until < at),
        )
        .order_by(Delivery.entry_seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.nudge_at = at + timedelta(seconds=min(RETRY_CAP_S, RETRY_BASE_S * 2**row.nudges))
        row.nudges += 1
    return {row.id: row.channel for row in rows}


def claim(session: Session, key: UUID, owner: str, lease_s: float) -> Delivery | None:
    """Step one, committed before any work: take the lease; an expired one counts as a death."""
    at = database_now(session)
    row = session.get(Delivery, key, with_for_update={"skip_locked": True})
    if row is None or row.state != "ready" or (row.not_before and row.not_before > at):
        return None
    if row.lease_until is not None:
        if row.lease_until > at:
            return None
        row.deaths += 1
        if row.deaths >= MAX_DEATHS:
            _park(row, f"its worker died {row.deaths} times")
            return None
    row.lease_owner, row.lease_until = owner, at + timedelta(seconds=lease_s)
    row.nudge_at, row.nudges = row.lease_until, 0
    return row


def finish(session: Session, key: UUID, owner: str, effect: Inside | None, worker: str) -> bool:
    """Step three: still ours? then the effect (if it is inside) and the closing, in this unit."""
    row = session.get(Delivery, key, with_for_update=True)
    if row is None or row.state != "ready" or row.lease_owner != owner:
        return False
    row.worker = worker
    if effect:
        effect(session, session.get_one(Entry, row.entry_seq), row)
    row.state, row.done_at = "done", database_now(session)
    row.lease_owner = row.lease_until = None
    return True


def fail(
    session: Session,
    key: UUID,
    owner: str,
    error: Exception,
    *,
    outside: bool = False,
    harm: bool = False,
) -> bool:
    """The work raised: release the lease and try again later with jittered back-off, or park it.

    `harm`: it ran out of time or memory and would have cost its worker; it counts as a death.
    True where an error was counted that may be forgiven.
    """
    row = session.get(Delivery, key, with_for_update=True)
    if row is None or row.state != "ready" or row.lease_owner != owner:
        return False
    row.last_error = f"{type(error).__name__}: {error}"[:500]
    row.lease_owner = row.lease_until = None
    if isinstance(error, Permanent):
        row.errors += 1
        row.state = "dead"
        return False
    row.deaths, row.errors = row.deaths + harm, row.errors + (not harm)
    if row.deaths >= MAX_DEATHS or row.errors >= (MAX_ERRORS_OUTSIDE if outside else MAX_ERRORS):
        row.state = "dead"
        return not harm
    most = min(RETRY_CAP_OUTSIDE_S if outside else RETRY_CAP_S, RETRY_BASE_S * 2**row.errors)
    wait = timedelta(seconds=RETRY_BASE_S + secrets.randbelow(int(most * 1000)) / 1000)
    row.not_before = row.nudge_at = database_now(session) + wait
    row.nudges = 0
    return not harm


def forgive(session: Session, keys: Iterable[UUID]) -> int:
    """Give back the errors that a sick worker counted, one for each time a row is named.

    A row is forgiven at most MAX_FORGIVEN times, so that one that does harm everywhere still ends.
    Returns how many errors were given back.
    """
    given = 0
    for key, times in Counter(keys).items():
        row = session.get(Delivery, key, with_for_update=True)
        if row is None or row.state not in {"ready", "dead"} or row.forgiven >= MAX_FORGIVEN:
            continue
        burnt = row.state == "dead" and row.errors >= MAX_ERRORS
        given += min(times, row.errors)
        row.errors -= min(times, row.errors)
        row.forgiven += 1
        if burnt:
            row.state, row.nudges, row.nudge_at = "ready", 0, database_now(session)
            row.not_before = None
    return given


def hold(session: Session, key: UUID, owner: str, until: datetime) -> None:
    """Release the lease and wait until then (quiet hours); not a failure."""
    row = session.get(Delivery, key, with_for_update=True)
    if row is None or row.state != "ready" or row.lease_owner != owner:
        return
    row.lease_owner = row.lease_until = None
    row.not_before = row.nudge_at = row.planned_at = until
    row.nudges = 0


def retry(session: Session, key: UUID) -> bool:
    """Give a parked row another life (the operator's button); False if it is not parked."""
    row = session.get(Delivery, key, with_for_update=True)
    if row is None or row.state != "dead":
        return False
    row.state, row.deaths, row.errors, row.nudges = "ready", 0, 0, 0
    row.forgiven = 0
    row.not_before, row.nudge_at = None, database_now(session)
    row.planned_at = row.nudge_at
    return True


def drop(session: Session, key: UUID) -> bool:
    """Give a parked row up for good (it is kept); False if it is not parked."""
    row = session.get(Delivery, key, with_for_update=True)
    if row is None or row.state != "dead":
        return False
    row.state = "dropped"
    return True


def _park(row: Delivery, why: str) -> None:
    row.state, row.last_error = "dead", why
    row.lease_owner = row.lease_until = None
