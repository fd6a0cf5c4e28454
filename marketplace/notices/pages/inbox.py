"""HTML door: the inbox."""

from uuid import UUID

from flask import Blueprint, redirect, render_template
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.notices import actions, queries
from marketplace.notices.schemas import InboxIn
from marketplace.notices.states import KINDS
from marketplace.web import forms, who

pages = Blueprint("notices_pages", __name__, template_folder="../templates")


@pages.get("/inbox")
def inbox() -> str:
    """One's notices, the newest first."""
    asked = forms.asked(InboxIn())
    with reading() as session:
        actor = who.actor(session)
        if actor.person is None:
            raise Unauthenticated
        page = queries.inbox(session, actor, **asked)
    return render_template("notices/inbox.html", page=page, kinds=KINDS, asked=asked)


@pages.post("/inbox/<uuid:key>/open")
def open_notice(key: UUID) -> Answer:
    """Mark as read and go where the notice leads."""
    with unit() as session:
        line = actions.read(session, who.actor(session), key)
    return redirect(line.url, 303)


@pages.post("/inbox/read")
def read_all() -> Answer:
    """Mark all as read."""
    with unit() as session:
        actions.read_all(session, who.actor(session))
    return redirect("/inbox", 303)
