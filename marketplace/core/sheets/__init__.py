"""Tables people send: CSV of any encoding, XLSX, lines of JSON. Knows no market and no database.

`look` says what a file is or refuses it by name, before anything is read into memory; `rows` then
gives it row by row. What may hurt a parser (XLSX) is read in a child process with bounds.
"""

from marketplace.core.sheets.dates import DateStyle, Evidence, NotADate, evidence, read_date
from marketplace.core.sheets.escape import escaped, unescaped
from marketplace.core.sheets.looking import KINDS, Look, look
from marketplace.core.sheets.rows import Row, rows
from marketplace.core.sheets.writing import Cell, write_csv, write_xlsx

__all__ = [
    "KINDS",
    "Cell",
    "DateStyle",
    "Evidence",
    "Look",
    "NotADate",
    "Row",
    "escaped",
    "evidence",
    "look",
    "read_date",
    "rows",
    "unescaped",
    "write_csv",
    "write_xlsx",
]
