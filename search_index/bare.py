"""Bare words against a view: which documents have enough of them, and how well.

Whether a document matches depends on it and the question alone, never on what else is in the
index: a saved search meets a new document just as the whole market would.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from math import inf

from search_index.alignment import bonuses
from search_index.lexicon import RELATED
from search_index.question import Alternative, Question
from search_index.ranking import COVERAGE, PAIRS_PART, WORDS_PART
from search_index.schema import PAIR_FIELD, PAIR_FIELDS, WORD_FIELDS
from search_index.scoring import Scorer, Scores, add

FAR = 2  # How far a question has to be relaxed for related words to count.
CROWD = 80  # No more than this: in a crowd of equals nobody stands out.
LOOKED_AT = 50  # How many of the best are looked at for the question standing there in one piece.


@dataclass(slots=True)
class Matches:
    """Documents with what they score, and those that have everything asked for."""

    scores: Scores = field(default_factory=dict)
    full: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Bare:
    """One evaluation of bare words; `having` tells which documents have a unit or bigram."""

    asked: Question
    scorer: Scorer
    places: tuple[str, ...]
    having: dict[str, set[int]] = field(default_factory=dict)
    pairs: dict[str, set[int]] = field(default_factory=dict)

    def matches(self, text: str, *, strict: bool, relaxed: int) -> Matches:
        """Half of the words in any fields, or most of the bigrams in one; strict wants all.

        `relaxed` lets fewer words suffice, see `Question.enough`.
        """
        worded = self._worded(relaxed)
        paired, full, close = self._paired()
        has = Counter(document for documents in self.having.values() for document in documents)
        full |= {document for document, n in has.items() if n == len(self.asked.units)}
        enough = self.asked.enough(relaxed)
        kept = full if strict else full | close | {d for d, n in has.items() if n >= enough}
        full = full | (self._named() & kept)
        scores = self._weighed(kept, worded, paired)
        return Matches(self._aligned(text, scores), full)

    def _named(self) -> set[int]:
        """Give the documents with all units that name the thing, in whatever form."""
        having = [self.having[unit] for unit in self.asked.thing]
        return set.intersection(*having) if having else set()

    def _worded(self, relaxed: int) -> Scores:
        """Sum what the words add; in a span the best of its own and of the other words counts.

        Related words are looked for only where nearly nothing is found without them.
        """
        said = {word: self.scorer.anywhere(word, self.places) for word in self.asked.tokens}
        self.having = {unit: set(said.get(unit, ())) for unit in self.asked.units}
        spanned = {word for span in self.asked.spans for word in span.own}
        scores: Scores = {}
        for word, added in said.items():
            if word not in spanned:
                add(scores, added)
        for span in self.asked.spans:
            best: Scores = {}
            for word in span.own:
                add(best, said.get(word, {}))
            for other in span.others:
                if other.weight <= RELATED and relaxed < FAR:
                    continue
                found = self._other(other)
                for document, score in found.items():
                    best[document] = max(score, best.get(document, 0.0))
                for unit in span.units:
                    self.having[unit] |= found.keys()
            add(scores, best)
        return scores

    def _other(self, other: Alternative) -> Scores:
        found: Scores = {}
        if len(other.tokens) == 1:
            found = self.scorer.anywhere(other.tokens[0].text, self.places)
        else:
            for place in self.places:
                add(found, self.scorer.adjacent(place, other.tokens))
        return {document: score * other.weight for document, score in found.items()}

    def _paired(self) -> tuple[Scores, set[int], set[int]]:
        """Give what bigrams add, who has all in title and keywords, and who has most in one place.

        Where a body begins they count too, but are no proof of having everything.
        """
        if self.places != WORD_FIELDS:
            return {}, set(), set()
        wanted, enough = self.asked.pair_texts(), self.asked.enough_pairs()
        scores: Scores = {}
        full: set[int] = set()
        close: set[int] = set()
        self.pairs = {pair: set() for pair in wanted}
        for place in PAIR_FIELDS:
            has: Counter[int] = Counter()
            for pair in dict.fromkeys(token.text for token in self.asked.pairs):
                added = self.scorer.term(place, pair)
                add(scores, added)
                if pair in self.pairs:
                    has.update(added.keys())
                    self.pairs[pair] |= added.keys()
            close |= {d for d, n in has.items() if n >= enough}
            if place == PAIR_FIELD and wanted:
                full = {d for d, n in has.items() if n == len(wanted)}
        return scores, full, close

    def _weighed(self, kept: Iterable[int], worded: Scores, paired: Scores) -> Scores:
        """Weigh words and bigrams by how much of the question a document covers."""
        units = self._covered(self.having, WORD_FIELDS)
        pairs = self._covered(self.pairs, PAIR_FIELDS)
        ranking = self.scorer.ranking
        words_whole = sum(ranking.rarity(word) for word in self.asked.tokens) or 1.0
        pairs_whole = sum(ranking.rarity(pair, PAIR_FIELDS) for pair in self.pairs) or 1.0
        scores: Scores = {}
        for document in kept:
            words = worded.get(document, 0.0) / words_whole
            bigrams = paired.get(document, 0.0) / pairs_whole
            covered = (units.get(document, 0.0) + pairs.get(document, 0.0)) / 2
            scores[document] = (WORDS_PART * words + PAIRS_PART * bigrams) * covered**COVERAGE
        return scores

    def _covered(self, having: dict[str, set[int]], places: tuple[str, ...]) -> Scores:
        """Say which part of the question each document has, rare words counting more."""
        rarity = {text: self.scorer.ranking.rarity(text, places) for text in having}
        whole = sum(rarity.values()) or 1.0
        covered: Scores = {}
        for text, documents in having.items():
            part = rarity[text] / whole
            for document in documents:
                covered[document] = covered.get(document, 0.0) + part
        return covered

    def _aligned(self, text: str, scores: Scores) -> Scores:
        """Add to the best what they get for having the question in one piece.

        Which are the best is said once, for the first page, so that later pages agree with it.
        """
        if not self.pairs:
            return scores
        cutoffs = self.scorer.ranking.cutoffs
        if text not in cutoffs:
            cutoffs[text] = _cutoff(scores)
        near = {document for document, score in scores.items() if score >= cutoffs[text]}
        return add(scores, bonuses(self.asked.pairs, near, self.scorer))


def _cutoff(scores: Scores) -> float:
    """The score of the last that is looked at; of a crowd with one score all, or none."""
    counts = Counter(scores.values())
    looked_at, cutoff = 0, inf
    for score in sorted(counts, reverse=True):
        looked_at += counts[score]
        if looked_at > CROWD:
            break
        cutoff = score
        if looked_at >= LOOKED_AT:
            break
    return cutoff
