"""A market of its own for the measurement: set up, filled and indexed by the product's commands."""

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from secrets import token_urlsafe

from marketplace import house
from marketplace.cli import database
from marketplace.core import finding
from marketplace.core.actor import NOBODY
from marketplace.core.unit import reading
from marketplace.search.queries.asking import Asked, search
from search_index import Document
from tests.bench.wording.questions import DEPTH

WHO = "bench@example.org"
COLUMNS = ("publication_numbers", "title", "ipc_subclasses")


def filled(folder: Path, patents: Path, limit: int | None) -> None:
    """Set up a market in a folder, import the patents, index them; leaves this process bound.

    The database is SQLite in that folder, whatever this environment names.
    """
    os.environ.pop("DATABASE_URL", None)
    os.environ |= {"MARKET_DATA": str(folder / "market"), "MARKET_PASSWORD": token_urlsafe()}
    part = _part(folder / "patents.csv", patents, limit)
    _market("init", "--name", "试", "--city", "410300", "--operator", "试", "--person", "试",
            "--email", WHO)  # fmt: skip
    _market("import", str(part), "--as", WHO)
    _market("index", "rebuild")
    database.ready()


def documents() -> list[Document]:
    """Every public patent card as the index takes it, in an order that each run has anew."""
    found = house.DOCUMENTS["patent"]
    with reading() as session:
        cards = list(finding.documents(session, found, finding.ids(session, found, NOBODY)))
    return sorted(cards, key=lambda card: (card.title, card.body))


def ask(text: str) -> tuple[Sequence[Document], int]:
    """What the product's search finds first for a visitor, and how many it finds in all."""
    with reading() as session:
        answer = search(session, NOBODY, Asked(text, kinds=("patent",), limit=DEPTH))
    return [result.document for result in answer.items], answer.total


def _market(*words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "marketplace.cli", *words],
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"market {words[0]} failed:\n{done.stdout}{done.stderr}")


def _part(to: Path, patents: Path, limit: int | None) -> Path:
    """The columns that are needed of the first rows, in a file of their own."""
    with (
        patents.open(encoding="utf-8-sig", newline="") as given,
        to.open("w", encoding="utf-8", newline="") as kept,
    ):
        writer = csv.DictWriter(kept, COLUMNS, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(
            row for n, row in enumerate(csv.DictReader(given)) if limit is None or n < limit
        )
    return to
