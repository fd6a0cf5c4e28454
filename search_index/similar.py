"""What is like a document: the words that tell it apart, looked for in the others."""

from collections import Counter
from math import log

from search_index.analysis import fold, tokens
from search_index.document import Document
from search_index.question import FILLERS
from search_index.scoring import Scores
from search_index.view import View

MOST_TERMS = 30
READ = 2000  # Characters of the body.
COMMON = 0.2  # A word in more than this part of all documents tells nothing apart.
LEAST = 0.09  # Part of its weight that another must share to be called similar.
_TITLE, _KEYWORDS, _BODY = 3.0, 1.0, 1.0
_PLACES = (("title", 2.0), ("keywords", 0.5), ("body", 1.0))


def similar(view: View, document: Document) -> Scores:
    """Score the other documents that share telling words with one, from 0 to about 1.

    What weighs are the first words that any other has: it makes no difference whether the document
    is in the index, was put there several times, or not at all.
    """
    itself = view.numbered(frozenset({document.key}))
    shared: list[tuple[float, Scores]] = []
    for term, weight in _telling(view, document).items():
        having = _having(view, term, itself)
        if having:
            shared.append((weight, having))
        if len(shared) == MOST_TERMS:
            break
    whole = sum(weight for weight, _ in shared)
    scores: Scores = {}
    for weight, having in shared:
        for other, counts in having.items():
            scores[other] = scores.get(other, 0.0) + weight * counts / (1 + counts) * 1.5 / whole
    return {other: score for other, score in scores.items() if score >= LEAST}


def _having(view: View, term: str, itself: frozenset[int]) -> Scores:
    """Say how much a term counts in each of the others that have it."""
    having: Scores = {}
    for place, counts in _PLACES:
        for other in view.having(place, term):
            if other not in itself:
                having[other] = max(counts, having.get(other, 0.0))
    return having


def _telling(view: View, document: Document) -> dict[str, float]:
    """The words of a document, the rarest and most repeated first, with what each weighs."""
    said: Counter[str] = Counter()
    for text, weight in (
        (document.title, _TITLE),
        (document.keywords, _KEYWORDS),
        (document.body[:READ], _BODY),
    ):
        for token in tokens(fold(text)):
            if token.needed and token.text not in FILLERS and len(token.text) > 1:
                said[token.text] += weight  # type: ignore[assignment]
    size = max(1, view.count())
    weights: dict[str, float] = {}
    for term, times in said.items():
        frequency = max(view.saying(place, term) for place, _ in _PLACES)
        if 0 < frequency <= max(3, size * COMMON):
            weights[term] = (1 + log(times)) * log(1 + size / frequency)
    return {
        term: weights[term] for term in sorted(weights, key=lambda term: (-weights[term], term))
    }
