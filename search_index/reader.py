"""The read side: one question, one answer, from one commit.

`Reader` is all the rest of the package asks of it, so that another way to evaluate can stand in.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Protocol

from search_index import paging
from search_index.analysis import fold
from search_index.document import Layout
from search_index.errors import BadQuery
from search_index.evaluate import Evaluator
from search_index.grammar import parse
from search_index.paging import Bookmark, Place
from search_index.query import Found, Hit, Query
from search_index.ranking import Ranking, pack, take, unpack
from search_index.schema import MISSING, SAID_FIELD
from search_index.view import View

_STEEPNESS = 10.0  # A sum of term scores as large as this becomes one half.
_LOOKED_AT = 2000  # Words a suggestion is chosen from; more begin alike only after one letter.


class Reader(Protocol):
    """What can be asked of one commit."""

    def search(self, query: Query) -> Found:
        """Answer a question."""

    def suggest(self, prefix: str, limit: int, without: frozenset[str]) -> list[str]:
        """Complete a word."""

    def keys(self) -> list[str]:
        """List what is in it."""

    def cursor(self) -> int:
        """Give the number committed with it."""

    def close(self) -> None:
        """Let go of the files."""


@dataclass(slots=True)
class _Answer:
    """What a question selects: documents that pass, and facet counts with the own filter off."""

    documents: list[int]
    counts: dict[str, Counter[str]]


@dataclass(slots=True)
class PostingsReader:
    """Answers from Whoosh's postings, one document after the other."""

    view: View
    layout: Layout

    def search(self, query: Query) -> Found:
        """Answer a question; raises BadQuery if it cannot be asked."""
        query.must_fit(self.layout)
        bookmark = paging.read(query)
        scores, ranking = self._ranked(query, bookmark)
        answer = self._select(query, scores)
        order = self._order(query, scores)
        rest = answer.documents
        if bookmark:
            rest = [document for document in rest if order(document) > bookmark.place]
        page = heapq.nsmallest(query.limit, rest, key=order)
        more = None
        if page and len(rest) > len(page):
            figures = pack(ranking) if ranking else []
            more = paging.write(query, Bookmark(order(page[-1]), figures))
        keys, kinds = self.view.keys(), self.view.kinds()
        hits = tuple(Hit(keys[d], kinds[d][0], scores[d]) for d in page)
        counts = {name: _by_size(count) for name, count in answer.counts.items()}
        return Found(hits, len(answer.documents), counts, more)

    def suggest(self, prefix: str, limit: int, without: frozenset[str]) -> list[str]:
        """Complete a word by what living documents say, the most frequent first."""
        begun = fold(prefix.strip())
        if not begun or limit < 1:
            return []
        keys, kinds = self.view.keys(), self.view.kinds()
        counted: list[tuple[int, str]] = []
        for n, term in enumerate(self.view.beginning(SAID_FIELD, begun)):
            if n == _LOOKED_AT:
                break
            having = self.view.postings(SAID_FIELD, term)
            living = sum(1 for d in having if kinds[d] and keys[d] not in without)
            if living:
                counted.append((-living, term))
        return [term for _, term in heapq.nsmallest(limit, counted)]

    def keys(self) -> list[str]:
        """List the keys of all living documents."""
        keys = self.view.keys()
        return [keys[document] for document in self.view.living()]

    def cursor(self) -> int:
        """Give the cursor committed with what is read here."""
        return self.view.cursor()

    def close(self) -> None:
        """Let go of the files."""
        self.view.close()

    def _ranked(
        self, query: Query, bookmark: Bookmark | None
    ) -> tuple[dict[int, float], Ranking | None]:
        """Score what the text matches; without text, everything alike."""
        tree = parse(query.text, strict=query.strict)
        if not query.text.strip():
            return dict.fromkeys(self.view.living(), 0.0), None
        try:
            known = bookmark and bookmark.figures
            ranking = unpack(known, tree) if known else take(self.view, tree)
        except ValueError as torn:
            raise BadQuery("bad_cursor") from torn
        found = Evaluator(self.view, ranking).matches(tree)
        if found is None:
            return {}, ranking
        return {
            document: (document in found.full) + score / (score + _STEEPNESS)
            for document, score in found.scores.items()
        }, ranking

    def _select(self, query: Query, documents: Iterable[int]) -> _Answer:
        """Pass what all filters pass; count what only the facet's own filter holds back, too."""
        tests = [(name, self.view.facet(name), frozenset(v)) for name, v in _filters(query)]
        counted = [(name, self.view.facet(name)) for name in query.facets]
        ranges = [(self.view.number(name), *ends) for name, ends in query.ranges.items()]
        keys = self.view.keys()
        answer = _Answer([], {name: Counter() for name in query.facets})
        for document in documents:
            if keys[document] in query.without or not _inside(document, ranges):
                continue
            failed = [name for name, column, v in tests if v.isdisjoint(column[document])]
            if not failed:
                answer.documents.append(document)
            for name, column in counted:
                if not failed or failed == [name]:
                    answer.counts[name].update(column[document])
        return answer

    def _order(self, query: Query, scores: dict[int, float]) -> Callable[[int], Place]:
        keys = self.view.keys()
        if query.sort == "relevance":
            return lambda document: (0, -scores[document], keys[document])
        column = self.view.number(query.sort.removeprefix("-"))
        sign = -1 if query.sort.startswith("-") else 1
        return lambda document: (
            int(column[document] == MISSING),
            sign * column[document],
            keys[document],
        )


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
