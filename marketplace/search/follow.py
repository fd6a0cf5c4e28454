"""The follower of the index: what the journal says the index learns, and nothing is lost.

Its cursor is part of each commit of the index, so it may be killed anywhere and goes on from there.
An index that cannot be read, was made for another layout, or knows more than the journal (of a
restored database) is made anew from the rows, beside the old one.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import structlog
from sqlalchemy.orm import Session

from marketplace.core import finding, journal, react
from marketplace.core.actor import NOBODY
from marketplace.core.unit import reading
from marketplace.search.queries import index as place
from marketplace.search.queries import news
from marketplace.search.queries.news import TABLES, Key, Tables, named
from search_index import Busy, Damaged, Document, Index

ENTRIES = 500
DOCUMENTS = 2000
FAR = 50_000

log = structlog.get_logger(__name__)
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the index compares with what is public: keys it lacks, and keys it should not have."""

    held: int
    missing: tuple[str, ...]
    surplus: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the index holds exactly what is public (INV-G8)."""
        return not (self.missing or self.surplus)


def follow(index: Index | None = None, tables: Tables = TABLES) -> int:
    """Take in what is new in the journal; returns how many documents were looked at again.

    While another writer works nothing happens: whoever nudged will nudge again.
    """
    into = index or place.index()
    try:
        return _follow(into, tables)
    except Busy:
        log.info("index.busy")
        return 0


def _follow(into: Index, tables: Tables) -> int:
    try:
        return _catch_up(into, tables)
    except Damaged as damage:
        log.warning("index.rebuilding", why=str(damage))
        return rebuild(index=into, tables=tables)


def _catch_up(into: Index, tables: Tables) -> int:
    done = 0
    while True:
        cursor = into.cursor()
        with reading() as session:
            behind = journal.head(session) - cursor
            if behind < 0:
                raise Damaged("the index knows more than the journal")
            if behind > FAR:
                raise Damaged("so far behind that making it anew is quicker")
            keys, after = news.since(session, tables, cursor, ENTRIES)
        if after == cursor:
            react.report(place.NAME, cursor)
            return done
        _take_in(into, tables, keys, cursor, after)
        done += len(keys)


def _take_in(into: Index, tables: Tables, keys: list[Key], cursor: int, after: int) -> None:
    """Put and drop documents; the cursor moves with the last of them.

    A crowd of documents (an import of thousands) is taken in several commits. If it is cut off, the
    crowd is looked at again from its beginning, which changes nothing that was done.
    """
    for at in range(0, max(1, len(keys)), DOCUMENTS):
        part = keys[at : at + DOCUMENTS]
        with reading() as session:
            put = tables.documents(session, part)
        drop = [name for name in map(named, part) if name not in put]
        into.apply(put.values(), drop, after if at + DOCUMENTS >= len(keys) else cursor)


def rebuild(
    progress: Progress | None = None, *, index: Index | None = None, tables: Tables = TABLES
) -> int:
    """Make the index anew from the rows, beside the old one, and return how many documents it has.

    Raises Busy while another writer works.
    """
    into = index or place.index()
    with reading() as session:
        cursor = journal.head(session)
        into.rebuild(_everything(session, tables), cursor, progress)
    react.report(place.NAME, cursor)
    return into.count()


def _everything(session: Session, tables: Tables) -> Iterator[Document]:
    for findable in tables.findables.values():
        for part in finding.parts(finding.ids(session, findable, NOBODY)):
            yield from finding.documents(session, findable, part)
            session.expunge_all()  # A market of 100,000 cards shall not lie in memory at once.


def size(tables: Tables = TABLES) -> int:
    """How many things are public: what a rebuild has before it."""
    with reading() as session:
        return sum(len(finding.ids(session, f, NOBODY)) for f in tables.findables.values())


def verify(index: Index | None = None, tables: Tables = TABLES) -> Verdict:
    """Compare the keys of the index with what is public, leaving out what it has yet to hear."""
    found = index or place.index()
    cursor = found.cursor()
    held = set(found.keys())
    with reading() as session:
        public = {
            named((kind, key))
            for kind, findable in tables.findables.items()
            for key in finding.ids(session, findable, NOBODY)
        }
        pending = _pending(session, tables, cursor)
    return Verdict(
        len(held), tuple(sorted(public - held - pending)), tuple(sorted(held - public - pending))
    )


def _pending(session: Session, tables: Tables, cursor: int) -> set[str]:
    waiting: set[str] = set()
    while True:
        keys, after = news.since(session, tables, cursor, ENTRIES)
        if after == cursor:
            return waiting
        waiting |= set(map(named, keys))
        cursor = after
