from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from search_index import Document, Index, Layout, Lexicon
from search_index.lexicon import NOTHING

LAYOUT = Layout(facets=("field", "region"), numbers=("year", "price"))
Filled = Callable[..., Index]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    made = Index(folder, LAYOUT)
    yield made
    made.close()


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Filled]:
    """Make an index of some documents, with a lexicon where one is given."""
    made: list[Index] = []

    def fill(*documents: Document, lexicon: Lexicon = NOTHING) -> Index:
        made.append(Index(tmp_path / f"filled{len(made)}", LAYOUT, lexicon))
        made[-1].apply(documents, [], 1)
        return made[-1]

    yield fill
    for index in made:
        index.close()
