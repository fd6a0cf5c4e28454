"""The read side: one question, one answer, from one commit.

`Reader` is all the rest of the package asks of it, so that another way to evaluate can stand in.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from search_index import paging
from search_index.asked import Asked, read_as, understood
from search_index.bare import Matches
from search_index.budget import of_a_question
from search_index.document import Document, Layout
from search_index.errors import BadQuery
from search_index.evaluate import Evaluator
from search_index.grammar import Every, Words
from search_index.lexicon import Lexicon
from search_index.measures import value
from search_index.paging import Bookmark, Place
from search_index.query import MEASURE, Found, Hit, Query, Word
from search_index.ranking import Ranking, pack, take, unpack
from search_index.schema import MISSING
from search_index.scoring import Scorer
from search_index.selecting import Selection, select
from search_index.similar import similar
from search_index.suggest import Speller
from search_index.view import View

# With fewer found than this, fewer words have to do: half of them, two, a single one.
FEW = (10, 10, 0)
BEST = 50  # Of what has too few of the words only so many are an answer, and equals of the last.
_FLOOR = "\x00"  # Where the cutoffs keep the score that the last of these has.
_STEEPNESS = 1.0  # A sum of parts as large as this becomes one half.


class Reader(Protocol):
    """What can be asked of one commit."""

    def search(self, query: Query) -> Found:
        """Answer a question."""

    def similar(self, document: Document, query: Query) -> tuple[Hit, ...]:
        """Find what is like a document, among what passes the filters of a query."""

    def suggest(self, prefix: str, limit: int, without: frozenset[str]) -> list[str]:
        """Complete a word."""

    def keys(self) -> list[str]:
        """List what is in it."""

    def cursor(self) -> int:
        """Give the number committed with it."""

    def close(self) -> None:
        """Let go of the files."""


@dataclass(slots=True)
class PostingsReader:
    """Answers from Whoosh's postings, one document after the other."""

    view: View
    layout: Layout
    lexicon: Lexicon

    def search(self, query: Query) -> Found:
        """Answer a question; raises BadQuery if it cannot be asked."""
        query.must_fit(self.layout)
        lexicon = self.lexicon.plain if query.literal else self.lexicon
        view = self.view.without(query.without)
        return replace(self, view=view, lexicon=lexicon).answer(query)

    def answer(self, query: Query) -> Found:
        """Answer a question from all there is in this reader's view."""
        bookmark = paging.read(query)
        asked = self._understood(query, bookmark)
        scores, ranking, relaxed = self._ranked(query, asked, bookmark)
        chosen = select(self.view, query, scores)
        order = self._order(query, chosen.scores)
        rest = chosen.documents
        if bookmark:
            rest = [document for document in rest if order(document) > bookmark.place]
        page = heapq.nsmallest(query.limit, rest, key=order)
        more = None
        if page and len(rest) > len(page):
            figures, cutoffs = (pack(ranking), ranking.cutoffs) if ranking else ([], {})
            at = Bookmark(order(page[-1]), figures, cutoffs, asked.read_as, relaxed)
            more = paging.write(query, at)
        return self._found(query, asked, chosen, page, more, relaxed=relaxed)

    def similar(self, document: Document, query: Query) -> tuple[Hit, ...]:
        """Find what is like a document in words and classes, itself excepted."""
        query.must_fit(self.layout)
        view = self.view.without(query.without)
        scores = similar(view, document)
        chosen = select(view, query, scores)
        order = self._order(query, chosen.scores)
        keys, kinds = view.keys(), view.kinds()
        best = heapq.nsmallest(query.limit, chosen.documents, key=order)
        return tuple(Hit(keys[d], kinds[d][0], scores[d]) for d in best)

    def suggest(self, prefix: str, limit: int, without: frozenset[str]) -> list[str]:
        """Complete a word by what living documents say, the most frequent first."""
        view = self.view.without(without)
        return Speller(view, view.hidden).suggest(prefix, limit)

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

    def _understood(self, query: Query, bookmark: Bookmark | None) -> Asked:
        """Read the text; words that nobody uses are taken for others once, on the first page."""
        asked = understood(query, self.lexicon)
        if not query.helped:
            return asked
        if bookmark:
            return read_as(asked, bookmark.read_as)
        speller = Speller(self.view, self.view.hidden, self.lexicon)
        found: dict[str, str] = {}
        for text in asked.texts():
            found |= speller.readings(text)
        return read_as(asked, found)

    def _ranked(
        self, query: Query, asked: Asked, bookmark: Bookmark | None
    ) -> tuple[dict[int, float], Ranking | None, int]:
        """Score what the text matches; without text, everything alike."""
        if not query.text.strip():
            return dict.fromkeys(self.view.living(), 0.0), None, 0
        ranking = self._ranking(asked, bookmark)
        scorer = Scorer(self.view, ranking)
        relaxed = bookmark.relaxed if bookmark else 0
        found = self._matching(asked, scorer, relaxed)
        if query.helped and not bookmark:
            found, relaxed = self._widened(asked, scorer, found)
        _keep_best(found, ranking, relaxed)
        return (
            {
                document: (document in found.full) + score / (score + _STEEPNESS)
                for document, score in found.scores.items()
            },
            ranking,
            relaxed,
        )

    def _widened(self, asked: Asked, scorer: Scorer, found: Matches) -> tuple[Matches, int]:
        """Let fewer words do as long as little is found, and say how few made a difference."""
        relaxed = level = 0
        while len(found.scores) < FEW[level]:
            level += 1
            scorer.ranking.cutoffs.clear()
            wider = self._matching(asked, scorer, level)
            if len(wider.scores) > len(found.scores):
                found, relaxed = wider, level
        return found, relaxed

    def _matching(self, asked: Asked, scorer: Scorer, relaxed: int) -> Matches:
        """What matches in the view, which has nothing that may not be seen."""
        return Evaluator(scorer, self.lexicon, relaxed).matches(asked.tree) or Matches()

    def _ranking(self, asked: Asked, bookmark: Bookmark | None) -> Ranking:
        if not (bookmark and bookmark.figures):
            return take(self.view, asked.tree, self.lexicon)
        try:
            ranking = unpack(bookmark.figures, asked.tree, self.lexicon)
        except ValueError as torn:
            raise BadQuery("bad_cursor") from torn
        return replace(ranking, cutoffs=dict(bookmark.cutoffs))

    def _found(
        self,
        query: Query,
        asked: Asked,
        chosen: Selection,
        page: list[int],
        more: str | None,
        *,
        relaxed: int,
    ) -> Found:
        keys, kinds = self.view.keys(), self.view.kinds()
        return Found(
            tuple(Hit(keys[d], kinds[d][0], chosen.scores[d]) for d in page),
            len(chosen.documents),
            chosen.counts,
            more,
            asked.also(self.lexicon),
            asked.read_as,
            relaxed > 0,
            () if chosen.documents or not query.helped else self._alone(query, asked),
            chosen.tallies,
        )

    def _alone(self, query: Query, asked: Asked) -> tuple[Word, ...]:
        """Say how many documents each word would find by itself, whatever signs are in it."""
        self.view.budget = of_a_question(self.view.size())  # This is another question.
        told = []
        for word in asked.words():
            alone = replace(query, text=word, helped=False, facets=())
            sought = Asked(Every((Words(word, query.strict),)))
            scores, _, _ = self._ranked(alone, sought, None)
            told.append(Word(word, len(select(self.view, alone, scores).documents)))
        return tuple(told)

    def _order(self, query: Query, scores: dict[int, float]) -> Callable[[int], Place]:
        keys = self.view.keys()
        name = query.sort.removeprefix("-")
        if name == "relevance":
            return lambda document: (0, -scores[document], keys[document])
        down = query.sort.startswith("-")
        sign = -1 if down else 1
        if name.startswith(MEASURE):
            stated = self.view.measures()
            measure = name.removeprefix(MEASURE)

            def measured(document: int) -> Place:
                sure = value(stated[document].get(measure, ()), least=not down)
                return int(sure is None), 0.0 if sure is None else sign * sure, keys[document]

            return measured
        column = self.view.number(name)
        return lambda document: (
            int(column[document] == MISSING),
            sign * column[document],
            keys[document],
        )


def _keep_best(found: Matches, ranking: Ranking, relaxed: int) -> None:
    """Leave out what has too little of a relaxed question: said once, for the first page.

    What has everything stays, how little it may say of it.
    """
    if not relaxed:
        return
    if _FLOOR not in ranking.cutoffs:
        best = heapq.nlargest(BEST, found.scores.values())
        ranking.cutoffs[_FLOOR] = best[-1] if best else 0.0
    floor = ranking.cutoffs[_FLOOR]
    found.scores = {
        d: score for d, score in found.scores.items() if score >= floor or d in found.full
    }
