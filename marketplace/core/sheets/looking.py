"""What a file is, by its content first: refused by name before it costs anything."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from marketplace.core.sheets import archive
from marketplace.core.sheets.delimited import delimiter
from marketplace.core.sheets.encoding import encoding
from marketplace.core.sheets.refusals import NotATable, OldExcel, TableLocked

Kind = Literal["csv", "xlsx", "jsonl"]
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_NO_TABLE = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"{\\rtf")
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Look:
    """How a file is to be read."""

    kind: Kind
    encoding: str | None = None
    delimiter: str | None = None


def look(path: Path, name: str) -> Look:
    """What the file is. `name` is what its sender calls it: it may confirm, never decide alone.

    Raises NotATable, OldExcel, TableLocked, TableDamaged, UnfoldsTooFar, WrongEncoding.
    """
    with path.open("rb") as file:
        begin = file.read(8)
    if begin.startswith(_OLE):
        raise TableLocked if _holds(path, _LOCKED) else OldExcel
    if begin.startswith(_ZIP):
        archive.must_be_workbook(path)
        return Look("xlsx")
    if begin.startswith(_NO_TABLE) or begin.startswith(b"PK"):
        raise NotATable(name=name)
    return _text(path, name)


def _text(path: Path, name: str) -> Look:
    found = encoding(path)
    with path.open(encoding=found, newline="", errors="surrogateescape") as file:
        begin = file.read(1 << 16)
    first = begin.lstrip("\ufeff \t\r\n")
    if first.startswith("{") or (name.lower().endswith((".jsonl", ".ndjson")) and first):
        return Look("jsonl", found)
    if first.startswith(("<", "[")) and not name.lower().endswith((".csv", ".tsv", ".txt")):
        raise NotATable(name=name)
    return Look("csv", found, delimiter(begin))


def _holds(path: Path, words: bytes) -> bool:
    before = b""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if words in before + piece:
                return True
            before = piece[-len(words) :]
    return False
