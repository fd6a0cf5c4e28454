"""The follower that turns facts into deliveries, and the three steps of one delivery."""

import time
from collections.abc import Mapping
from uuid import UUID, uuid4

import structlog
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from marketplace.core import deliveries, journal
from marketplace.core.clock import now
from marketplace.core.deliveries import Cursor, Delivery, On, Reaction
from marketplace.core.errors import Unavailable
from marketplace.core.sickness import Outcome, Watch
from marketplace.core.unit import reading, unit

PAUSES = (0.2, 1.0)

log = structlog.get_logger()


def follow(on: On) -> int:
    """Take in what is new in the journal, unit by unit; returns how many entries were read."""
    read = 0
    while batch := _batch(on):
        read += batch
    return read


def _batch(on: On) -> int:
    with unit() as session:
        cursor = cursor_of(session, "react")
        entries = journal.after(session, cursor.seq)
        for entry in entries:
            deliveries.plan(session, entry, on)
            cursor.seq = entry.seq
        cursor.seen_at = now()
        return len(entries)


def cursor_of(session: Session, name: str) -> Cursor:
    """A follower's cursor, locked; made at 0 when there is none."""
    row = session.scalars(select(Cursor).where(Cursor.name == name).with_for_update()).first()
    if row is None:
        row = Cursor(name=name, seq=0)
        session.add(row)
        session.flush()
    return row


def report(name: str, seq: int) -> None:
    """Mirror a follower's own cursor for the relay and `/readyz`."""
    with unit() as session:
        cursor = cursor_of(session, name)
        cursor.seq, cursor.seen_at = seq, now()


def deliver(
    key: UUID,
    reactions: Mapping[str, Reaction],
    worker: str,
    lease_s: float,
    *,
    watch: Watch | None = None,
    harmful: tuple[type[Exception], ...] = (MemoryError,),
) -> bool:
    """Claim, work, finish. True when this call closed the delivery; errors are kept in the row.

    `watch` looks on, and a sick worker takes nothing any more. `harmful` are the errors that would
    have cost the worker its life; from work on our own database they count as deaths.
    """
    if watch is not None and watch.sick:
        return False
    owner = f"{worker}:{uuid4().hex[:8]}"
    row = _claim(key, owner, lease_s)
    if row is None:
        return False
    outside, failed, done = _is_outside(row, reactions), False, False
    try:
        done = _work(row, reactions, owner, worker)
    except deliveries.Later as held:
        with unit() as session:
            deliveries.hold(session, key, owner, held.until)
    except Exception as error:  # noqa: BLE001 - Whatever a reaction raises, the row keeps it and is tried again.
        log.warning("delivery.failed", delivery=str(key), reaction=row.reaction, error=repr(error))
        harm = isinstance(error, harmful) and not outside
        failed = _keep(key, owner, error, outside=outside, harm=harm)
    if watch is not None and (done or failed):
        watch.note(Outcome(key, row.reaction, row.channel, outside=outside, failed=failed))
    return done


def _claim(key: UUID, owner: str, lease_s: float) -> Delivery | None:
    """Step one; where others hold the database too long, a nudge comes again."""
    try:
        with unit() as session:
            return deliveries.claim(session, key, owner, lease_s)
    except Unavailable:
        log.warning("delivery.crowded_out", delivery=str(key))
        return None


def _is_outside(row: Delivery, reactions: Mapping[str, Reaction]) -> bool:
    return row.reaction in reactions and row.channel in reactions[row.reaction].outside


def _work(row: Delivery, reactions: Mapping[str, Reaction], owner: str, worker: str) -> bool:
    """Steps two and three; False where somebody else has the lease by now."""
    reaction = reactions.get(row.reaction)
    if reaction is None:
        raise deliveries.Permanent(f"no reaction is called {row.reaction}")
    if row.channel in reaction.outside:
        _call_out(row, reaction)
    with unit() as session:
        effect = deliveries.effect_of(reaction, row.channel)
        return deliveries.finish(session, row.id, owner, effect, worker)


def _call_out(row: Delivery, reaction: Reaction) -> None:
    with reading() as session:
        entry = session.get_one(journal.Entry, row.entry_seq)
        call = reaction.outside[row.channel](session, entry, row)
    call()


def _keep(key: UUID, owner: str, error: Exception, *, outside: bool, harm: bool) -> bool:
    """Write the failure down; a database that is away for a moment must not make it a death."""
    for pause in PAUSES:
        try:
            with unit() as session:
                return deliveries.fail(session, key, owner, error, outside=outside, harm=harm)
        except (DBAPIError, Unavailable) as away:
            log.warning("delivery.not_kept", delivery=str(key), error=type(away).__name__)
            time.sleep(pause)
    with unit() as session:
        return deliveries.fail(session, key, owner, error, outside=outside, harm=harm)
