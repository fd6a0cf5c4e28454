"""Taking in what is new: commit by commit, with merging between them."""

import time

import structlog
from sqlalchemy.orm import Session

from marketplace.core import journal, react
from marketplace.core.unit import reading
from marketplace.search.follow.pace import Pace
from marketplace.search.follow.rebuilding import rebuild
from marketplace.search.queries import index as place
from marketplace.search.queries import news
from marketplace.search.queries.news import TABLES, Key, Tables, named
from search_index import Busy, Damaged, Index

ENTRIES = 500
DOCUMENTS = 2000
FAR = 50_000
# Under load that does not end, merging comes after so many commits, which go on meanwhile.
COMMITS = 16

log = structlog.get_logger(__name__)


def follow(index: Index | None = None, tables: Tables = TABLES, pace: Pace | None = None) -> int:
    """Take in what is new in the journal; returns how many documents were looked at again.

    `pace` gathers what comes in a crowd; without one everything is taken in at once. While another
    writer works nothing happens: whoever nudged will nudge again.
    """
    into = index or place.index()
    try:
        return _Follower(into, tables, pace).follow()
    except Busy:
        log.info("index.busy")
        return 0
    except Damaged as damage:
        log.warning("index.rebuilding", why=str(damage))
        return _anew(into, tables)


def _anew(into: Index, tables: Tables) -> int:
    try:
        return rebuild(index=into, tables=tables)
    except Busy:
        log.info("index.busy")
        return 0


class _Follower:
    """One run of the follower."""

    def __init__(self, into: Index, tables: Tables, pace: Pace | None) -> None:
        self._into = into
        self._tables = tables
        self._pace = pace

    def follow(self) -> int:
        """Take in all there is, then merge while nothing new comes in between."""
        done, commits = 0, 0
        while self._behind():
            if self._pace:
                time.sleep(self._pace.hold(time.monotonic()))
            done += self._step()
            commits += 1
            if commits % COMMITS == 0:
                self._merge()
        react.report(place.NAME, self._into.cursor())
        self._merge()
        return done

    def _behind(self) -> int:
        """Say how many entries there are to take in; Damaged where only a rebuild helps."""
        cursor = self._into.cursor()  # First: another follower may be quicker than this reading.
        with reading() as session:
            behind = journal.head(session) - cursor
        if behind < 0:
            raise Damaged("the index knows more than the journal")
        if behind > FAR:
            raise Damaged("so far behind that making it anew is quicker")
        return behind

    def _step(self) -> int:
        """Take in the next entries in one commit, unless they touch very many documents."""
        cursor = self._into.cursor()
        with reading() as session:
            keys, after = news.since(session, self._tables, cursor, ENTRIES)
            for at in range(0, max(1, len(keys)), DOCUMENTS):
                # A crowd (an import of thousands) is taken in several commits. If it is cut off, it
                # is looked at again from its beginning, which changes nothing that was done.
                last = at + DOCUMENTS >= len(keys)
                self._take_in(session, keys[at : at + DOCUMENTS], cursor, after if last else cursor)
        react.report(place.NAME, after)
        return len(keys)

    def _take_in(self, session: Session, keys: list[Key], cursor: int, after: int) -> None:
        put = self._tables.documents(session, keys)
        session.expunge_all()
        drop = [name for name in map(named, keys) if name not in put]
        self._into.apply(put.values(), drop, after, seen=cursor)
        if self._pace:
            self._pace.committed(time.monotonic())

    def _merge(self) -> None:
        """Merge segments as long as there are many; what is new meanwhile is taken in at once."""
        try:
            while self._into.merge(self._meanwhile):
                log.info("index.merged")
        except Busy:
            log.info("index.busy")  # Another process merges.

    def _meanwhile(self) -> None:
        if (self._pace is None or not self._pace.hold(time.monotonic())) and self._behind():
            self._step()
