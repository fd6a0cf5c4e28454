"""A request that is repeated with the same key is answered from what was kept, not done again."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Mapped, Session, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.errors import Busy, KeyReused

KEPT = timedelta(days=7)


class Kept(Base):
    """The answer to a request, under the asker's own key."""

    __tablename__ = "idempotency"

    person: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    status: Mapped[int]
    body: Mapped[str]
    etag: Mapped[str | None]
    until: Mapped[datetime]


def find(session: Session, person: UUID, key: str, request_hash: str) -> Kept | None:
    """The kept answer; KeyReused when the key was used for a different request."""
    rows = select(Kept).where(Kept.person == person, Kept.key == key, Kept.until > now())
    kept = session.scalars(rows).first()
    if kept and kept.request_hash != request_hash:
        raise KeyReused
    return kept


def reserve(session: Session, person: UUID, key: str, request_hash: str) -> Kept:
    """Take the key inside the unit, so that a second request at the same time waits or fails.

    Raises Busy where another request has answered under it since this one looked.
    """
    old = session.get(Kept, (person, key))
    if old is not None:
        if old.until > now():
            raise Busy
        session.delete(old)
        session.flush()
    kept = Kept(
        person=person, key=key, request_hash=request_hash, status=0, body="", until=now() + KEPT
    )
    session.add(kept)
    session.flush()
    return kept
