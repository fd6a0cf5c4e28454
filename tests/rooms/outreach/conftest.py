"""Receivers on loopback, which the settings of these tests allow."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import settings
from tests.servers.receiver import Receiver


@pytest.fixture
def loopback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Calls may go to this machine."""
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", "https://market.example.org")
    monkeypatch.setenv("OUTBOUND_LOOPBACK", "true")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def receiver(loopback: None) -> Iterator[Receiver]:
    """A receiver that takes everything until it is told otherwise."""
    made = Receiver().start()
    yield made
    made.stop()
