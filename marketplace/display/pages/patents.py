"""Pages of patent cards."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response as Answer

from marketplace.core.errors import Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.display import queries
from marketplace.display.actions import patent as actions
from marketplace.display.pages import choices
from marketplace.display.public import technologies as visible_technologies
from marketplace.display.rules import patent as rules
from marketplace.display.schemas.patent import PatentListIn
from marketplace.display.states import PATENT
from marketplace.display.words import LABELS
from marketplace.display.words.patent import STATES
from marketplace.identity import public as identity
from marketplace.web import forms, who
from marketplace.web.fields import open_moves
from marketplace.web.shapes import Move
from marketplace.web.speech import say

patent_pages = Blueprint("patent_pages", __name__, template_folder="../templates")


@patent_pages.get("/patents")
def patents() -> str:
    """The cards the reader may see, the newest first."""
    asked = forms.asked(PatentListIn())
    with reading() as session:
        page = queries.patent.patents(session, who.actor(session), **asked)
    return render_template(
        "display/patents.html", page=page, asked=asked, labels=LABELS, choices=choices
    )


@patent_pages.get("/patents/mine")
def mine() -> str:
    """The holder's own cards, what rests on each, and the way to offer it."""
    asked = forms.asked(PatentListIn(exclude=["holder"]))
    with reading() as session:
        actor = who.actor(session)
        if actor.org is None:
            raise Unauthenticated
        page = queries.patent.patents(session, actor, holder=actor.org, **asked)
        resting = queries.technology.resting_on_each(session, actor, [p.id for p in page.items])
    return render_template(
        "display/patents_mine.html", page=page, asked=asked, resting=resting, labels=LABELS
    )


@patent_pages.get("/patents/<uuid:key>")
def patent(key: UUID) -> str:
    """One card, and the technologies that rest on it."""
    with reading() as session:
        actor = who.actor(session)
        row = queries.patent.patent(session, actor, key)
        resting = [t.id for t in queries.technology.resting_on(session, key)]
        return render_template(
            "display/patent.html",
            row=row,
            holder=identity.name_of(session, row.holder_id) if row.holder_id else None,
            technologies=visible_technologies(session, actor, resting).values(),
            inventors=row.inventors if rules.may_see_inventors(actor, row) else [],
            near=queries.patent.visible_ids(session, actor, [row.near_of] if row.near_of else []),
            moves=[
                Move(m.words, f"/patents/{key}/moves/{m.name}", row.version, danger=m.danger)
                for m in open_moves(PATENT, rules.MAY, actor, row)
            ],
            labels=LABELS,
            choices=choices,
        )


@patent_pages.post("/patents/<uuid:key>/moves/<name>")
def move(key: UUID, name: str) -> Answer:
    """Make a move of a card."""
    with unit() as session:
        row = actions.move(session, who.actor(session), key, name, who.seen())
    flash(say(f"现在的状态：{STATES[row.state].zh}", f"It is now: {STATES[row.state].en}"))
    return redirect(f"/patents/{key}", 303)
