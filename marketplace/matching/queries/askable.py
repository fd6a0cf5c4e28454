"""Whether a search can be asked at all, before it is kept."""

from collections.abc import Mapping
from typing import Any

from marketplace.core.lexicon import lexicon
from marketplace.matching.errors import NothingToSearch
from marketplace.matching.rules.saved_search import FACETS, RANGES, as_query, asks_something
from search_index import BadQuery, Layout, alone

LAYOUT = Layout(tuple(sorted(FACETS)), tuple(sorted({number for number, _ in RANGES.values()})))


def must_be_askable(query: Mapping[str, Any]) -> None:
    """Raise NothingToSearch for what no search could answer."""
    if not asks_something(query):
        raise NothingToSearch(fields=["query"])
    try:
        with alone([], LAYOUT, lexicon()) as reader:
            reader.search(as_query(query, 1))
    except (BadQuery, ValueError, TypeError) as error:
        raise NothingToSearch(fields=["query"]) from error
