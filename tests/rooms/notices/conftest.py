"""What tests of notices share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from config.settings import settings


@pytest.fixture
def outbox(database: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the letters of this test are kept."""
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", "https://market.example.org")
    monkeypatch.setenv("MARKET_NAME", "示例市场")
    monkeypatch.delenv("SMTP_URL", raising=False)
    settings.cache_clear()
    yield tmp_path / "outbox"
    settings.cache_clear()
