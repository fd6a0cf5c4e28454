from collections.abc import Iterator
from pathlib import Path

import pytest

from search_index import Index, Layout

LAYOUT = Layout(facets=("field", "region"), numbers=("year", "price"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[Index]:
    made = Index(folder, LAYOUT)
    yield made
    made.close()
