"""Which documents the journal's entries after a cursor may have changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace import house
from marketplace.core import finding, journal
from marketplace.core.actor import NOBODY
from marketplace.core.finding import Findable, Touch
from marketplace.core.journal import Entry
from search_index import Document

Key = tuple[str, UUID]


@dataclass(frozen=True, slots=True)
class Tables:
    """What is found, by kind, and which documents depend on other subjects."""

    findables: Mapping[str, Findable]
    touches: Mapping[str, Sequence[Touch]]

    def touched(self, session: Session, entries: Iterable[Entry]) -> list[Key]:
        """The documents that entries may have changed, each once."""
        found: dict[Key, None] = {}
        subjects = dict.fromkeys((e.subject_kind, e.subject_id) for e in entries)
        for kind, subject in subjects:
            if kind in self.findables:
                found[kind, subject] = None
            for touch in self.touches.get(kind, ()):
                found |= dict.fromkeys(touch(session, subject))
        return list(found)

    def documents(self, session: Session, keys: Iterable[Key]) -> dict[str, Document]:
        """The documents of those that are public now, by their key in the index."""
        return {
            document.key: document
            for kind, ids in grouped(keys).items()
            for document in finding.documents(session, self.findables[kind], ids)
        }

    def public(self, session: Session, keys: Iterable[Key]) -> set[str]:
        """The keys in the index of those that are public now."""
        return {
            named((kind, key))
            for kind, ids in grouped(keys).items()
            for key in finding.ids(session, self.findables[kind], NOBODY, ids)
        }


TABLES = Tables(house.DOCUMENTS, house.TOUCHES)


def named(key: Key) -> str:
    """A thing's key in the index."""
    return f"{key[0]}:{key[1]}"


def read(name: str) -> Key:
    """The thing of a key in the index."""
    kind, _, key = name.partition(":")
    return kind, UUID(key)


def grouped(keys: Iterable[Key]) -> dict[str, list[UUID]]:
    """Ids by kind, in order."""
    found: dict[str, list[UUID]] = {}
    for kind, key in keys:
        found.setdefault(kind, []).append(key)
    return found


def since(session: Session, tables: Tables, cursor: int, at_once: int) -> tuple[list[Key], int]:
    """The documents touched by the next entries after a cursor, and the cursor after them."""
    entries = journal.after(session, cursor, at_once)
    return tables.touched(session, entries), entries[-1].seq if entries else cursor
