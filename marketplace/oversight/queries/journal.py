"""The journal as the operator reads it: what happened to one thing, or lately to all."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core.journal import Entry
from marketplace.identity import public as identity

MOST = 100


def entries(
    session: Session,
    *,
    kind: str | None = None,
    subject: UUID | None = None,
    before: int | None = None,
    limit: int = MOST,
) -> Sequence[Entry]:
    """Entries, the newest first; of one kind, of one thing, or before a number."""
    rows = select(Entry)
    if kind:
        rows = rows.where(Entry.subject_kind == kind)
    if subject:
        rows = rows.where(Entry.subject_id == subject)
    if before:
        rows = rows.where(Entry.seq < before)
    return session.scalars(rows.order_by(Entry.seq.desc()).limit(limit)).all()


def names(session: Session, found: Sequence[Entry]) -> dict[UUID, str]:
    """Who acted and for whom, by id."""
    people = identity.people(session, {e.actor_id for e in found if e.actor_id})
    organisations = identity.organisations(session, {e.org_id for e in found if e.org_id})
    return {key: card.name for key, card in people.items()} | {
        key: card.name for key, card in organisations.items()
    }
