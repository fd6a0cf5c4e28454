"""What tests of notices share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from config.settings import settings


@pytest.fixture
def outbox(database: Engine, outbox_alone: Path) -> Path:
    """Where the letters of this test are kept, beside its clean database."""
    return outbox_alone


@pytest.fixture
def outbox_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """Where the letters of this test are kept, whatever its database is."""
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", "https://market.example.org")
    monkeypatch.setenv("MARKET_NAME", "示例市场")
    monkeypatch.delenv("SMTP_URL", raising=False)
    settings.cache_clear()
    yield tmp_path / "outbox"
    settings.cache_clear()
