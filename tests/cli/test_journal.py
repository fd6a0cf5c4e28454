"""Tables are made, the journal is shown and proved, and a changed one is found out."""

import json
import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
from click.testing import CliRunner, Result

from config.settings import settings
from marketplace.cli import market
from marketplace.core import consent, journal
from marketplace.core.actor import SYSTEM
from marketplace.core.unit import unit


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


class Here:
    """One installation in a folder of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(market, list(words), catch_exceptions=False)

    def happen(self, count: int) -> None:
        with unit() as session:
            for number in range(count):
                journal.record(session, SYSTEM, "thing.happened", Thing(), number=number)
"""Placeholder."""
