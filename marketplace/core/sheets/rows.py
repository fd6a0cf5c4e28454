"""A file row by row, whatever it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from marketplace.core.sheets import delimited, jsonlines, workbook
from marketplace.core.sheets.looking import Look
from marketplace.core.sheets.refusals import TooManyColumns, TooManyRows
from marketplace.core.speech import Phrase

MOST_ROWS = 200_000
MOST_COLUMNS = 500
_BROKEN = re.compile("[\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as its reader sees it (a JSON file's names are row 0), and its cells.

    `formulas` are the columns that hold a formula and no value, `computed` those whose formula's
    stored value is used, `damaged` those whose bytes are no characters of the file's encoding;
    `fault` says why the row could not be read at all.
    """

    number: int
    cells: tuple[str, ...]
    formulas: frozenset[int] = frozenset()
    computed: frozenset[int] = frozenset()
    damaged: frozenset[int] = frozenset()
    fault: Phrase | None = None


def rows(path: Path, look: Look) -> Iterator[Row]:
    """The rows that hold anything, streamed.

    Raises TooManyRows and TooManyColumns, and what the format may be refused for.
    """
    for row in _read(path, look):
        if row.number > MOST_ROWS:
            raise TooManyRows(limit=MOST_ROWS)
        if len(row.cells) > MOST_COLUMNS:
            raise TooManyColumns(limit=MOST_COLUMNS, row=row.number, found=len(row.cells))
        yield _marked(row)


def _marked(row: Row) -> Row:
    """The row with what could not be decoded made visible, and told."""
    damaged = [at for at, cell in enumerate(row.cells) if _BROKEN.search(cell)]
    if not damaged:
        return row
    shown = tuple(_BROKEN.sub("\ufffd", cell) for cell in row.cells)
    return replace(row, cells=shown, damaged=frozenset(damaged))


def _read(path: Path, look: Look) -> Iterator[Row]:
    if look.kind == "xlsx":
        for number, cells, formulas, computed in workbook.read(path):
            yield Row(number, tuple(cells), frozenset(formulas), frozenset(computed))
    elif look.kind == "jsonl":
        for number, cells, fault in jsonlines.read(path, look.encoding or "utf-8"):
            yield Row(number, tuple(cells), fault=fault)
    else:
        for number, cells in delimited.read(path, look.encoding or "utf-8", look.delimiter or ","):
            yield Row(number, tuple(cells))
