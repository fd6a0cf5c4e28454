"""How the index is, for those who watch over the market."""

from collections.abc import Mapping
from dataclasses import asdict

from marketplace.search.queries import index as place
from search_index import Damaged, Index


def state(index: Index | None = None) -> Mapping[str, object]:
    """Whether it can be searched, how far it has read, and how far it is being made anew."""
    source = index or place.index()
    stand = source.rebuilding()
    told = {"rebuilding": asdict(stand) if stand else None}
    try:
        return {"ready": True, "cursor": source.cursor(), **told}
    except Damaged as damage:
        return {"ready": False, "why": str(damage), **told}
