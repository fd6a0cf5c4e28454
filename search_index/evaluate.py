"""A question against one view: which documents match, how well, and which of them in full."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from search_index.analysis import Token, bigrams, fold, pairs, tokens, words
from search_index.errors import BadQuery
from search_index.grammar import Every, Node, Phrase, Prefix, Some, Words
from search_index.ranking import Ranking
from search_index.schema import PAIR_FIELD, SAID_FIELD, WORD_FIELDS
from search_index.view import View

MOST_EXPANDED = 200


@dataclass(slots=True)
class Matches:
    """Documents with what they score, and those that have everything asked for."""

    scores: dict[int, float] = field(default_factory=dict)
    full: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Evaluator:
    """Walks the tree of a question over the postings of a view."""

    view: View
    ranking: Ranking

    def matches(self, node: Node) -> Matches | None:
        """Find the documents; None when there is no word in the question (only signs)."""
        match node:
            case Words(text, strict):
                return self._words(text, strict=strict)
            case Phrase(text):
                return self._phrase(text)
            case Prefix(text):
                return self._prefix(text)
            case Every(parts, others):
                return self._every(parts, others)
            case Some(parts):
                return self._some(parts)

    def _scores(self, place: str, text: str) -> dict[int, float]:
        """Say what a term adds to each document that has it in this field."""
        lengths = self.view.lengths(place)
        gain, floor, slope = self.ranking.curve((place, text))
        return {
            document: gain * times / (times + floor + slope * lengths[document])
            for document, times in self.view.postings(place, text).items()
        }

    def _words(self, text: str, *, strict: bool) -> Matches | None:
        """All words in any fields, or all bigrams in title and keywords; else half of the words."""
        wanted = list(dict.fromkeys(words(text)))
        if not wanted:
            return None
        has: Counter[int] = Counter()
        scores: dict[int, float] = {}
        for word in wanted:
            having: set[int] = set()
            for place in WORD_FIELDS:
                added = self._scores(place, word)
                _add(scores, added)
                having |= added.keys()
            has.update(having)
        paired = self._all_pairs(list(dict.fromkeys(bigrams(text))))
        full = {d for d, n in has.items() if n == len(wanted)} | paired.keys()
        enough = len(wanted) if strict else (len(wanted) + 1) // 2
        kept = {
            d: scores[d] * n / len(wanted) for d, n in has.items() if n >= enough or d in paired
        }
        return Matches(_add(kept, paired), full)

    def _all_pairs(self, wanted: list[str]) -> dict[int, float]:
        having = [self._scores(PAIR_FIELD, pair) for pair in wanted]
        common = set.intersection(*(set(one) for one in having)) if having else set()
        return {document: sum(one[document] for one in having) for document in common}

    def _phrase(self, text: str) -> Matches | None:
        """Find the words next to each other in one field, or the bigrams in title and keywords."""
        spine = _spine(list(tokens(fold(text))))
        if not spine:
            return None
        scores: dict[int, float] = {}
        for place in WORD_FIELDS:
            _add(scores, self._adjacent(place, spine))
        _add(scores, self._adjacent(PAIR_FIELD, list(pairs(fold(text)))))
        return Matches(scores, set(scores))

    def _adjacent(self, place: str, wanted: list[Token]) -> dict[int, float]:
        """Score the documents where the tokens stand in a field as far apart as they do here."""
        texts = list(dict.fromkeys(token.text for token in wanted))
        added = {text: self._scores(place, text) for text in texts}
        having = set.intersection(*(set(scores) for scores in added.values()))
        if not having:
            return {}
        places = {text: self.view.positions(place, text, having) for text in texts}
        first = wanted[0].position
        scores: dict[int, float] = {}
        for document in having:
            starts = set.intersection(
                *(
                    {at - token.position + first for at in places[token.text][document]}
                    for token in wanted
                )
            )
            if starts:
                scores[document] = sum(added[text][document] for text in texts)
        return scores

    def _prefix(self, text: str) -> Matches:
        """Any word that begins so, as it was written or as it was shortened; all score alike."""
        found: set[int] = set()
        expanded = 0
        for place in (*WORD_FIELDS, SAID_FIELD):
            for term in self.view.beginning(place, text):
                expanded += 1
                if expanded > MOST_EXPANDED:
                    raise BadQuery("prefix_too_common")
                found |= self.view.postings(place, term).keys()
        return Matches(dict.fromkeys(found, 1.0), found)

    def _every(self, parts: Iterable[Node], others: Iterable[Node]) -> Matches | None:
        having = [found for part in parts if (found := self.matches(part)) is not None]
        if not having:
            return None
        documents = set.intersection(*(set(one.scores) for one in having))
        for other in others:
            documents -= (self.matches(other) or Matches()).scores.keys()
        full = set.intersection(*(one.full for one in having)) & documents
        return Matches({d: sum(one.scores[d] for one in having) for d in documents}, full)

    def _some(self, parts: Iterable[Node]) -> Matches | None:
        having = [found for part in parts if (found := self.matches(part)) is not None]
        if not having:
            return None
        both = Matches()
        for one in having:
            _add(both.scores, one.scores)
            both.full |= one.full
        return both


def _add(scores: dict[int, float], more: dict[int, float]) -> dict[int, float]:
    for document, score in more.items():
        scores[document] = scores.get(document, 0.0) + score
    return scores


def _spine(found: list[Token]) -> list[Token]:
    """Choose tokens that lie end to end, the short ones: long words depend on their neighbours."""
    chosen: list[Token] = []
    for token in sorted(found, key=lambda one: (one.position, one.width)):
        if not chosen or token.position >= chosen[-1].position + chosen[-1].width:
            chosen.append(token)
    return chosen
