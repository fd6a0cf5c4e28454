"""What may be asked of an index, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search_index.document import Layout
from search_index.errors import BadQuery
from search_index.measures import Tally, Wish

Range = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Query:
    """One question: text in the grammar of this package, filters, an order and a page of hits.

    Values of one filter are alternatives, several filters must all hold; both ends of a range
    belong to it and None leaves an end open. `sort` is "relevance", the name of a number, or that
    name with a minus for the largest first; documents without the number come last. `strict` wants
    every bare word, where otherwise half of them suffice.
    With `helped` words that nobody uses are read as the words they are nearest to, and where too
    little has enough of the words, the best of what has fewer is found; `Found` says so. Without,
    what matches a question depends on the document alone. `literal` looks for no synonyms.
    `wishes` are wanted of measures; a sort by "measure:NAME" puts the smallest sure figure first,
    with a minus before it the largest.

    `facets` are counted under the whole question except for the facet's own filter ("kind" is one,
    too). Keys in `without` are absent from hits, total and counts. `after` is `Found.next` of the
    same question.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    sort: str = "relevance"
    limit: int = 20
    after: str | None = None
    facets: tuple[str, ...] = ()
    without: frozenset[str] = frozenset()
    strict: bool = False
    helped: bool = False
    literal: bool = False
    wishes: tuple[Wish, ...] = ()

    def must_fit(self, layout: Layout) -> None:
        """Raise BadQuery if it names what the layout has not, or asks for an odd page."""
        if set(self.facets) - {"kind", *layout.facets} or set(self.filters) - set(layout.facets):
            raise BadQuery("unknown_facet")
        if set(self.ranges) - set(layout.numbers):
            raise BadQuery("unknown_number")
        sort = self.sort.removeprefix("-")
        if sort not in {"relevance", *layout.numbers} and not sort.startswith(MEASURE):
            raise BadQuery("unknown_sort")
        if not 0 <= self.limit <= MOST_HITS:
            raise BadQuery("limit_out_of_range")


MOST_HITS = 1000
MEASURE = "measure:"


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found; a score of 1 or more means that everything asked for is in it."""

    key: str
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a question and how many of the documents that pass the filters have it."""

    text: str
    documents: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of hits, how many there are in all, the facet counts, and where to go on.

    `also` are words that were looked for besides those typed. `read_as` leads from words typed to
    those they were taken for, `relaxed` says that some have less than half of the words because
    few have more. `words` tell, where nothing was found, how many documents each word alone would
    find. `tallies` count by the name of each wish.
    """

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    next: str | None
    also: tuple[str, ...] = ()
    read_as: Mapping[str, str] = field(default_factory=dict)
    relaxed: bool = False
    words: tuple[Word, ...] = ()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
