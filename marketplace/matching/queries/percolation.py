"""Saved searches met by new documents: each search is run over just these, by the same engine.

A small index of the new documents alone answers exactly as the large one would: what matches a
question does not depend on the other documents.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import structlog

from marketplace.core.lexicon import lexicon
from marketplace.matching.errors import NothingToSearch
from marketplace.matching.models import SavedSearch
from marketplace.matching.queries.saved_search import Hit
from marketplace.matching.queries.sources import Key
from marketplace.matching.rules.saved_search import FACETS, RANGES, as_query, asks_something
from search_index import BadQuery, Document, Index, Layout

log = structlog.get_logger(__name__)


def met(documents: Mapping[Key, Document], searches: Sequence[SavedSearch]) -> list[Hit]:
    """Which searches find which of the documents."""
    if not (documents and searches):
        return []
    named = {document.key: key for key, document in documents.items()}
    with _index(documents.values()) as index:
        return [
            (search.id, *named[found])
            for search in searches
            for found in _found(index, search, len(documents))
        ]


def _found(index: Index, search: SavedSearch, most: int) -> list[str]:
    try:
        return [hit.key for hit in index.search(as_query(search.query, most)).hits]
    except BadQuery as bad:
        # It was checked when saved; the language of questions has changed since.
        log.warning("saved_search.refused", search=str(search.id), code=bad.code)
        return []


def must_be_askable(query: Mapping[str, Any]) -> None:
    """Raise NothingToSearch for what no search could answer."""
    if not asks_something(query):
        raise NothingToSearch(fields=["query"])
    try:
        with _index([]) as index:
            index.search(as_query(query, 1))
    except (BadQuery, ValueError, TypeError) as error:
        raise NothingToSearch(fields=["query"]) from error


@contextmanager
def _index(documents: Iterable[Document]) -> Iterator[Index]:
    documents = list(documents)
    facets = FACETS.union(*(document.facets for document in documents))
    numbers = {number for number, _ in RANGES.values()}.union(
        *(document.numbers for document in documents)
    )
    layout = Layout(tuple(sorted(facets)), tuple(sorted(numbers)))
    with TemporaryDirectory(prefix="market-percolation-") as folder:
        index = Index(Path(folder), layout, lexicon())
        index.apply(documents, [], 0)
        try:
            yield index
        finally:
            index.close()
