"""A question against one view: the tree of its clauses, each a set of documents with scores."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from search_index.analysis import fold, pairs
from search_index.bare import Bare, Matches
from search_index.errors import BadQuery
from search_index.grammar import Every, Named, Node, Phrase, Prefix, Some, Words
from search_index.lexicon import Lexicon
from search_index.question import question, spine
from search_index.schema import PAIR_FIELD, SAID_FIELD, WORD_FIELDS
from search_index.scoring import Scorer, Scores, add

MOST_EXPANDED = 200
Places = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Walks the tree of a question over the postings of a view.

    `relaxed` lets fewer of the bare words suffice where half of them find too little: 1 for any
    two, 2 for any one.
    """

    scorer: Scorer
    lexicon: Lexicon
    relaxed: int = 0

    def matches(self, node: Node, places: Places = WORD_FIELDS) -> Matches | None:
        """Find the documents; None when there is no word in the question (only signs)."""
        match node:
            case Words(text, strict):
                return self._words(text, places, strict=strict)
            case Phrase(text):
                return self._phrase(text, places)
            case Prefix(text):
                return self._prefix(text)
            case Named(name, inner):
                return self._named(name, inner)
            case Every(parts, others):
                return self._every(parts, others, places)
            case Some(parts):
                return self._some(parts, places)

    def _words(self, text: str, places: Places, *, strict: bool) -> Matches | None:
        asked = question(text, self.lexicon)
        if not asked.units:
            return None
        return Bare(asked, self.scorer, places).matches(text, strict=strict, relaxed=self.relaxed)

    def _phrase(self, text: str, places: Places) -> Matches | None:
        """Find the words next to each other in one field, or the bigrams in title and keywords."""
        wanted = spine(text)
        if not wanted:
            return None
        scores: Scores = {}
        for place in places:
            add(scores, self.scorer.adjacent(place, wanted))
        if places == WORD_FIELDS:
            cut = [token for token in pairs(fold(text)) if token.needed]
            add(scores, self.scorer.adjacent(PAIR_FIELD, cut))
        return Matches(scores, set(scores))

    def _prefix(self, text: str) -> Matches:
        """Any word that begins so, as it was written or as it was shortened; all score alike."""
        view = self.scorer.view
        found: set[int] = set()
        expanded = 0
        for place in (*WORD_FIELDS, SAID_FIELD):
            for term in view.beginning(place, text):
                expanded += 1
                if expanded > MOST_EXPANDED:
                    raise BadQuery("prefix_too_common")
                found |= view.postings(place, term).keys()
        return Matches(dict.fromkeys(found, 1.0), found)

    def _named(self, name: str, inner: Words | Phrase) -> Matches | None:
        """A word in one field, or a value of a facet by its code or name."""
        if name in WORD_FIELDS:
            return replace(self, lexicon=self.lexicon.plain).matches(inner, (name,))
        codes = {fold(code) for code in self.lexicon.values(name, inner.text)}
        column = self.scorer.view.facet(name)
        living = self.scorer.view.living()
        # Many documents share few sets of values: each is folded once.
        meant = {values for values in set(column) if any(fold(value) in codes for value in values)}
        found = {d for d in living if column[d] in meant}
        return Matches(dict.fromkeys(found, 0.0), found)

    def _every(self, parts: Iterable[Node], others: Iterable[Node], at: Places) -> Matches | None:
        having = [found for part in parts if (found := self.matches(part, at)) is not None]
        if not having:
            return None
        documents = set.intersection(*(set(one.scores) for one in having))
        for other in others:
            # What is left out has the very words: nobody excludes by synonyms.
            literal = replace(self, lexicon=self.lexicon.plain)
            documents -= (literal.matches(other, at) or Matches()).scores.keys()
        full = set.intersection(*(one.full for one in having)) & documents
        return Matches({d: sum(one.scores[d] for one in having) for d in documents}, full)

    def _some(self, parts: Iterable[Node], at: Places) -> Matches | None:
        having = [found for part in parts if (found := self.matches(part, at)) is not None]
        if not having:
            return None
        both = Matches()
        for one in having:
            add(both.scores, one.scores)
            both.full |= one.full
        return both
