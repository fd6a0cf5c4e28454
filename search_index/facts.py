"""What one document says, as facts with names: the terms in its fields, its values and numbers.

The names are all that questions and documents share; `conditions` writes them for questions.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from search_index.analysis import Token, fold, pairs, tokens
from search_index.document import Document
from search_index.evaluate import MOST_EXPANDED
from search_index.grammar import SHORTEST_PREFIX
from search_index.schema import PAIR_FIELDS, WORD_FIELDS, said, texts

ALWAYS = "!"
ANYWHERE = "*"
SEP = "\x1f"
BEGINS, VALUE, FOLDED, NEAR, RANGE, WISH, SHARED = "^=~&#%|"
_BEGINNING = re.compile(r"[a-z0-9][a-z0-9.\-/]*")
Cut = Callable[[str], Iterator[Token]]


def word(place: str, text: str) -> str:
    """A term in a field, or ANYWHERE in the fields of words."""
    return f"{place}{SEP}{text}"


def begins(text: str) -> str:
    """A word that begins like this."""
    return f"{BEGINS}{text}"


def value(facet: str, code: str) -> str:
    """A value of a facet; "kind" is one."""
    return f"{VALUE}{facet}{SEP}{code}"


def folded(facet: str, code: str) -> str:
    """A value of a facet in the spelling of questions."""
    return f"{FOLDED}{facet}{SEP}{code}"


def near(place: str, wanted: Sequence[Token]) -> str:
    """Terms as far apart in a field as here."""
    first = wanted[0].position
    stretch = sorted({f"{token.position - first}:{token.text}" for token in wanted})
    return f"{NEAR}{SEP.join((place, *stretch))}"


@dataclass(frozen=True)
class Facts:
    """What a document says, analysed once."""

    document: Document
    places: dict[str, dict[str, set[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        made = texts(self.document)
        cuts: list[tuple[Iterable[str], Cut]] = [(WORD_FIELDS, tokens), (PAIR_FIELDS, pairs)]
        for places, cut in cuts:
            for place in places:
                stands = self.places.setdefault(place, {})
                for token in cut(fold(made[place])):
                    stands.setdefault(token.text, set()).add(token.position)

    def names(self) -> Iterator[str]:
        """Name every fact, ranges, neighbours and beginnings excepted."""
        yield ALWAYS
        for place, stands in self.places.items():
            yield from (word(place, text) for text in stands)
        everywhere = {text for place in WORD_FIELDS for text in self.places[place]}
        yield from (word(ANYWHERE, text) for text in everywhere)
        yield value("kind", self.document.kind)
        for facet, values in self.document.facets.items():
            for one in values:
                yield value(facet, one)
                yield folded(facet, fold(one))

    @cached_property
    def said(self) -> list[str]:
        """The words as they were said."""
        return said(self.document)

    def crowded(self) -> bool:
        """Whether so many words begin alike that asking for their beginning may be refused."""
        fields = (self.said, *(self.places[place] for place in WORD_FIELDS))
        counts = Counter(text[:SHORTEST_PREFIX] for field in fields for text in field)
        return max(counts.values(), default=0) > MOST_EXPANDED

    def beginnings(self) -> Iterator[str]:
        """Name every beginning of every Latin word, also of words as they were said."""
        spoken = {*self.said}.union(*(self.places[place] for place in WORD_FIELDS))
        found = filter(None, map(_BEGINNING.match, spoken))
        starts = {
            text[:n]
            for text in (m.group() for m in found)
            for n in range(SHORTEST_PREFIX, len(text) + 1)
        }
        yield from map(begins, starts)

    def holds(self, name: str) -> bool:
        """Whether terms stand as far apart as a name of neighbours says."""
        place, *stretch = name.removeprefix(NEAR).split(SEP)
        stands = self.places[place]
        starts: set[int] | None = None
        for one in stretch:
            offset, _, text = one.partition(":")
            possible = {at - int(offset) for at in stands.get(text, ())}
            starts = possible if starts is None else starts & possible
        return bool(starts)
