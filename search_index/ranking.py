"""How much a term says about a document: BM25 with a weight for the field it stands in.

The figures that change with every commit (how many documents there are, how many have the term)
are taken once for the first page of an answer and travel with its cursor: so the score of a
document is the same on every later page, and none is shown twice or passed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from search_index.analysis import bigrams, words
from search_index.grammar import Every, Node, Phrase, Prefix, Some, Words
from search_index.schema import PAIR_FIELD, WORD_FIELDS
from search_index.view import View

WEIGHT = {"title": 3.0, "keywords": 2.0, "body": 1.0, PAIR_FIELD: 1.0}
_SATURATION = 1.2
_LENGTH = 0.6  # How far a long text is held against its terms.

Term = tuple[str, str]  # field, text


@dataclass(frozen=True, slots=True)
class Ranking:
    """The figures an answer is ranked by."""

    documents: int
    lengths: tuple[int, ...]  # All terms of each field, in the order of WEIGHT.
    frequencies: dict[Term, int]

    def curve(self, term: Term) -> tuple[float, float, float]:
        """Give gain, floor and slope of `gain * times / (times + floor + slope * length)`.

        That is what a term adds that stands so many times in a field of this length.
        """
        place, _ = term
        mean = max(1.0, self.lengths[list(WEIGHT).index(place)] / max(1, self.documents))
        n = min(self.frequencies.get(term, 0), self.documents)
        rarity = log(1 + (self.documents - n + 0.5) / (n + 0.5))
        gain = WEIGHT[place] * rarity * (_SATURATION + 1)
        return gain, _SATURATION * (1 - _LENGTH), _SATURATION * _LENGTH / mean


def take(view: View, tree: Node) -> Ranking:
    """Take the figures of now for a question."""
    frequencies = {(place, text): view.frequency(place, text) for place, text in terms(tree)}
    return Ranking(view.size(), tuple(view.total_length(name) for name in WEIGHT), frequencies)


def pack(ranking: Ranking) -> list[list[int]]:
    """Make it small enough to travel."""
    return [[ranking.documents, *ranking.lengths], list(ranking.frequencies.values())]


def unpack(packed: list[list[int]], tree: Node) -> Ranking:
    """Bring back what `pack` made for the same question; raises ValueError if it is not that."""
    (documents, *lengths), figures = packed
    named = list(dict.fromkeys(terms(tree)))
    if len(lengths) != len(WEIGHT) or any(n < 0 for n in (documents, *lengths, *figures)):
        raise ValueError("not the figures of a ranking")
    return Ranking(documents, tuple(lengths), dict(zip(named, figures, strict=True)))


def terms(tree: Node) -> Iterable[Term]:
    """Give every term that can add to a score, in the order of the question."""
    match tree:
        case Words(text) | Phrase(text):
            yield from ((place, term) for term in words(text) for place in WORD_FIELDS)
            yield from ((PAIR_FIELD, pair) for pair in bigrams(text))
        case Every(parts) | Some(parts):
            for part in parts:
                yield from terms(part)
        case Prefix():
            return
