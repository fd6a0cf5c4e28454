"""HTML doors: matches with their explanation, and saved searches."""

from functools import partial
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from marketplace.core.actor import Actor
from marketplace.core.errors import Problem, Unauthenticated
from marketplace.core.unit import reading, unit
from marketplace.matching import actions
from marketplace.matching.queries import match as queries
from marketplace.matching.queries import saved_search as searches
from marketplace.matching.queries.match import MatchCard
from marketplace.matching.queries.reasons import least, reasons_told
from marketplace.matching.rules import match as rules
from marketplace.matching.rules.saved_search import address, described
from marketplace.matching.schemas import DismissIn, MatchListIn, SavedSearchForm
from marketplace.matching.states import MATCH
from marketplace.matching.words import (
    CONTENT_ONLY,
    FEATURES,
    HINTS,
    REASONS,
    SIDES,
    STATES,
    VERDICTS,
)
from marketplace.web import forms, who
from marketplace.web.doors import PageIn
from marketplace.web.fields import open_moves
from marketplace.web.shapes import Move
from marketplace.web.speech import language, say

pages = Blueprint("matching_pages", __name__, template_folder="templates")
WORDS = {
    "states": STATES, "sides": SIDES, "reasons": REASONS, "features": FEATURES,
    "verdicts": VERDICTS, "content_only": CONTENT_ONLY, "hints": HINTS,
}  # fmt: skip


def _somebody(actor: Actor) -> None:
    if not actor.is_somebody:
        raise Unauthenticated


@pages.get("/matches")
def matches() -> str:
    """The matches of one's organisation, the newest first."""
    asked = forms.asked(MatchListIn())
    with reading() as session:
        actor = who.actor(session)
        _somebody(actor)
        page = queries.matches(session, actor, **asked)
        about = asked.get("technology")
        told = reasons_told(session, actor, about) if about else []
    return render_template("matching/matches.html", page=page, asked=asked, told=told, **WORDS)


@pages.get("/matches/<uuid:key>")
def match(key: UUID) -> str:
    """One match: both sides, the explanation, and what to make of it."""
    with reading() as session:
        actor = who.actor(session)
        card = queries.shown(session, actor, key)
        first = card.side is not None and not queries.was_opened(session, key, card.side)
    if first and card.side and request.method == "GET":
        with unit() as session:
            actions.opened(session, card.side, key)
    return render_template("matching/match.html", card=card, moves=_moves(actor, card), **WORDS)


def _moves(actor: Actor, card: MatchCard) -> list[Move]:
    return [_move(m.name, m.words, card) for m in open_moves(MATCH, rules.MAY, actor, card.row)]


def _move(name: str, words: tuple[str, str], card: MatchCard) -> Move:
    url, label = f"/matches/{card.id}/moves/{name}", say(*words)
    if name != "dismiss":
        return Move(label, url, card.version)
    return Move(
        label,
        url,
        card.version,
        reason=say("原因", "Reason"),
        reason_required=True,
        reasons=tuple(REASONS.items()),
        note=say("说明", "In your words"),
        hint=_who_sees(),
    )


def _who_sees() -> str:
    return (
        say(
            "原因只给本方和市场运营方看。%s 家以上需求方提出同一原因时，"
            "技术方会看到原因和家数，看不到是谁。",
            "Only your side and the operator see the reason. Where %s or more seekers gave the "
            "same one, the holder sees it with their number, never who they are.",
        )
        % least()
    )


@pages.post("/matches/<uuid:key>/moves/dismiss")
def dismiss(key: UUID) -> Answer:
    """Say no, with a reason."""
    form = forms.read(DismissIn())
    given = form.command or {"reason": ""}
    with unit() as session:
        actions.dismiss(session, who.actor(session), key, who.seen(), **given)
    flash(say("已记下，不再推荐这一对。", "Noted; this pair is not suggested again."))
    return redirect(f"/matches/{key}", 303)


@pages.post("/matches/<uuid:key>/moves/take_up")
def take_up(key: UUID) -> Answer:
    """Say that one follows it up."""
    with unit() as session:
        actions.take_up(session, who.actor(session), key, who.seen())
    flash(say("已标为跟进。", "Marked as taken up."))
    return redirect(f"/matches/{key}", 303)


@pages.get("/saved-searches")
def saved_searches() -> str:
    """One's saved searches."""
    return _searches(forms.Form(), forms.asked(PageIn()))


def _searches(form: forms.Form, asked: dict[str, object]) -> str:
    with reading() as session:
        actor = who.actor(session)
        _somebody(actor)
        page = searches.saved_searches(session, actor, **asked)  # type: ignore[arg-type]  # PageIn proved them.
    told = partial(described, language=language())
    return render_template("matching/saved_searches.html", page=page, form=form, described=told)


@pages.post("/saved-searches")
def save() -> tuple[str, int] | Answer:
    """Keep the search of a page of results."""
    form = forms.read(SavedSearchForm())
    if form.command:
        try:
            with unit() as session:
                actions.save(session, who.actor(session), form.command)
        except Unauthenticated:
            raise
        except Problem as problem:
            form.refuse(problem)
        else:
            flash(say("已保存，有新结果时告知您。", "Saved; you are told what is new in it."))
            return redirect("/saved-searches", 303)
    return _searches(form, {}), 422


@pages.post("/saved-searches/<uuid:key>/run")
def run(key: UUID) -> Answer:
    """Look at its results now."""
    with unit() as session:
        row = actions.run(session, who.actor(session), key)
    return redirect(address(row.query, "/search"), 303)


@pages.post("/saved-searches/<uuid:key>/delete")
def delete(key: UUID) -> Answer:
    """Forget it."""
    with unit() as session:
        actions.delete(session, who.actor(session), key, who.seen())
    flash(say("已删除。", "Deleted."))
    return redirect("/saved-searches", 303)


PAGES = (pages,)
