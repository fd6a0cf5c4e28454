"""Making the index anew from the rows, beside the old one, which is searched meanwhile."""

import time
from collections.abc import Callable, Iterator

import structlog
from sqlalchemy.orm import Session

from marketplace.core import finding, journal, react
from marketplace.core.actor import NOBODY
from marketplace.core.unit import reading
from marketplace.search.queries import index as place
from marketplace.search.queries.news import TABLES, Tables
from search_index import Document, Index, Rebuilding

TELL_S = 5.0

log = structlog.get_logger(__name__)
Tell = Callable[[Rebuilding], object]


def rebuild(
    tell: Tell | None = None, *, index: Index | None = None, tables: Tables = TABLES
) -> int:
    """Make the index anew from the rows, beside the old one, and return how many documents it has.

    Says every second how far it is, to the log if to nobody else. Raises Busy while another writer
    works.
    """
    into = index or place.index()
    with reading() as session:
        cursor = journal.head(session)
        total = _size(session, tables)
        into.rebuild(everything(session, tables), cursor, tell or _Log(), total)
    react.report(place.NAME, cursor)
    return into.count()


def everything(session: Session, tables: Tables) -> Iterator[Document]:
    """The documents of all that is public, as of one moment."""
    for findable in tables.findables.values():
        for part in finding.parts(finding.ids(session, findable, NOBODY)):
            yield from finding.documents(session, findable, part)
            session.expunge_all()  # A market of 100,000 cards shall not lie in memory at once.


def size(tables: Tables = TABLES) -> int:
    """How many things are public: what a rebuild has before it."""
    with reading() as session:
        return _size(session, tables)


def _size(session: Session, tables: Tables) -> int:
    return sum(len(finding.ids(session, f, NOBODY)) for f in tables.findables.values())


class _Log:
    """Tells the log at the start and every few seconds."""

    def __init__(self) -> None:
        self._told = float("-inf")

    def __call__(self, stand: Rebuilding) -> None:
        if time.monotonic() - self._told >= TELL_S:
            self._told = time.monotonic()
            log.info("index.rebuild", done=stand.done, of=stand.total, seconds_left=stand.left)
