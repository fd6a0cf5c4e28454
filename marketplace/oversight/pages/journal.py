"""The journal as the operator reads it, and the button for notices that could not be sent."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response as Answer

from marketplace.core.consent import must
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit
from marketplace.oversight import actions, rules
from marketplace.oversight.queries import journal as queries
from marketplace.oversight.schemas import JournalIn
from marketplace.web import forms, who
from marketplace.web.address import url_with
from marketplace.web.speech import say, speak
from marketplace.web.telling import sentence, timeline

journal = Blueprint("journal", __name__, template_folder="../templates")


@journal.get("/oversight/journal")
def entries() -> str:
    """What happened to one thing, or lately to all; the newest first."""
    asked = forms.asked(JournalIn())
    with reading() as session:
        must(rules.may_operate, who.actor(session), None)
        found = queries.entries(session, **asked)
        names = queries.names(session, found)
    more = url_with(before=found[-1].seq) if len(found) == queries.MOST else None
    return render_template(
        "oversight/journal.html",
        asked=asked,
        lines=timeline(found, names),
        subjects=_subjects(found, names),
        next_url=more,
    )


def _subjects(found: Sequence[Entry], names: Mapping[UUID, str]) -> list[tuple[str, UUID, str]]:
    """What the entries are about, each once: by title or name, else by what last happened to it."""
    told: dict[tuple[str, UUID], str] = {}
    for entry in found:
        called = entry.data.get("title") or names.get(entry.subject_id)
        words = called or speak(sentence(entry))
        told.setdefault((entry.subject_kind, entry.subject_id), str(words))
    return [(kind, key, words) for (kind, key), words in told.items()]


@journal.post("/oversight/deliveries/<uuid:key>/retry")
def retry(key: UUID) -> Answer:
    """Send a parked notice again."""
    with unit() as session:
        actions.retry(session, who.actor(session), key)
    flash(say("已重新排队投递", "It is queued to be sent again"), "good")
    return redirect("/desk", 303)


@journal.post("/oversight/deliveries/retry")
def retry_all() -> Answer:
    """Send parked notices again: all of one reaction, or all."""
    reaction = forms.words("reaction")
    with unit() as session:
        count = actions.retry_all(session, who.actor(session), reaction=reaction)
    flash(say("已重新排队投递 %s 条", "%s are queued to be sent again") % count, "good")
    return redirect("/desk", 303)


@journal.post("/oversight/deliveries/<uuid:key>/drop")
def drop(key: UUID) -> Answer:
    """Give a parked notice up, for a reason."""
    reason = forms.words("reason", 500)
    with unit() as session:
        actions.drop(session, who.actor(session), key, reason)
    flash(say("已放弃，理由已记录", "It is given up, and the reason is on record"), "good")
    return redirect("/desk", 303)
