"""Writing into inboxes, marking as read."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.clock import now
from marketplace.core.deliveries import Delivery
from marketplace.core.errors import Unauthenticated
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.notices import queries
from marketplace.notices.models import Notice
from marketplace.notices.states import KindName


def put(
    session: Session, entry: Entry, delivery: Delivery, kind: KindName, words: Phrase, url: str
) -> Notice:
    """Put a line into the recipient's inbox."""
    line = Notice(
        entry_seq=entry.seq,
        reaction=delivery.reaction,
        recipient=UUID(delivery.recipient),
        kind=kind,
        fact=entry.fact,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
        zh=words.zh,
        en=words.en,
        url=url,
        data=entry.data,
        worker=delivery.worker or "",
    )
    session.add(line)
    return line


def read(session: Session, actor: Actor, key: UUID) -> Notice:
    """Mark one of one's own as read; a thing of the reader's, no fact of the market."""
    line = queries.notice(session, actor, key)
    line.read_at = line.read_at or now()
    return line


def read_all(session: Session, actor: Actor) -> None:
    """Mark all of one's own as read."""
    if actor.person is None:
        raise Unauthenticated
    mine = update(Notice).where(Notice.recipient == actor.person, Notice.read_at.is_(None))
    session.execute(mine.values(read_at=now()))
