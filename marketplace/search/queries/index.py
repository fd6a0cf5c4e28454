"""The one index of this installation."""

from functools import cache
from pathlib import Path

from config.settings import settings
from marketplace.core.lexicon import lexicon
from marketplace.search.words import FACETS
from search_index import Index, Layout

NAME = "index"
NUMBERS = ("published", "trl", "price_fen", "budget_fen", "deadline")
LAYOUT = Layout(facets=tuple(FACETS), numbers=NUMBERS)


def index() -> Index:
    """The index of this process, opened once; another layout than its files is Outdated."""
    return _opened(settings().index)


@cache
def _opened(folder: Path) -> Index:
    return Index(folder, LAYOUT, lexicon())
