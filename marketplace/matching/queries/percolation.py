"""Saved searches met by new documents, without reading the saved searches.

Each process keeps those whose owners want to be told in a percolator, as of an entry of the
journal, and takes in what the journal says after it. A copy lies in the data folder and spares a
new process from reading all rows. It is proved by its checksum, by the words it was made with, and
by the hash of the journal's entry it ends at: another database has none like it.

The order is that of the snapshot: a search that was saved before a thing was published is always
told of it; one saved between the publishing and the reading of it is told, too.
"""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core.journal import ZERO, Entry
from marketplace.core.lexicon import lexicon
from marketplace.core.shipped import fingerprint
from marketplace.matching.models import SavedSearch
from marketplace.matching.queries import saved_search as searches
from marketplace.matching.queries.saved_search import Hit
from marketplace.matching.queries.sources import Key
from marketplace.matching.rules.saved_search import as_query
from search_index import BadQuery, Damaged, Document, Query
from search_index.percolator import Percolator

log = structlog.get_logger(__name__)
CHANGES = ("saved_search.saved", "saved_search.changed", "saved_search.deleted")
FILE = "watched"
READ = 1000  # Rows in one go while all are read.
UNSAVED = 200  # So many changes, or one in a hundred, are worth a new copy.


@dataclass(slots=True)
class Watch:
    """What this process knows of saved searches; `folder` is where the copy lies."""

    folder: Path
    percolator: Percolator | None = None
    seq: int = 0
    hash: str = ZERO
    changed: int = 0
    lock: Lock = field(default_factory=Lock)

    def follow(self, session: Session) -> Percolator:
        """Know what is to be watched for in this snapshot."""
        try:
            if self.percolator is not None and self._stands(session):
                self._take_in(session)
            elif not self._load(session):
                self._read_all(session)
        except BaseException:
            self.percolator = None  # What was taken in by half is not what the mark says.
            raise
        assert self.percolator is not None  # noqa: S101 - For the type checker.
        if self.changed > max(UNSAVED, len(self.percolator) // 100):
            self.save()
        return self.percolator

    def met(self, session: Session, documents: Mapping[Key, Document]) -> list[Hit]:
        """Which of the saved searches of this snapshot find which of the documents."""

        def ask(keys: Sequence[bytes]) -> Mapping[bytes, Query]:
            rows = searches.by_ids(session, [UUID(bytes=key) for key in keys])
            return {row.id.bytes: as_query(row.query, 1) for row in rows.values()}

        with self.lock:
            percolator = self.follow(session)
            return [
                (UUID(bytes=found), *key)
                for key, document in documents.items()
                for found in percolator.meets(document, ask)
            ]

    def save(self) -> None:
        """Keep a copy for the next process; without one it reads the rows."""
        if self.percolator is None:
            return
        packed = self.percolator.pack(f"{self.seq} {self.hash} {fingerprint()}")
        self.changed = 0
        try:
            _replace(self.folder / FILE, packed)
        except OSError as error:
            log.warning("saved_searches.not_kept", why=str(error))

    def _stands(self, session: Session) -> bool:
        """Whether what is known is of this database; of an empty journal nobody can say."""
        known = session.scalar(select(Entry.hash).where(Entry.seq == self.seq))
        return known is not None and known == self.hash

    def _load(self, session: Session) -> bool:
        """Take what the last process kept, if it still holds."""
        try:
            packed = (self.folder / FILE).read_bytes()
            self.percolator, mark = Percolator.unpack(packed, lexicon())
        except FileNotFoundError:
            return False
        except (OSError, Damaged) as error:
            log.warning("saved_searches.read_anew", why=str(error))
            return False
        seq, self.hash, policy = mark.split(" ")
        self.seq, self.changed = int(seq), 0
        if policy != fingerprint() or not self._stands(session):
            return False
        self._take_in(session)
        return True

    def _read_all(self, session: Session) -> None:
        self.percolator = Percolator(lexicon())
        self.seq, self.hash = _head(session)
        rows = select(SavedSearch.id, SavedSearch.query).where(SavedSearch.notify.is_(True))
        for key, query in session.execute(rows.execution_options(yield_per=READ)):
            self._put(key, query)
        self.percolator.gates.settle()
        self.changed = len(self.percolator)

    def _take_in(self, session: Session) -> None:
        """Take in what the journal says after the last entry that is known."""
        seq, head = _head(session)
        changes = select(Entry.subject_id).where(Entry.seq > self.seq, Entry.fact.in_(CHANGES))
        for some in _pieces(list(dict.fromkeys(session.scalars(changes)))):
            rows = searches.by_ids(session, some)
            for key in some:
                if key in rows and rows[key].notify:
                    self._put(key, rows[key].query)
                elif self.percolator:
                    self.percolator.drop(key.bytes)
                self.changed += 1
        self.seq, self.hash = seq, head

    def _put(self, key: UUID, query: Mapping[str, Any]) -> None:
        try:
            if self.percolator is not None:
                self.percolator.put(key.bytes, as_query(query, 1))
        except (BadQuery, ValueError) as bad:
            # It was checked when saved; the language of questions has changed since.
            log.warning("saved_search.refused", search=str(key), why=str(bad))


@cache
def watch(folder: Path) -> Watch:
    """Give the one watch of this process."""
    return Watch(folder)


def met(session: Session, documents: Mapping[Key, Document]) -> list[Hit]:
    """Which saved searches find which of the documents, as of this snapshot."""
    return watch(settings().saved_searches).met(session, documents) if documents else []


def _head(session: Session) -> tuple[int, str]:
    """The last entry of the journal in this snapshot."""
    last = session.execute(select(Entry.seq, Entry.hash).order_by(Entry.seq.desc()).limit(1))
    seq, known = last.first() or (0, ZERO)
    return seq, known


def _pieces(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    yield from (keys[n : n + READ] for n in range(0, len(keys), READ))


def _replace(place: Path, content: bytes) -> None:
    """Put a file in the place of another: whole and on the disk, or not at all; ours alone."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f"{place.name}-")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(place)
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()
