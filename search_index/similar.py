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
LEAST = 0.12  # Part of its weight that another must share to be called similar.
_TITLE, _KEYWORDS, _BODY = 3.0, 1.0, 1.0
_PLACES = (("title", 2.0), ("keywords", 0.5), ("body", 1.0))


def similar(view: View, document: Document) -> Scores:
    """Score the documents that share telling words with one, from 0 to about 1."""
    weights = _telling(view, document)
    whole = sum(weights.values())
    scores: Scores = {}
    for term, weight in weights.items():
        having: dict[int, float] = {}
        for place, counts in _PLACES:
            for other in view.having(place, term):
                having[other] = max(counts, having.get(other, 0.0))
        for other, counts in having.items():
            scores[other] = scores.get(other, 0.0) + weight * counts / (1 + counts) * 1.5 / whole
    return {other: score for other, score in scores.items() if score >= LEAST}


def _telling(view: View, document: Document) -> dict[str, float]:
    """The rarest and most repeated words of a document, with what each weighs."""
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
        if 1 < frequency <= max(3, size * COMMON):
            weights[term] = (1 + log(times)) * log(1 + size / frequency)
    best = sorted(weights, key=lambda term: (-weights[term], term))[:MOST_TERMS]
    return {term: weights[term] for term in best}
