"""Whether the index holds what is public, and as it is now (INV-G8); mending it where not."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy.orm import Session

from marketplace.core.unit import reading
from marketplace.search.follow.rebuilding import everything
from marketplace.search.queries import index as place
from marketplace.search.queries import news
from marketplace.search.queries.news import TABLES, Tables, named, read
from search_index import Busy, Index

ENTRIES = 500
AT_ONCE = 500
TRIES = 40
WAIT_S = 0.25


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the index compares with what is public.

    Keys it lacks, keys it should not have, and keys whose content is not what it is now.
    """

    held: int
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def wrong(self) -> tuple[str, ...]:
        """All that differs."""
        return (*self.missing, *self.surplus, *self.stale)

    @property
    def agrees(self) -> bool:
        """Whether the index holds exactly what is public, as it is."""
        return not self.wrong


def verify(
    index: Index | None = None,
    tables: Tables = TABLES,
    tell: Callable[[int], object] = id,
) -> Verdict:
    """Compare every document of the index with its row, leaving out what it has yet to hear.

    `tell` is told how many rows were read so far.
    """
    cursor, held = (index or place.index()).digests()
    with reading() as session:
        public: dict[str, int] = {}
        for document in everything(session, tables):
            public[document.key] = document.digest()
            tell(len(public))
        pending = _pending(session, tables, cursor)
    both = (held.keys() & public.keys()) - pending
    return Verdict(
        len(held),
        tuple(sorted(public.keys() - held.keys() - pending)),
        tuple(sorted(held.keys() - public.keys() - pending)),
        tuple(sorted(key for key in both if held[key] != public[key])),
    )


def repair(verdict: Verdict, index: Index | None = None, tables: Tables = TABLES) -> int:
    """Put what is missing or stale as it is now, drop what is too much; returns how many keys.

    Rows are read again just before, and a commit of the follower in between makes it read once
    more: what is repaired is never older than what was there. Raises Busy when another writer does
    not come to an end.
    """
    into = index or place.index()
    for part in _parts(verdict.wrong):
        _put_right(into, tables, part)
    return len(verdict.wrong)


def _put_right(into: Index, tables: Tables, names: list[str]) -> None:
    for tried in range(TRIES):
        cursor = into.cursor()
        with reading() as session:
            put = tables.documents(session, map(read, names))
        try:
            into.apply(put.values(), [n for n in names if n not in put], cursor, seen=cursor)
        except Busy:
            if tried == TRIES - 1:
                raise
            time.sleep(WAIT_S)
        else:
            return


def _parts(names: tuple[str, ...]) -> Iterator[list[str]]:
    rest = iter(names)
    while part := list(islice(rest, AT_ONCE)):
        yield part


def _pending(session: Session, tables: Tables, cursor: int) -> set[str]:
    waiting: set[str] = set()
    while True:
        keys, after = news.since(session, tables, cursor, ENTRIES)
        if after == cursor:
            return waiting
        waiting |= set(map(named, keys))
        cursor = after
