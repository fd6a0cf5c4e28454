"""HTML door: the search page."""

from typing import Any, cast
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from marketplace import house
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading
from marketplace.display import public as display
from marketplace.search.errors import BadQuestion
from marketplace.search.pages import narrowing, understood
from marketplace.search.queries import asking, telling
from marketplace.search.queries.asking import Answer, Asked
from marketplace.search.queries.figures import figures
from marketplace.search.queries.telling import Item
from marketplace.search.queries.values import values
from marketplace.search.schemas import RANGES, SUMS, PageAsked, SearchPageIn
from marketplace.search.words import FACETS, SORTS
from marketplace.web import forms, picking, who
from marketplace.web.address import url_with
from marketplace.web.picking import Picked
from marketplace.web.shapes import Tab
from marketplace.web.speech import language

results = Blueprint("results", __name__, template_folder="../templates")
# Orders that only some kinds of things have.
SORTS_OF = {
    "technology": ("trl", "price", "-price"),
    "demand": ("deadline",),
}
ALL = Phrase("全部", "All")
# What a saved search keeps of a question: how results are shown is none of it.
KEPT = {"q", "kind", "measure", "exact", *FACETS, *RANGES}
TYPED = [name for ends in SUMS.values() for name in ends]


@results.get("/search")
def search() -> str | tuple[str, int] | Response:
    """What is found, with the ways to narrow it."""
    given = cast("PageAsked", forms.asked(SearchPageIn()))
    if given.compares:
        return redirect(picking.comparison(given.compare), 303)
    if request.args.keys() & set(TYPED):  # One address for one question: money in fen.
        return redirect(url_with(**dict.fromkeys(TYPED) | given.sums | {"after": None}), 303)
    try:
        found = _found(given)
    except BadQuestion as refused:
        nothing = _nothing(given.asked)
        return render_template("search/search.html", **nothing, refused=refused.data), 400
    return render_template("search/search.html", **found, refused=None)


def _found(given: PageAsked) -> dict[str, Any]:
    asked = given.asked
    with reading() as session:
        answer = asking.search(session, who.actor(session), asked)
        items = telling.items(session, answer, language())
        told = values(session, asked, answer, language())
        picked = _picked(session, given, items)
    told_figures = figures(answer, language())
    return _nothing(asked) | {
        "figures": told_figures,
        "readings": understood.readings(answer, asked),
        "relaxed": answer.relaxed,
        "words": understood.words(answer, asked),
        "shelves": understood.shelves(asked) if not answer.total else [],
        "sorts": _sort_tabs(asked) + understood.sorts(told_figures, asked),
        "items": items,
        "total": answer.total,
        "tabs": _tabs(answer),
        "groups": narrowing.facets(asked, told),
        "spans": narrowing.spans(asked, told),
        "chips": narrowing.chips(told) + understood.chips(told_figures),
        "after": answer.next,
        "picked": picked,
    }


def _picked(session: Session, given: PageAsked, items: list[Item]) -> Picked:
    """What is ticked to be compared, as far as the reader may see it."""
    seen = display.technologies(session, who.actor(session), given.compare)
    titles = {key: seen[key].title for key in given.compare if key in seen}
    return picking.picked(titles, [item.id for item in items if item.kind == "technology"])


def _nothing(asked: Asked) -> dict[str, Any]:
    return {
        "q": asked.text,
        "kept": _kept(),
        "sort": asked.order,
        "sorts": _sort_tabs(asked),
        "figures": [],
        "tally": understood.tally,
        "readings": None,
        "relaxed": False,
        "words": [],
        "shelves": understood.shelves(asked),
        "kinds": {kind: findable.one for kind, findable in house.DOCUMENTS.items()},
        "demand_url": f"/demands/new?{urlencode({'text': asked.text})}",
        "items": [],
        "total": 0,
        "tabs": [],
        "groups": [],
        "spans": [],
        "chips": [],
        "after": None,
        "picked": None,
        "clear_url": url_with(**dict.fromkeys([*FACETS, *RANGES, "measure", "after"])),
        "start_url": url_with(after=None) if asked.after else None,
    }


def _kept() -> list[tuple[str, str]]:
    """The parameters a saved search has; none where they ask for nothing."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name in KEPT]
    kept = [(name, value) for name, value in kept if value.strip()]
    return kept if {name for name, _ in kept} - {"kind", "exact"} else []


def _sort_tabs(asked: Asked) -> list[Tab]:
    return [
        Tab(SORTS[name], url_with(sort=name, after=None), name == asked.order)
        for name in _sorts(asked)
    ]


def _sorts(asked: Asked) -> list[str]:
    """The orders that say something about what is looked at, and the one in force."""
    kind = asked.kinds[0] if len(asked.kinds) == 1 else ""
    text = ["relevance"] if asked.text.strip() else []
    known = [asked.order] if asked.order in SORTS else []
    return list(dict.fromkeys([*text, "newest", *SORTS_OF.get(kind, ()), *known]))


def _tabs(answer: Answer) -> list[Tab]:
    counts = answer.facets["kind"]
    chosen = request.args.getlist("kind")
    drop = dict.fromkeys([*FACETS, "after"])
    tabs = [Tab(ALL, url_with(kind=None, after=None), not chosen, sum(counts.values()))]
    for kind, findable in house.DOCUMENTS.items():
        url = url_with(**drop | {"kind": kind})
        tabs.append(Tab(findable.words, url, chosen == [kind], counts.get(kind, 0)))
    return tabs
