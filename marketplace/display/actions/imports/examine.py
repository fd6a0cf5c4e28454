"""Looking into a kept file: what it is, which row names its columns, what its cells look like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from marketplace.core import files, sheets
from marketplace.core.sheets import Look, Row
from marketplace.core.sheets.refusals import NoRows
from marketplace.display.rules import import_header as header_rules

MOST = 50 << 20
SAMPLES = 5
LONGEST_NAME = 120


class Sent(Protocol):
    """A file that was sent: where its content is kept, and how it is read."""

    @property
    def sha256(self) -> str:
        """The hash of its content."""
        ...

    @property
    def look(self) -> Look:
        """What it is."""
        ...

    @property
    def header_at(self) -> int:
        """The number of the row that names the columns."""
        ...

    @property
    def mended(self) -> bool:
        """Whether it is our own report of refused rows."""
        ...


@dataclass(frozen=True, slots=True)
class Examined:
    """What a file is and how it begins."""

    kept: files.Kept
    title: str
    look: Look
    header: tuple[str, ...]
    header_at: int
    samples: tuple[tuple[str, ...], ...]
    mended: bool


def examine(kept: files.Kept, title: str) -> Examined:
    """Look into a kept file. Raises what a table may be refused for, NoColumns and NoRows."""
    path = files.path(kept.sha256)
    look = sheets.look(path, title)
    first = list(islice(sheets.rows(path, look), header_rules.AMONG + SAMPLES))
    if not first:
        raise NoRows
    named = header_rules.choose(first)
    mended = header_rules.is_report(named.cells)
    header = tuple(cell.strip()[:LONGEST_NAME] for cell in named.cells)
    samples = [row for row in first if row.number > named.number and not row.fault][:SAMPLES]
    if mended:
        header = header[len(header_rules.REPORT) :]
        samples = [_mended(row) for row in samples]
    return Examined(
        kept, title, look, header, named.number, tuple(row.cells for row in samples), mended
    )


def records(sent: Sent, after: int = -1) -> Iterator[Row]:
    """The rows below the header, streamed; those up to the number `after` are passed over."""
    for row in sheets.rows(files.path(sent.sha256), sent.look):
        if row.number > max(after, sent.header_at):
            yield _mended(row) if sent.mended else row


def _mended(row: Row) -> Row:
    """A row of our own report: without the columns in front, as it was before it was written."""
    width = len(header_rules.REPORT)
    shift = [frozenset(at - width for at in marks if at >= width) for marks in _marks(row)]
    return replace(
        row,
        cells=tuple(sheets.unescaped(cell) for cell in row.cells[width:]),
        formulas=shift[0],
        computed=shift[1],
        damaged=shift[2],
    )


def _marks(row: Row) -> Sequence[frozenset[int]]:
    return row.formulas, row.computed, row.damaged
