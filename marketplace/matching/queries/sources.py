"""What rooms above this one hand down to the follower: the search index and its documents."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from search_index import Document, Index

Key = tuple[str, UUID]
Documents = Callable[[Session, Sequence[Key]], Mapping[str, Document]]


def _none(_session: Session, _keys: Sequence[Key]) -> Mapping[str, Document]:
    return {}


@dataclass(frozen=True, slots=True)
class Sources:
    """Where candidates are found, and how public things become documents.

    Without an index only the database is asked; saved searches are met by documents.
    """

    index: Index | None = None
    documents: Documents = _none


NOTHING = Sources()
