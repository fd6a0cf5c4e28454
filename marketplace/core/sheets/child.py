"""The child process that opens one XLSX workbook and writes its rows as lines of JSON.

It stands alone (only the standard library and the reader), bounds itself before it opens anything,
and looks into the sheet's XML for what the reader silently drops: formulas.
"""

import json
import resource
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.parsers import expat

MEMORY = 512 << 20
SECONDS = 30
MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 500, 2_000_000
PIECE = 1 << 16
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
Formulas = dict[int, dict[int, bool]]


class Refused(Exception):
    """The workbook is not read; `code` is the name of the refusal, the rest its data."""

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.said = {"refused": code, **data}


class Scan:
    """What a sheet's XML says that the reader does not: where formulas are, how far it reaches."""

    def __init__(self) -> None:
        self.formulas: Formulas = defaultdict(dict)
        self.row = self.column = self.cells = 0
        self.widest = self.filled = 0
        self.formula = self.valued = self.within = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        name = name.rpartition(" ")[2]
        if name == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0
        elif name == "c":
            self._cell(attributes.get("r"))
        elif name == "f":
            self.formula = True
        elif name in ("v", "t"):
            self.within = True

    def text(self, data: str) -> None:
        """Text inside a tag."""
        if self.within and data.strip():
            self.valued = True

    def end(self, name: str) -> None:
        """A tag closes."""
        name = name.rpartition(" ")[2]
        if name in ("v", "t"):
            self.within = False
        elif name == "c":
            if self.valued or self.formula:
                self.widest = max(self.widest, self.column)
                self.filled = max(self.filled, self.row)
            if self.formula:
                self.formulas[self.row][self.column - 1] = self.valued

    def _cell(self, reference: str | None) -> None:
        self.formula = self.valued = False
        self.cells += 1
        self.column = _column(reference) if reference else self.column + 1
        if self.row > MOST_ROWS:
            raise Refused("too-many-rows", limit=MOST_ROWS)
        if self.column > MOST_COLUMNS:
            raise Refused("too-many-columns", limit=MOST_COLUMNS, row=self.row)
        if self.cells > MOST_CELLS:
            raise Refused("unfolds-too-far", limit_cells=MOST_CELLS)


def _column(reference: str) -> int:
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
    return number


def _parse(archive: zipfile.ZipFile, member: str, handlers: Any) -> None:
    """Stream one XML member through the handlers; a document type is refused, entities with it."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _no_doctype
    with archive.open(member) as file:
        while piece := file.read(PIECE):
            parser.Parse(piece, False)
    parser.Parse(b"", True)


def _no_doctype(*_: object) -> None:
    raise Refused("table-damaged", found="DOCTYPE")


class Names:
    """The attributes of every tag of one name."""

    def __init__(self, tag: str) -> None:
        self.tag, self.found = tag, list[dict[str, str]]()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens."""
        if name.rpartition(" ")[2] == self.tag:
            self.found.append(attributes)

    def text(self, data: str) -> None:
        """Text is of no interest."""

    def end(self, name: str) -> None:
        """Nor where a tag closes."""


def _members(archive: zipfile.ZipFile) -> dict[str, str]:
    """The sheets in the book's order: name → member of the archive."""
    sheets, relations = Names("sheet"), Names("Relationship")
    _parse(archive, "xl/workbook.xml", sheets)
    _parse(archive, "xl/_rels/workbook.xml.rels", relations)
    targets = {each["Id"]: each["Target"] for each in relations.found}
    found = {}
    for each in sheets.found:
        target = targets[next(each[name] for name in RELATION if name in each)]
        member = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if member in archive.namelist() and each.get("state", "visible") == "visible":
            found[each["name"]] = member
    return found


def _chosen(path: str) -> tuple[str, Scan]:
    """The first visible sheet that holds two rows or more, and its scan."""
    with zipfile.ZipFile(path) as archive:
        first: tuple[str, Scan] | None = None
        for name, member in _members(archive).items():
            if not member.startswith("xl/worksheets/"):
                continue
            scan = Scan()
            _parse(archive, member, scan)
            if scan.filled > 1:
                return name, scan
            first = first or (name, scan)
    if first is None or not first[1].filled:
        raise Refused("no-rows")
    return first


def _text(value: Any) -> str:
    """A cell as its reader would type it; days without hours as YYYY-MM-DD, whole numbers whole."""
    match value:
        case str():
            text = value
        case bool():
            text = "TRUE" if value else "FALSE"
        case datetime():
            whole = value.time() == time()
            text = value.date().isoformat() if whole else value.isoformat(" ", "seconds")
        case date() | time():
            text = value.isoformat()
        case float() if value.is_integer():
            text = str(int(value))
        case _:
            text = "" if value is None else str(value)
    return text


def rows(path: str) -> Iterator[dict[str, Any]]:
    """The rows that hold anything, as they are written out."""
    from python_calamine import CalamineWorkbook

    name, scan = _chosen(path)
    with CalamineWorkbook.from_path(path) as book:
        sheet = book.get_sheet_by_name(name)
        left = (sheet.start or (0, 0))[1]
        for number, values in enumerate(sheet.iter_rows(), 1):
            cells = [""] * left + [_text(value) for value in values]
            marks = scan.formulas.get(number, {})
            cells += [""] * (max(marks, default=-1) + 1 - len(cells))
            if marks or any(cell.strip() for cell in cells):
                empty = [column for column, valued in marks.items() if not valued]
                computed = [column for column, valued in marks.items() if valued]
                yield {"n": number, "c": cells, "f": empty, "w": computed}


def main(path: str) -> None:
    """Write the rows; the last line says that it was the last, or why there are none."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        for row in rows(path):
            _say(row)
        _say({"end": True})
    except Refused as refusal:
        _say(refusal.said)
    except BrokenPipeError:
        pass
    except MemoryError:
        _say({"refused": "table-too-hard", "limit_mb": MEMORY >> 20})
    except Exception as error:  # noqa: BLE001 -- Whatever the reader stumbles over is the file's fault.
        locked = type(error).__name__ == "PasswordError"
        _say({"refused": "table-locked" if locked else "table-damaged"})


def _say(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    main(sys.argv[1])
