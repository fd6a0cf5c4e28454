"""The one journal: audit trail, timeline, and what every follower reads.

A change and the fact of it are one transaction. Entries are written in the unit's last step under
a short lock, so `seq` is the true order of commits and may serve as a cursor. Each entry carries
the hash of the one before it; the tables refuse UPDATE, DELETE and TRUNCATE by trigger.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import structlog
from sqlalchemy import BigInteger, Index, Integer, event, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.db import Base
from marketplace.core.text import canonical_json, plain

ZERO = "0" * 64
CHAIN_LOCK = 20201120  # The day the plan was issued; any constant does, this one is never reused.


class Subject(Protocol):
    """What a fact is about."""

    @property
    def kind(self) -> str:
        """Its kind, as in `subject_kind`."""
        ...

    @property
    def id(self) -> Any:
        """Its id."""
        ...


class Broken(Exception):
    """The chain of the journal does not hold at `seq`: `why`."""

    def __init__(self, seq: int, why: str) -> None:
        super().__init__(f"the journal breaks at {seq}: {why}")
        self.seq = seq
        self.why = why


class Entry(Base):
    """One fact: who did what to which thing, and when."""

    __tablename__ = "journal"
    __table_args__ = (Index("ix_journal_subject", "subject_kind", "subject_id", "seq"),)

    seq: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False
    )
    at: Mapped[datetime]
    actor_id: Mapped[UUID | None]
    org_id: Mapped[UUID | None]
    on_behalf_of: Mapped[UUID | None]
    fact: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    data: Mapped[dict[str, Any]]
    request_id: Mapped[str | None]
    prev_hash: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str]


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact that waits for the end of its unit."""

    actor: Actor
    fact: str
    subject: Subject
    data: dict[str, Any] = field(default_factory=dict)


def record(session: Session, actor: Actor, fact: str, subject: Subject, **data: object) -> None:
    """Say what happened, in the unit's last step; ids rather than personal text in `data`."""
    session.info.setdefault("journal", []).append(Draft(actor, fact, subject, plain(data)))


def drafts(session: Session) -> list[Draft]:
    """The facts recorded so far in this unit."""
    waiting: list[Draft] = session.info.get("journal", [])
    return waiting


def digest(entry: Entry) -> str:
    """The hash of an entry over its canonical form and the hash before it."""
    body = [
        entry.seq,
        entry.at.isoformat(timespec="microseconds"),
        str(entry.actor_id),
        str(entry.org_id),
        str(entry.on_behalf_of),
        entry.fact,
        entry.subject_kind,
        str(entry.subject_id),
        entry.data,
        entry.request_id,
        entry.prev_hash,
    ]
    return hashlib.sha256(canonical_json(body).encode()).hexdigest()


def write(session: Session) -> None:
    """Append the unit's facts to the chain, under the chain's lock (PostgreSQL) or the writer's."""
    waiting: list[Draft] = session.info.pop("journal", [])
    if not waiting:
        return
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": CHAIN_LOCK})
        session.execute(text("NOTIFY journal"))
    last = session.scalars(select(Entry).order_by(Entry.seq.desc()).limit(1)).first()
    seq, prev = (last.seq, last.hash) if last else (0, ZERO)
    for draft in waiting:
        seq += 1
        entry = _entry(draft, seq, prev)
        prev = entry.hash
        session.add(entry)
    session.flush()


def _entry(draft: Draft, seq: int, prev: str) -> Entry:
    entry = Entry(
        seq=seq,
        at=clock.now(),
        actor_id=draft.actor.person,
        org_id=draft.actor.org,
        on_behalf_of=draft.actor.on_behalf_of,
        fact=draft.fact,
        subject_kind=draft.subject.kind,
        subject_id=draft.subject.id,
        data=draft.data,
        request_id=structlog.contextvars.get_contextvars().get("request_id"),
        prev_hash=prev,
        hash="",
    )
    entry.hash = digest(entry)
    return entry


def after(session: Session, seq: int, limit: int = 200) -> list[Entry]:
    """The next entries after a cursor, oldest first."""
    rows = select(Entry).where(Entry.seq > seq).order_by(Entry.seq).limit(limit)
    return list(session.scalars(rows))


def about(session: Session, kind: str, subject: UUID, limit: int = 200) -> Sequence[Entry]:
    """What happened to one thing, oldest first: its timeline."""
    rows = select(Entry).where(Entry.subject_kind == kind, Entry.subject_id == subject)
    return session.scalars(rows.order_by(Entry.seq).limit(limit)).all()


def is_by(session: Session, actor: Actor, subject: Subject, fact: str | None = None) -> bool:
    """Whether this person said something about a thing for a firm (or this fact, for anybody).

    What somebody entered with their own hands they do not judge, whoever they act for now (INV-G6).
    """
    rows = select(Entry.seq).where(
        Entry.subject_kind == subject.kind,
        Entry.subject_id == subject.id,
        Entry.actor_id == actor.person,
        Entry.fact == fact if fact else Entry.on_behalf_of.is_not(None),
    )
    return actor.person is not None and session.scalars(rows.limit(1)).first() is not None


def head(session: Session) -> int:
    """The last sequence number, 0 for an empty journal."""
    return session.scalar(select(func.max(Entry.seq))) or 0


def verify(session: Session, progress: int = 1000) -> Iterator[int]:
    """Prove the chain from the first entry on; yields the number proved so far, raises Broken."""
    rows = select(Entry).order_by(Entry.seq).execution_options(yield_per=500)
    with closing(session.scalars(rows)) as entries:
        prev, seq = ZERO, 0
        for entry in entries:
            _prove(entry, seq, prev)
            prev, seq = entry.hash, entry.seq
            if seq % progress == 0:
                yield seq
    yield seq


def _prove(entry: Entry, seq: int, prev: str) -> None:
    if entry.seq != seq + 1:
        raise Broken(seq + 1, "an entry is missing")
    if entry.prev_hash != prev:
        raise Broken(entry.seq, "it does not follow the entry before it")
    if entry.hash != digest(entry):
        raise Broken(entry.seq, "its content was changed")


@event.listens_for(Entry, "before_update")
@event.listens_for(Entry, "before_delete")
def _never(*_: Any) -> None:
    raise RuntimeError("the journal is append-only")
