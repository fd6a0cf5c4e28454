"""What stands beside the results to narrow them: facets as trees, spans, and chips to take off."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from flask import request

from marketplace.core import money
from marketplace.core.speech import Phrase
from marketplace.search.queries.asking import Asked
from marketplace.search.queries.labels import above
from marketplace.search.queries.values import Value
from marketplace.search.schemas import ENDS, RANGES, SUMS
from marketplace.search.words import FACETS
from marketplace.web.address import rest_of, url_with
from marketplace.web.shapes import Chip, Choice, End, Facet, Span
from marketplace.web.speech import language, speak

# What can be narrowed by a span, whose it is, and between which numbers; days have no bounds.
# The span of what is also a facet stands with the facet.
SPANS: Mapping[str, tuple[Phrase, frozenset[str], tuple[str, str] | None]] = {
    "trl": (
        Phrase("成熟度范围（TRL）", "Maturity from–to (TRL)"),
        frozenset({"technology", "demand"}),
        ("1", "13"),
    ),
    "price_fen": (
        Phrase("价格范围（万元）", "Price from–to (in ¥10,000)"),
        frozenset({"technology"}),
        ("0", ""),
    ),
    "budget_fen": (
        Phrase("预算范围（万元）", "Budget from–to (in ¥10,000)"),
        frozenset({"demand"}),
        ("0", ""),
    ),
    "deadline": (Phrase("截止日期", "Deadline"), frozenset({"demand"}), None),
    "published": (Phrase("发布日期", "Published"), frozenset(), None),
}
RANGE_WORDS: Mapping[str, Phrase] = {
    "trl_min": Phrase("成熟度不低于 {end}", "TRL at least {end}"),
    "trl_max": Phrase("成熟度不高于 {end}", "TRL at most {end}"),
    "price_min_fen": Phrase("价格不低于 {end}", "Price at least {end}"),
    "price_max_fen": Phrase("价格不高于 {end}", "Price at most {end}"),
    "budget_min_fen": Phrase("预算不低于 {end}", "Budget at least {end}"),
    "budget_max_fen": Phrase("预算不高于 {end}", "Budget at most {end}"),
    "published_from": Phrase("发布不早于 {end}", "Published from {end}"),
    "published_to": Phrase("发布不晚于 {end}", "Published until {end}"),
    "deadline_from": Phrase("截止不早于 {end}", "Closes from {end}"),
    "deadline_to": Phrase("截止不晚于 {end}", "Closes until {end}"),
}


SPAN_OF = {"trl": "trl", "price_band": "price_fen", "budget_band": "budget_fen"}


def facets(asked: Asked, values: Mapping[str, Sequence[Value]]) -> list[Facet]:
    """The facets that have values here, each as a tree."""
    return [
        Facet(FACETS[name], _level(name, values[name]), _span_of(name, asked))
        for name in FACETS
        if values[name]
    ]


def _span_of(facet: str, asked: Asked) -> Span | None:
    name = SPAN_OF.get(facet)
    return _span(name) if name and _says_something(name, asked) else None


def _level(name: str, values: Sequence[Value]) -> list[Choice]:
    here = {value.value: value for value in values}
    below: dict[str | None, list[Value]] = {}
    for value in values:
        below.setdefault(value.parent if value.parent in here else None, []).append(value)

    def choices(wider: str | None) -> list[Choice]:
        return [
            Choice(_said(v), v.count, _turned(name, v.value), v.chosen, choices(v.value))
            for v in below.get(wider, ())
        ]

    def _said(value: Value) -> str:
        wider = here.get(value.parent or "")
        again = wider and value.label != _title(value) == _title(wider)
        return value.value if again else value.label

    return choices(None)


def _title(value: Value) -> str:
    """What a label says beside its symbol; said of the wider one already, once will do."""
    return value.label.removeprefix(value.value)


def _turned(name: str, value: str) -> str:
    """This page with a value put on or taken off; it stands in the place of what it lies in."""
    on = request.args.getlist(name)
    if value in on:
        kept = [one for one in on if one != value]
    else:
        wider = above(name, value)
        kept = [one for one in on if one not in wider and value not in above(name, one)] + [value]
    return url_with(**{name: kept, "after": None})


def chips(values: Mapping[str, Sequence[Value]]) -> list[Chip]:
    """The filters in force, each with the way to take it off."""
    chosen = [
        Chip(v.label, _turned(name, v.value)) for name in FACETS for v in values[name] if v.chosen
    ]
    ranged = [
        Chip(
            speak(RANGE_WORDS[name], end=_as_said(name, end)),
            url_with(**{name: None, "after": None}),
        )
        for name in RANGES
        if (end := request.args.get(name))
    ]
    return chosen + ranged


def _as_said(name: str, end: str) -> str:
    return money.show(int(end), language(), short=True) if name.endswith("_fen") else end


def spans(asked: Asked, values: Mapping[str, Sequence[Value]]) -> list[Span]:
    """The spans that say something about the kinds looked at and stand with no facet."""
    taken = {SPAN_OF[name] for name in SPAN_OF if values[name]}
    return [_span(name) for name in SPANS if name not in taken and _says_something(name, asked)]


def _says_something(span: str, asked: Asked) -> bool:
    _, kinds, _ = SPANS[span]
    return not kinds or bool(kinds & set(asked.kinds))


def _span(name: str) -> Span:
    """A span in the units of people: money in ten thousand yuan, where the address has fen."""
    label, _, fits = SPANS[name]
    low, high = ENDS[name]
    shown = [End(low, request.args.get(low, "")), End(high, request.args.get(high, ""))]
    if name in SUMS:
        shown = [End(SUMS[name][n], _in_wan(end.value)) for n, end in enumerate(shown)]
    kept = rest_of(low, high, *SUMS.get(name, ()), "after")
    return Span(label, shown[0], shown[1], kept, fits)


def _in_wan(fen: str) -> str:
    return format((Decimal(fen) / money.WAN).normalize(), "f") if fen else ""
