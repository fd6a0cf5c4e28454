"""Which of the documents that match pass every filter, and what is counted beside them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from search_index.measures import Tally, Verdict, Wish, tally
from search_index.query import Query
from search_index.schema import MISSING
from search_index.view import View

LIFTED, LOWERED = 1.5, 0.5  # What a document's score is worth that meets, or misses, a wish.


@dataclass(slots=True)
class Selection:
    """Documents that pass, with their scores, facet counts, and what they say to wishes."""

    documents: list[int] = field(default_factory=list)
    scores: dict[int, float] = field(default_factory=dict)
    counts: dict[str, Mapping[str, int]] = field(default_factory=dict)
    tallies: dict[str, Tally] = field(default_factory=dict)


@dataclass(slots=True)
class _Wishes:
    """Verdicts of documents on what is wanted of measures."""

    view: View
    wishes: tuple[Wish, ...]
    told: dict[str, list[tuple[Verdict, str]]] = field(default_factory=dict)

    def passes(self, document: int) -> tuple[bool, float, list[tuple[Verdict, str]]]:
        """Whether every strict wish is met, the factor of all, and each verdict with its proof."""
        stated, kind = self.view.measures()[document], self.view.kinds()[document]
        factor, held = 1.0, True
        verdicts: list[tuple[Verdict, str]] = []
        for wish in self.wishes:
            spans = stated.get(wish.name, ())
            asked = not wish.kinds or any(one in wish.kinds for one in kind)
            verdict = wish.verdict(spans) if asked else Verdict.UNASKED
            marks = [span.mark for span in spans if wish.verdict([span]) is verdict]
            verdicts.append((verdict, max(marks, default="")))
            held = held and not (wish.strict and verdict is not Verdict.MEETS)
            factor *= {Verdict.MEETS: LIFTED, Verdict.MISSES: LOWERED}.get(verdict, 1.0)
        return held, factor, verdicts


def select(view: View, query: Query, scores: Mapping[int, float]) -> Selection:
    """Pass what all filters pass; count what only the facet's own filter holds back, too."""
    tests = [(name, view.facet(name), frozenset(values)) for name, values in _filters(query)]
    counted = [(name, view.facet(name)) for name in query.facets]
    ranges = [(view.number(name), *ends) for name, ends in query.ranges.items()]
    wishes = _Wishes(view, query.wishes)
    chosen = Selection()
    counts: dict[str, Counter[str]] = {name: Counter() for name in query.facets}
    said: list[list[tuple[Verdict, str]]] = []
    for document, score in scores.items():
        if not _inside(document, ranges):
            continue
        held, factor, verdicts = wishes.passes(document) if query.wishes else (True, 1.0, [])
        if not held:
            continue
        failed = [name for name, column, values in tests if values.isdisjoint(column[document])]
        if not failed:
            chosen.documents.append(document)
            chosen.scores[document] = score * factor
            said.append(verdicts)
        for name, column in counted:
            if not failed or failed == [name]:
                counts[name].update(column[document])
    chosen.counts = {name: _by_size(count) for name, count in counts.items()}
    chosen.tallies = {
        wish.name: tally([verdicts[n] for verdicts in said]) for n, wish in enumerate(query.wishes)
    }
    return chosen


def _filters(query: Query) -> Iterable[tuple[str, Collection[str]]]:
    if query.kinds:
        yield "kind", query.kinds
    yield from ((name, values) for name, values in query.filters.items() if values)


def _inside(document: int, ranges: list[tuple[list[int], int | None, int | None]]) -> bool:
    for column, low, high in ranges:
        value = column[document]
        if value == MISSING or (low is not None and value < low):
            return False
        if high is not None and value > high:
            return False
    return True


def _by_size(count: Counter[str]) -> dict[str, int]:
    return dict(sorted(count.items(), key=lambda item: (-item[1], item[0])))
