"""The follower that turns facts into deliveries, and the three steps of one delivery."""

from collections.abc import Mapping
from uuid import UUID, uuid4

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import deliveries, journal
from marketplace.core.clock import now
from marketplace.core.deliveries import Cursor, Delivery, On, Reaction
from marketplace.core.unit import reading, unit

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


def deliver(key: UUID, reactions: Mapping[str, Reaction], worker: str, lease_s: float) -> bool:
    """Claim, work, finish. True when this call closed the delivery; errors are kept in the row."""
    owner = f"{worker}:{uuid4().hex[:8]}"
    with unit() as session:
        row = deliveries.claim(session, key, owner, lease_s)
    if row is None:
        return False
    reaction = reactions.get(row.reaction)
    try:
        if reaction is None:
            raise deliveries.Permanent(f"no reaction is called {row.reaction}")  # noqa: TRY301 - one way for all failures.
        if row.channel in reaction.outside:
            _call_out(row, reaction)
        with unit() as session:
            effect = deliveries.effect_of(reaction, row.channel)
            return deliveries.finish(session, key, owner, effect, worker)
    except deliveries.Later as held:
        with unit() as session:
            deliveries.hold(session, key, owner, held.until)
        return False
    except Exception as error:  # noqa: BLE001 - Whatever a reaction raises, the row keeps it and is tried again.
        log.warning("delivery.failed", delivery=str(key), reaction=row.reaction, error=repr(error))
        with unit() as session:
            deliveries.fail(session, key, owner, error)
        return False


def _call_out(row: Delivery, reaction: Reaction) -> None:
    with reading() as session:
        entry = session.get_one(journal.Entry, row.entry_seq)
        call = reaction.outside[row.channel](session, entry, row)
    call()
