"""The one index of this installation."""

from functools import cache
from pathlib import Path

from config.settings import settings
from marketplace.core.lexicon import lexicon
from marketplace.search.words import FACETS
from search_index import Index, Layout

NAME = "index"
NUMBERS = ("published", "trl", "price_fen", "budget_fen", "deadline")
# The ends of sums as they are stated, to be told; one narrows and sorts by the number above.
ENDS = ("price_low_fen", "price_high_fen", "budget_low_fen", "budget_high_fen")
LAYOUT = Layout(facets=tuple(FACETS), numbers=(*NUMBERS, *ENDS))


def index() -> Index:
    """The index of this process, opened once; another layout than its files is Outdated."""
    return _opened(settings().index)


@cache
def _opened(folder: Path) -> Index:
    return Index(folder, LAYOUT, lexicon())
