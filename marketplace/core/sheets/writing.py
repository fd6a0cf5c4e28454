"""Tables on the way out: text only, nothing that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from marketplace.core.sheets.escape import escaped

# Excel takes a CSV for UTF-8 only where it begins with this mark.
MARK = "\ufeff"
LONGEST_CELL = 32_767


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


def write_xlsx(sheets: Iterable[tuple[str, Iterable[Sequence[str]]]]) -> bytes:
    """A workbook of text cells: (name, rows) for each sheet, its first row kept in sight."""
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for number in range(1, 40):
            sheet.column_dimensions[get_column_letter(number)].width = 22
        for row in rows:
            clean = [ILLEGAL_CHARACTERS_RE.sub("", cell)[:LONGEST_CELL] for cell in row]
            sheet.append([escaped(cell) for cell in clean])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
