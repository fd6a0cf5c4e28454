"""Reading daily letters."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from marketplace.notices.models import Digest, DigestLine, Notice


def digest(session: Session, key: UUID, *, lock: bool = False) -> Digest:
    """One letter; locked where something will be added or sealed."""
    return session.get_one(Digest, key, with_for_update=lock)


def lines(session: Session, key: UUID) -> Sequence[DigestLine]:
    """What was gathered for a letter, the oldest first."""
    rows = select(DigestLine).where(DigestLine.digest_id == key)
    return session.scalars(rows.order_by(DigestLine.entry_seq, DigestLine.reaction)).all()


def read_meanwhile(session: Session, key: UUID) -> set[tuple[int, str]]:
    """Those (entry, reaction) of a letter that its reader has read in the inbox already."""
    same = and_(
        Notice.entry_seq == DigestLine.entry_seq,
        Notice.recipient == DigestLine.recipient,
        Notice.reaction == DigestLine.reaction,
    )
    rows = (
        select(DigestLine.entry_seq, DigestLine.reaction)
        .join(Notice, same)
        .where(DigestLine.digest_id == key, Notice.read_at.is_not(None))
    )
    return {(seq, name) for seq, name in session.execute(rows)}
