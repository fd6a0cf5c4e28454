"""What is like a thing that is public: other things of its kind, read again for the asker."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Missing
from marketplace.search.queries import asking
from marketplace.search.queries import index as place
from marketplace.search.queries.asking import Answer
from marketplace.search.queries.gate import GATE
from marketplace.search.queries.hiding import hidden
from marketplace.search.queries.news import TABLES, Key, Tables, named
from search_index import Damaged, Document, Found, Index, Query


def similar(
    session: Session,
    actor: Actor,
    key: Key,
    limit: int = 10,
    *,
    index: Index | None = None,
    tables: Tables = TABLES,
) -> tuple[Document, Answer]:
    """The document of a thing, and what is like it. Raises Missing, IndexAway, SearchBusy."""
    document = _document(session, key, tables)
    source = index or place.index()
    try:
        with GATE.turn():
            without = hidden(session, source, tables)
            hits = source.similar(document, Query(kinds=(key[0],), limit=limit, without=without))
    except Damaged as damage:
        raise asking.away(damage) from damage
    found = Found(hits, len(hits), {}, None)
    return document, asking.answer(session, actor, found, tables, document.title)


def _document(session: Session, key: Key, tables: Tables) -> Document:
    if key[0] not in tables.findables:
        raise Missing
    documents: Sequence[Document] = list(tables.documents(session, [key]).values())
    for document in documents:
        if document.key == named(key):
            return document
    raise Missing
