"""Where to look when nothing was found: the shelf that a word of the question names."""

from collections.abc import Iterator
from dataclasses import dataclass

from marketplace.core.lexicon import SOURCES
from marketplace.core.speech import Language
from marketplace.core.vocabulary import Term, vocabulary
from search_index import fold

SHELVES = ("pollutant", "process", "field")
MOST = 3
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Shelf:
    """A value of a facet that a question speaks of."""

    facet: str
    code: str
    label: str


def shelves(text: str, language: Language) -> list[Shelf]:
    """The values of facets whose names or synonyms stand in a question, the longest named first."""
    folded = fold(text)
    found = [
        (-length, Shelf(facet, term.code, term.to(language)))
        for facet in SHELVES
        for term in vocabulary(SOURCES[facet])
        if (length := max(_named(term, folded), default=0))
    ]
    return [shelf for _, shelf in sorted(found, key=lambda one: one[0])[:MOST]]


def _named(term: Term, folded: str) -> Iterator[int]:
    for name in map(fold, filter(None, (term.zh, term.en, *term.synonyms))):
        words = name in f" {folded} " if not name.isascii() else f" {name} " in f" {folded} "
        if len(name) >= _SHORTEST and words:
            yield len(name)
