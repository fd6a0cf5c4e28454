"""The market's own index, empty at the start of each test that asks for it."""

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.search import follow

Follow = Callable[[], int]


@pytest.fixture
def searching(app: Flask) -> Follow:
    """Return the follower of the index that the application searches."""
    assert app
    follow.rebuild()
    return follow.follow
