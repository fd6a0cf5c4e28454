"""Tables on the way out: text and numbers, nothing that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from marketplace.core.sheets.escape import escaped

# Excel takes a CSV for UTF-8 only where it begins with this mark.
MARK = "\ufeff"
LONGEST_CELL = 32_767
Cell = str | int | Decimal | None


def write_csv(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a CSV file, in UTF-8 with the mark that Excel wants."""
    yield MARK
    line = io.StringIO()
    writer = csv.writer(line)
    for row in rows:
        writer.writerow([escaped(cell) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def write_xlsx(sheets: Iterable[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """A workbook: (name, rows) for each sheet, its first row kept in sight.

    Numbers stay numbers to reckon with, to the fifteen figures that a spreadsheet keeps.
    """
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number in range(1, 40):
            sheet.column_dimensions[get_column_letter(number)].width = 22
        for row in rows:
            sheet.append([_safe(cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(cell, str):
        return escaped(ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_CELL])
    return cell
