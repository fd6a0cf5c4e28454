"""JSON door: one's inbox."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.core.page import Page
from marketplace.notices import actions, queries
from marketplace.notices.models import Notice
from marketplace.notices.schemas import InboxIn, NoticeOut
from marketplace.web.doors import Door

notices = Door("notices", __name__, url_prefix="/api/v1/notices", description="One's inbox")


@notices.route("")
@notices.arguments(InboxIn, location="query")
@notices.page(NoticeOut)
def inbox(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Notice]:
    """Your inbox, the newest first."""
    if actor.person is None:
        raise Unauthenticated
    return queries.inbox(session, actor, **asked)


@notices.route("/<uuid:key>/moves/read", methods=["POST"])
@notices.write(NoticeOut)
def read(session: Session, actor: Actor, key: UUID) -> Notice:
    """Mark one as read."""
    if actor.person is None:
        raise Unauthenticated
    return actions.read(session, actor, key)


DOORS = (notices,)
