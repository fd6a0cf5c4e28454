"""Reading an inbox."""

from uuid import UUID

from sqlalchemy import Select, false, func, select
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page, keyset
from marketplace.notices.errors import NoSuchNotice
from marketplace.notices.models import Notice


def visible(actor: Actor) -> Select[Notice]:
    """One's own; the twin of `rules.may_see`."""
    if actor.person is None:
        return select(Notice).where(false())
    return select(Notice).where(Notice.recipient == actor.person)


def notice(session: Session, actor: Actor, key: UUID) -> Notice:
    """One of one's own."""
    found = session.scalars(visible(actor).where(Notice.id == key)).first()
    if found is None:
        raise NoSuchNotice
    return found


def inbox(
    session: Session,
    actor: Actor,
    *,
    unread: bool = False,
    kind: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[Notice]:
    """One's inbox, the newest first."""
    rows = visible(actor)
    if unread:
        rows = rows.where(Notice.read_at.is_(None))
    if kind:
        rows = rows.where(Notice.kind == kind)
    return keyset(session, rows, Notice.created_at, Notice.id, after, limit)


def unread(session: Session, actor: Actor) -> int:
    """How many of one's notices wait to be read."""
    if actor.person is None:
        return 0
    mine = (Notice.recipient == actor.person, Notice.read_at.is_(None))
    return session.scalar(select(func.count()).select_from(Notice).where(*mine)) or 0
