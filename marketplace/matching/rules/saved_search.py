"""Who may do what with a saved search, and what it asks of the index."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from marketplace.core import measure, money, price_bands, wishing
from marketplace.core.actor import Actor
from marketplace.core.lexicon import SOURCES
from marketplace.core.measure import Claim
from marketplace.core.speech import Language, Phrase, label
from marketplace.core.vocabulary import vocabulary
from marketplace.matching.models import SavedSearch
from marketplace.matching.words import EXACTLY, KINDS, PARAMETERS
from search_index import Query

MOST_EACH = 50  # What one person can keep an eye on.
EPOCH = date(1970, 1, 1)
# The facets and ranges of the search API, and the numbers of the index that ranges are over.
FACETS = frozenset({
    "field", "catalogue", "ipc", "industry", "process", "pollutant", "trl", "licence",
    "price_band", "budget_band", "region", "holder", "holder_kind", "evidence", "grade",
    "scope", "accredited",
})  # fmt: skip
RANGES = {
    "trl_min": ("trl", 0),
    "trl_max": ("trl", 1),
    "price_min_fen": ("price_fen", 0),
    "price_max_fen": ("price_fen", 1),
    "budget_min_fen": ("budget_fen", 0),
    "budget_max_fen": ("budget_fen", 1),
    "published_from": ("published", 0),
    "published_to": ("published", 1),
    "deadline_from": ("deadline", 0),
    "deadline_to": ("deadline", 1),
}

OTHERS = frozenset({"q", "kind", "measure", "exact"})
DAYS = frozenset(
    name for name, (number, _) in RANGES.items() if number in ("published", "deadline")
)


def may_see(actor: Actor, search: SavedSearch) -> bool:
    """Only the person who saved it: what somebody looks for is nobody else's business."""
    return actor.person is not None and actor.person == search.person_id


def asks_something(query: Mapping[str, Any]) -> bool:
    """Whether a query has words or a filter, and nothing that a search does not know."""
    narrows = any(value for name, value in query.items() if name not in ("kind", "exact"))
    return narrows and query.keys() <= OTHERS | FACETS | RANGES.keys()


def as_query(query: Mapping[str, Any], limit: int) -> Query:
    """The question as the index takes it: read as the search reads it, but never relaxed."""
    bounds: dict[str, list[int | None]] = {}
    for name, (number, end) in RANGES.items():
        if query.get(name) is not None:
            bounds.setdefault(number, [None, None])[end] = _bound(query[name])
    figures = tuple(wishing.read_filter(one) for one in query.get("measure") or ())
    reading = wishing.read(query.get("q") or "", figures)
    return Query(
        text=reading.words,
        kinds=tuple(query.get("kind") or ()),
        filters={name: tuple(query[name]) for name in sorted(FACETS & query.keys()) if query[name]},
        ranges={name: (low, high) for name, (low, high) in bounds.items()},
        limit=limit,
        literal=bool(query.get("exact")),
        wishes=tuple(map(wishing.wish, reading.wanted)),
    )


def _bound(given: int | str) -> int:
    """A number as it is, a day (2026-11-20) as the index counts days."""
    return (date.fromisoformat(given) - EPOCH).days if isinstance(given, str) else given


def address(query: Mapping[str, Any], path: str) -> str:
    """The address of the search it stands for."""
    pairs: Iterable[tuple[str, Any]] = [
        (name, one)
        for name, value in sorted(query.items())
        for one in (value if isinstance(value, list) else [value])
    ]
    said = [(name, str(one).lower() if one is True else one) for name, one in pairs if one]
    return f"{path}?{urlencode(said)}"


def described(query: Mapping[str, Any], language: Language) -> list[tuple[Phrase, str]]:
    """What it asks, in words: each parameter's name, and its values as people call them."""
    return [
        (PARAMETERS[name], _said(name, query[name], language))
        for name in PARAMETERS
        if query.get(name)
    ]


def _said(name: str, value: Any, language: Language) -> str:
    if name.endswith("_fen"):
        return money.show(value, language, short=True)
    if not isinstance(value, list):
        return EXACTLY.to(language) if name == "exact" else str(value)
    if name == "measure":
        return "; ".join(_figure(wishing.read_filter(one), language) for one in value)
    if name == "kind":
        return ", ".join(label(KINDS, code, language) for code in value)
    if name.endswith("_band"):
        return ", ".join(label(price_bands.names(), code, language) for code in value)
    terms = vocabulary(SOURCES[name]) if name in SOURCES else None
    return ", ".join(terms.label(code, language) if terms else code for code in value)


def _figure(claim: Claim, language: Language) -> str:
    return f"{measure.measurand(claim.measurand).name.to(language)} {claim.show(language)}"
