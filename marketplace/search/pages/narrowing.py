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
SPANS: Mapping[str, tuple[Phrase, frozenset[str], tuple[str, str] | None]] = {
    "trl": (
        Phrase("成熟度（TRL）", "Maturity (TRL)"),
        frozenset({"technology", "demand"}),
        ("1", "13"),
    ),
    "price_fen": (Phrase("价格（万元）", "Price (¥10,000)"), frozenset({"technology"}), ("0", "")),
    "budget_fen": (Phrase("预算（万元）", "Budget (¥10,000)"), frozenset({"demand"}), ("0", "")),
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


def facets(values: Mapping[str, Sequence[Value]]) -> list[Facet]:
    """The facets that have values here, each as a tree."""
    return [Facet(FACETS[name], _level(name, values[name])) for name in FACETS if values[name]]


def _level(name: str, values: Sequence[Value]) -> list[Choice]:
    here = {value.value for value in values}
    below: dict[str | None, list[Value]] = {}
    for value in values:
        below.setdefault(value.parent if value.parent in here else None, []).append(value)

    def choices(wider: str | None) -> list[Choice]:
        return [
            Choice(v.label, v.count, _turned(name, v.value), v.chosen, choices(v.value))
            for v in below.get(wider, ())
        ]

    return choices(None)


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
            speak(RANGE_WORDS[name], end=_said(name, end)), url_with(**{name: None, "after": None})
        )
        for name in RANGES
        if (end := request.args.get(name))
    ]
    return chosen + ranged


def _said(name: str, end: str) -> str:
    return money.show(int(end), language(), short=True) if name.endswith("_fen") else end


def spans(asked: Asked) -> list[Span]:
    """The spans that say something about the kinds looked at."""
    return [_span(name) for name, (_, of, _) in SPANS.items() if not of or of & set(asked.kinds)]


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
