"""JSON door: one's inbox, and how one wants to be told."""

from typing import Any
from uuid import UUID

from flask import Response, json, request
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.core.page import Page
from marketplace.core.unit import reading
from marketplace.notices import actions, queries
from marketplace.notices.actions import ChooseNotices
from marketplace.notices.models import Notice
from marketplace.notices.schemas import (
    InboxIn,
    NoticeOut,
    NoticeSettingsIn,
    NoticeSettingsOut,
    UnreadOut,
)
from marketplace.notices.states import Chosen
from marketplace.web import who
from marketplace.web.doors import Door
from marketplace.web.once import reply

notices = Door("notices", __name__, url_prefix="/api/v1/notices", description="One's inbox")


@notices.route("")
@notices.arguments(InboxIn, location="query")
@notices.page(NoticeOut)
def inbox(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Notice]:
    """Your inbox, the newest first."""
    if actor.person is None:
        raise Unauthenticated
    return queries.inbox(session, actor, **asked)


@notices.route("/unread")
@notices.response(200, UnreadOut)
def unread() -> Response:
    """How many wait to be read; made to be polled: 304 while the ETag is the same."""
    with reading() as session:
        actor = who.actor(session)
        if actor.person is None:
            raise Unauthenticated
        count = queries.unread(session, actor)
    status = 304 if request.if_none_match.contains(str(count)) else 200
    return reply(json.dumps({"unread": count}) if status == 200 else "", status, f'"{count}"')  # noqa: PLR2004


@notices.route("/<uuid:key>/moves/read", methods=["POST"])
@notices.write(NoticeOut)
def read(session: Session, actor: Actor, key: UUID) -> Notice:
    """Mark one as read."""
    if actor.person is None:
        raise Unauthenticated
    return actions.read(session, actor, key)


@notices.route("/moves/read", methods=["POST"])
@notices.write(UnreadOut)
def read_all(session: Session, actor: Actor) -> dict[str, int]:
    """Mark all as read."""
    actions.read_all(session, actor)
    return {"unread": 0}


@notices.route("/settings")
@notices.read(NoticeSettingsOut)
def settings(session: Session, actor: Actor) -> Chosen:
    """How you are told of which kind of notice, and your quiet hours."""
    if actor.person is None:
        raise Unauthenticated
    return queries.chosen_by(session, actor.person)


@notices.route("/settings", methods=["PUT"])
@notices.arguments(NoticeSettingsIn)
@notices.write(NoticeSettingsOut, if_match=True)
def choose(session: Session, actor: Actor, command: ChooseNotices, seen: int) -> Chosen:
    """Choose how you are told."""
    return actions.choose(session, actor, command, seen)


DOORS = (notices,)
