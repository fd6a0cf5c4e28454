"""Rows of a CSV file, whatever its delimiter and its line ends (CR alone too)."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from marketplace.core.sheets.refusals import QuoteNeverEnds

DELIMITERS = (",", "\t", ";", "|", "，")
LONGEST_LINE = 1 << 20
LONGEST_CELL = 1 << 17
SAMPLE = 30
# Excel writes the delimiter itself into the first line of some files.
_NAMED = re.compile(r"\ufeff?sep=(.)\r?\n?", re.IGNORECASE)


def delimiter(begin: str) -> str:
    """The delimiter under which the rows at the beginning of a file have the same length."""
    named = _NAMED.match(begin)
    if named:
        return named[1]
    lines = begin.splitlines(keepends=True)[: SAMPLE + 1]
    # The piece may end in the middle of a line.
    lines = lines[:-1] if len(lines) > 1 else lines
    return max(DELIMITERS, key=lambda d: (_fit(lines, d), -DELIMITERS.index(d)))


def _fit(lines: list[str], candidate: str) -> float:
    """How well a delimiter explains the lines: the share of rows of the commonest length."""
    lengths = Counter(len(row) for row in csv.reader(lines, delimiter=candidate) if row)
    if not lengths:
        return 0.0
    length, count = lengths.most_common(1)[0]
    return count / lengths.total() if length > 1 else 0.0


def read(path: Path, encoding: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The records with their numbers as a spreadsheet counts them, from 1; blank ones left out.

    Raises QuoteNeverEnds with the number of the record.
    """
    csv.field_size_limit(LONGEST_CELL)
    number = 0
    with path.open(encoding=encoding, newline="", errors="surrogateescape") as file:
        try:
            for record in csv.reader(_lines(file), delimiter=delimiter):
                number += 1
                named = number == 1 and _NAMED.fullmatch(delimiter.join(record) + "\n")
                if any(cell.strip() for cell in record) and not named:
                    yield number, record
        except csv.Error as error:
            raise QuoteNeverEnds(row=number + 1) from error


def _lines(file: TextIO) -> Iterator[str]:
    """Lines of bounded length: a file without line ends is not read whole."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            raise csv.Error("a line of more than a million characters")
        yield line
