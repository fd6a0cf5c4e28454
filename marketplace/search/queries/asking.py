"""The one search: the index ranks, then every row is read again as the asker may see it.

What went out of the public set after the index's cursor, or changed in it, is masked in hits,
totals and counts: a withdrawn thing is gone at once and not when the index has heard of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog
from sqlalchemy.orm import Session

from marketplace.core import finding, react, wishing
from marketplace.core.actor import Actor
from marketplace.core.lexicon import lexicon
from marketplace.core.measure import Claim
from marketplace.core.wishing import Reading, Wanted
from marketplace.search.errors import BadQuestion, IndexAway
from marketplace.search.queries import index as place
from marketplace.search.queries import news
from marketplace.search.queries.gate import GATE, RETRY_AFTER_S
from marketplace.search.queries.hiding import hidden
from marketplace.search.queries.news import TABLES, Key, Tables, read
from marketplace.search.words import OTHERWISE, SORTS, WHY
from search_index import BadQuery, Damaged, Document, Found, Index, Marker, Query, Tally, Word

Part = tuple[str, bool]
Range = tuple[int | None, int | None]
BY = {
    "relevance": "relevance",
    "newest": "-published",
    "trl": "-trl",
    "price": "price_fen",
    "-price": "-price_fen",
    "deadline": "deadline",
}
WIDTH = 140
MEASURE = "measure:"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. Values of one filter are alternatives; ranges are by number of `LAYOUT`.

    `measures` are figures that have to be met. `exact` takes words as they are typed and leaves out
    what has too few of them.
    """

    text: str = ""
    kinds: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ranges: Mapping[str, Range] = field(default_factory=dict)
    sort: str = ""
    limit: int = 20
    after: str | None = None
    facets: tuple[str, ...] = ()
    measures: tuple[Claim, ...] = ()
    exact: bool = False

    @property
    def order(self) -> str:
        """The order in force: what fits best where there is text, else the newest first."""
        if self.sort in SORTS or self.sort.removeprefix("-").startswith(MEASURE):
            return self.sort
        return "relevance" if self.text.strip() else "newest"


@dataclass(frozen=True, slots=True)
class Result:
    """A thing found, as it is now: parts marked True are what was asked for."""

    key: Key
    url: str
    document: Document
    title: Sequence[Part]
    snippet: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Answer:
    """A page of results, how many there are in all, counts by facet, and where to go on.

    `wanted` are the figures read out of the question and its filters, each with what the things
    found say to it. `read_as`, `relaxed` and `words` are those of `search_index.Found`.
    """

    items: Sequence[Result]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    next: str | None
    wanted: tuple[tuple[Wanted, Tally], ...] = ()
    read_as: Mapping[str, str] = field(default_factory=dict)
    relaxed: bool = False
    words: tuple[Word, ...] = ()


def search(
    session: Session,
    actor: Actor,
    asked: Asked,
    *,
    index: Index | None = None,
    tables: Tables = TABLES,
) -> Answer:
    """Answer a question for an actor. Raises BadQuestion, IndexAway, SearchBusy."""
    source = index or place.index()
    try:
        with GATE.turn():
            without = hidden(session, source, tables)
            reading = wishing.read(asked.text, asked.measures)
            found = source.search(_query(asked, reading, without))
    except BadQuery as bad:
        because = WHY.get(bad.code, OTHERWISE)
        raise BadQuestion(because=because, position=bad.position) from bad
    except Damaged as damage:
        raise away(damage) from damage
    wanted = tuple((one, found.tallies[one.claim.measurand]) for one in reading.wanted)
    return replace(answer(session, actor, found, tables, reading.words), wanted=wanted)


def suggest(
    session: Session,
    prefix: str,
    limit: int = 10,
    *,
    index: Index | None = None,
    tables: Tables = TABLES,
) -> list[str]:
    """Words of public titles and keywords that begin like this. Raises IndexAway, SearchBusy."""
    source = index or place.index()
    try:
        with GATE.turn():
            return source.suggest(prefix, limit, hidden(session, source, tables))
    except Damaged as damage:
        raise away(damage) from damage


def away(damage: Damaged) -> IndexAway:
    """Say that the index stands at nothing: the relay then sends its follower, who mends it."""
    log.warning("index.away", why=str(damage))
    react.report(place.NAME, 0)
    return IndexAway(retry_after=RETRY_AFTER_S)


def _query(asked: Asked, reading: Reading, without: frozenset[str]) -> Query:
    return Query(
        text=reading.words,
        kinds=asked.kinds,
        filters=asked.filters,
        ranges=asked.ranges,
        sort=BY.get(asked.order, asked.order),
        limit=asked.limit,
        after=asked.after,
        facets=asked.facets,
        without=without,
        helped=not asked.exact,
        literal=asked.exact,
        wishes=tuple(map(wishing.wish, reading.wanted)),
    )


def answer(session: Session, actor: Actor, found: Found, tables: Tables, text: str) -> Answer:
    """Read what the index found again, as the actor may see it, with what was asked for marked."""
    keys = [read(hit.key) for hit in found.hits if hit.kind in tables.findables]
    shown = _visible(session, actor, keys, tables)
    documents = tables.documents(session, shown)
    marker = Marker(text, found.also, lexicon())
    items = [
        _result(tables, key, documents[news.named(key)], marker)
        for key in keys
        if news.named(key) in documents
    ]
    # The index may be a moment ahead of this snapshot: what is not there yet does not count.
    return Answer(
        items,
        found.total - (len(found.hits) - len(items)),
        found.facets,
        found.next,
        read_as=found.read_as,
        relaxed=found.relaxed,
        words=found.words,
    )


def _visible(session: Session, actor: Actor, keys: Sequence[Key], tables: Tables) -> list[Key]:
    return [
        (kind, key)
        for kind, ids in news.grouped(keys).items()
        for key in finding.ids(session, tables.findables[kind], actor, ids)
    ]


def _result(tables: Tables, key: Key, document: Document, marker: Marker) -> Result:
    return Result(
        key,
        tables.findables[key[0]].page(key[1]),
        document,
        marker.snippet(document.title, len(document.title) + 1),
        marker.snippet(document.body, WIDTH),
    )
