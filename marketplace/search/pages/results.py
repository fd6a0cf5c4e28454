"""HTML door: the search page."""

from typing import Any, cast
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from marketplace import house
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading
from marketplace.search.errors import BadQuestion
from marketplace.search.queries import asking, telling
from marketplace.search.queries.asking import Answer, Asked
from marketplace.search.queries.telling import Value
from marketplace.search.schemas import RANGES, SearchIn
from marketplace.search.words import FACETS, SORTS
from marketplace.web import forms, who
from marketplace.web.address import toggled, url_with
from marketplace.web.shapes import Chip, Choice, Facet, Tab
from marketplace.web.speech import language, say

results = Blueprint("results", __name__, template_folder="../templates")
# Orders that only some kinds of things have.
SORTS_OF = {
    "technology": ("trl", "price", "-price"),
    "demand": ("deadline",),
}
ALL = Phrase("全部", "All")


@results.get("/search")
def search() -> str | tuple[str, int]:
    """What is found, with the ways to narrow it."""
    asked = cast("Asked", forms.asked(SearchIn()))
    try:
        found = _found(asked)
    except BadQuestion as refused:
        return render_template("search/search.html", **_nothing(asked), refused=refused.data), 400
    return render_template("search/search.html", **found, refused=None)


def _found(asked: Asked) -> dict[str, Any]:
    with reading() as session:
        answer = asking.search(session, who.actor(session), asked)
        items = telling.items(session, answer, language())
        values = telling.values(session, asked, answer, language())
    groups = [Facet(FACETS[n], _choices(n, values[n])) for n in FACETS if len(values[n]) > 0]
    return _nothing(asked) | {
        "items": items,
        "total": answer.total,
        "tabs": _tabs(answer),
        "groups": groups,
        "chips": _chips(values),
        "next_url": url_with(after=answer.next) if answer.next else None,
    }


def _nothing(asked: Asked) -> dict[str, Any]:
    words = asked.text.split()
    return {
        "q": asked.text,
        "sort": asked.order,
        "sorts": [
            Tab(SORTS[name], url_with(sort=name, after=None), name == asked.order)
            for name in _sorts(asked)
        ],
        "kinds": {kind: findable.one for kind, findable in house.DOCUMENTS.items()},
        "shorter": " ".join(words[:-1]),
        "demand_url": f"/demands/new?{urlencode({'text': asked.text})}",
        "items": [],
        "total": 0,
        "tabs": [],
        "groups": [],
        "chips": [],
        "next_url": None,
        "clear_url": url_with(**dict.fromkeys([*FACETS, *RANGES, "after"])),
        "start_url": url_with(after=None) if asked.after else None,
    }


def _sorts(asked: Asked) -> list[str]:
    """The orders that say something about what is looked at, and the one in force."""
    kind = asked.kinds[0] if len(asked.kinds) == 1 else ""
    text = ["relevance"] if asked.text.strip() else []
    return list(dict.fromkeys([*text, "newest", *SORTS_OF.get(kind, ()), asked.order]))


def _tabs(answer: Answer) -> list[Tab]:
    counts = answer.facets["kind"]
    chosen = request.args.getlist("kind")
    drop = dict.fromkeys([*FACETS, "after"])
    tabs = [Tab(ALL, url_with(kind=None, after=None), not chosen, sum(counts.values()))]
    for kind, findable in house.DOCUMENTS.items():
        url = url_with(**drop | {"kind": kind})
        tabs.append(Tab(findable.words, url, chosen == [kind], counts.get(kind, 0)))
    return tabs


def _choices(name: str, values: list[Value]) -> list[Choice]:
    return [Choice(v.label, v.count, toggled(name, v.value), v.chosen) for v in values]


def _chips(values: dict[str, list[Value]]) -> list[Chip]:
    chosen = [
        Chip(v.label, toggled(name, v.value)) for name in FACETS for v in values[name] if v.chosen
    ]
    ranged = [
        Chip(f"{say(*RANGE_WORDS[name])} {request.args[name]}", url_with(**{name: None}))
        for name in RANGES
        if request.args.get(name)
    ]
    return chosen + ranged


RANGE_WORDS: dict[str, Phrase] = {
    "trl_min": Phrase("成熟度不低于", "TRL at least"),
    "trl_max": Phrase("成熟度不高于", "TRL at most"),
    "price_min_fen": Phrase("价格（分）不低于", "Price (fen) at least"),
    "price_max_fen": Phrase("价格（分）不高于", "Price (fen) at most"),
    "budget_min_fen": Phrase("预算（分）不低于", "Budget (fen) at least"),
    "budget_max_fen": Phrase("预算（分）不高于", "Budget (fen) at most"),
    "published_from": Phrase("发布不早于", "Published from"),
    "published_to": Phrase("发布不晚于", "Published until"),
    "deadline_from": Phrase("截止不早于", "Closes from"),
    "deadline_to": Phrase("截止不晚于", "Closes until"),
}
