"""Rows as a CSV file that a spreadsheet opens without surprises."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from urllib.parse import quote

from flask import Response

# A cell that begins like this would be worked out as a formula by the spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> object:
    """A cell no spreadsheet takes for a formula: text that looks like one gets an apostrophe."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def download(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A CSV file to keep; UTF-8 with the mark that spreadsheets want for Chinese."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(heads)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    answer = Response("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.csv"
    return answer
