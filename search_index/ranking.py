"""How much a term says about a document: BM25 with a weight for the field it stands in.

The figures that change with every commit (how many documents there are, how many have the term)
count only what may be seen, for scores and cursors tell them. They are taken once for the first
page of an answer and travel with its cursor: so the score of a document is the same on every later
page, and none is shown twice or passed over.

    score = (words + bigrams, each as a part of what a perfect document would get)
            × the root of how much of the question the document covers
            + for the best of these: how well the question stands there as one piece, how early,
              and whether the text brings it in as what it is about

The weights were chosen on known-item questions over 1,000 papers and 2,254 patents
(`market search evaluate`); small changes of any of them change MRR in the third digit.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from search_index.grammar import Every, Named, Node, Phrase, Prefix, Some, Words
from search_index.lexicon import Lexicon
from search_index.question import question
from search_index.schema import LEAD_FIELD, PAIR_FIELD, PAIR_FIELDS, WORD_FIELDS
from search_index.view import View

WEIGHT = {"title": 3.0, "keywords": 1.5, "body": 1.0, PAIR_FIELD: 2.0, LEAD_FIELD: 1.0}
WORDS_PART, PAIRS_PART = 0.4, 0.6
COVERAGE = 0.5  # The power of the part of the question that a document covers.
_SATURATION = 0.9
_LENGTH = 0.4  # How far a long text is held against its terms.

Term = tuple[str, str]  # field, text


@dataclass(frozen=True, slots=True)
class Ranking:
    """The figures an answer is ranked by; `cutoffs` fill while its first page is made."""

    documents: int
    lengths: tuple[int, ...]  # All terms of each field, in the order of WEIGHT.
    frequencies: dict[Term, int]
    cutoffs: dict[str, float] = field(default_factory=dict)

    def curve(self, term: Term) -> tuple[float, float, float]:
        """Give gain, floor and slope of `gain * times / (times + floor + slope * length)`.

        That is what a term adds that stands so many times in a field of this length.
        """
        place, text = term
        mean = max(1.0, self.lengths[list(WEIGHT).index(place)] / max(1, self.documents))
        rarity = self.rarity(text, WORD_FIELDS if place in WORD_FIELDS else PAIR_FIELDS)
        gain = WEIGHT[place] * rarity * (_SATURATION + 1)
        return gain, _SATURATION * (1 - _LENGTH), _SATURATION * _LENGTH / mean

    def rarity(self, text: str, places: tuple[str, ...] = WORD_FIELDS) -> float:
        """Say how much a term tells apart: the same in every field, or title words would lose."""
        n = max((self.frequencies.get((place, text), 0) for place in places), default=0)
        n = min(n, self.documents)
        return log(1 + (self.documents - n + 0.5) / (n + 0.5))


def take(view: View, tree: Node, lexicon: Lexicon) -> Ranking:
    """Take the figures of now for a question."""
    wanted = dict.fromkeys(terms(tree, lexicon))
    frequencies = {(place, text): view.saying(place, text) for place, text in wanted}
    return Ranking(view.count(), tuple(view.total_length(name) for name in WEIGHT), frequencies)


def pack(ranking: Ranking) -> list[list[int]]:
    """Make it small enough to travel."""
    return [[ranking.documents, *ranking.lengths], list(ranking.frequencies.values())]


def unpack(packed: list[list[int]], tree: Node, lexicon: Lexicon) -> Ranking:
    """Bring back what `pack` made for the same question; raises ValueError if it is not that."""
    (documents, *lengths), figures = packed
    named = list(dict.fromkeys(terms(tree, lexicon)))
    if len(lengths) != len(WEIGHT) or any(n < 0 for n in (documents, *lengths, *figures)):
        raise ValueError("not the figures of a ranking")
    return Ranking(documents, tuple(lengths), dict(zip(named, figures, strict=True)))


def terms(tree: Node, lexicon: Lexicon) -> Iterable[Term]:
    """Give every term that can add to a score, in the order of the question."""
    match tree:
        case Words(text) | Phrase(text):
            asked = question(text, lexicon)
            yield from ((place, term) for term in asked.terms() for place in WORD_FIELDS)
            yield from ((place, pair.text) for pair in asked.pairs for place in PAIR_FIELDS)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from terms(part, lexicon)
        case Named(name, inner):
            if name in WORD_FIELDS:
                yield from terms(inner, lexicon)
        case Prefix():
            return
