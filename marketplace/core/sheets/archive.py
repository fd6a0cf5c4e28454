"""The directory of a workbook's zip, judged before anything is unfolded (reliability A-12)."""

import struct
import zipfile
from pathlib import Path

from marketplace.core.sheets.refusals import NotATable, TableDamaged, TableLocked, UnfoldsTooFar

MEMBERS = 2_000
DIRECTORY = 1 << 20
UNFOLDED = 200 << 20
RATIO, RATIO_FROM = 50, 8 << 20
SHEET = 64 << 20
_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 0xFFFF
_ENCRYPTED = 0x1


def must_be_workbook(path: Path) -> None:
    """Raise unless the file is an XLSX workbook whose directory promises bearable sizes.

    Raises NotATable, TableDamaged, TableLocked, UnfoldsTooFar; the refusal names the limit.
    """
    _must_have_small_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise TableDamaged from error
    _must_be_bearable(members, path.stat().st_size)
    names = {member.filename for member in members}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise NotATable(found="zip")


def _must_have_small_directory(path: Path) -> None:
    """A directory of a million members must not even be read: its end says how long it is."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise TableDamaged
    members, length = struct.unpack("<HI", tail[at + 10 : at + 16])
    if members > MEMBERS:
        raise UnfoldsTooFar(limit_members=MEMBERS, found=members)
    if length > DIRECTORY:
        raise UnfoldsTooFar(limit_directory_bytes=DIRECTORY)


def _must_be_bearable(members: list[zipfile.ZipInfo], size: int) -> None:
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise TableLocked
    if len(members) > MEMBERS:
        raise UnfoldsTooFar(limit_members=MEMBERS, found=len(members))
    if sum(member.compress_size for member in members) > size:
        # Members that overlap let one piece of data unfold many times.
        raise UnfoldsTooFar(found="overlap")
    if sum(member.file_size for member in members) > UNFOLDED:
        raise UnfoldsTooFar(limit_mb=UNFOLDED >> 20)
    for member in members:
        steep = member.file_size > RATIO * max(1, member.compress_size)
        if steep and member.file_size > RATIO_FROM:
            raise UnfoldsTooFar(limit_ratio=RATIO, member=member.filename[:80])
        if member.file_size > SHEET and member.filename.startswith("xl/worksheets/"):
            raise UnfoldsTooFar(limit_sheet_mb=SHEET >> 20)
