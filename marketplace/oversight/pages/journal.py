"""The journal as the operator reads it, and the button for notices that could not be sent."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response as Answer

from marketplace.core.consent import must
from marketplace.core.unit import reading, unit
from marketplace.oversight import actions, rules
from marketplace.oversight.queries import journal as queries
from marketplace.oversight.schemas import JournalIn
from marketplace.web import forms, who
from marketplace.web.address import url_with
from marketplace.web.speech import say
from marketplace.web.telling import timeline

journal = Blueprint("journal", __name__, template_folder="../templates")


@journal.get("/oversight/journal")
def entries() -> str:
    """What happened to one thing, or lately to all; the newest first."""
    asked = forms.asked(JournalIn())
    with reading() as session:
        must(rules.may_operate, who.actor(session), None)
        found = queries.entries(session, **asked)
        lines = timeline(found, queries.names(session, found))
    more = url_with(before=found[-1].seq) if len(found) == queries.MOST else None
    return render_template(
        "oversight/journal.html", asked=asked, lines=lines, found=found, next_url=more
    )


@journal.post("/oversight/deliveries/<uuid:key>/retry")
def retry(key: UUID) -> Answer:
    """Send a parked notice again."""
    with unit() as session:
        actions.retry(session, who.actor(session), key)
    flash(say("已重新排队投递", "It is queued to be sent again"), "good")
    return redirect("/desk", 303)
