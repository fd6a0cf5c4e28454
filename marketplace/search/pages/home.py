"""The home page: what the market is, how to search it, and what is new."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, current_app, render_template
from sqlalchemy.orm import Session

from marketplace import house
from marketplace.core.actor import NOBODY
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading
from marketplace.search.errors import IndexAway, SearchBusy
from marketplace.search.queries import asking, telling
from marketplace.search.queries.asking import Asked
from marketplace.search.queries.telling import Item
from marketplace.search.words import FUNCTIONS, Function
from marketplace.web.speech import language

home = Blueprint("home", __name__, template_folder="../templates")
FEW = 4
LATEST = {
    "technology": Phrase("最新发布的技术", "Latest technologies"),
    "demand": Phrase("正在征集的需求", "Open demands"),
}


@home.get("/")
def front() -> str:
    """What everybody may see of the market, whoever asks."""
    shown: dict[str, Any] = {"counts": {}, "latest": [], "away": False}
    try:
        with reading() as session:
            shown |= {"counts": _counts(session), "latest": _latest(session)}
    except (IndexAway, SearchBusy):
        shown["away"] = True
    return render_template(
        "search/home.html",
        many={kind: findable.words for kind, findable in house.DOCUMENTS.items()},
        kinds={kind: findable.one for kind, findable in house.DOCUMENTS.items()},
        functions=_functions(),
        **shown,
    )


def _counts(session: Session) -> Mapping[str, int]:
    answer = asking.search(session, NOBODY, Asked(limit=0, facets=("kind",)))
    return {kind: answer.facets["kind"].get(kind, 0) for kind in house.DOCUMENTS}


def _latest(session: Session) -> list[tuple[Phrase, str, list[Item]]]:
    return [
        (words, f"/search?kind={kind}", _newest(session, kind))
        for kind, words in LATEST.items()
        if kind in house.DOCUMENTS
    ]


def _newest(session: Session, kind: str) -> list[Item]:
    answer = asking.search(session, NOBODY, Asked(kinds=(kind,), sort="newest", limit=FEW))
    return telling.items(session, answer, language())


def _functions() -> list[Function]:
    """The five functions, each with the pages that this market has."""
    known = current_app.url_map.bind("")
    return [
        Function(f.name, f.words, tuple(link for link in f.links if known.test(link[1], "GET")))
        for f in FUNCTIONS
    ]
