"""XLSX: what it holds, and what is refused before it costs anything (A-12)."""

import resource
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from marketplace.core.sheets import archive, look, rows, write_xlsx
from marketplace.core.sheets.refusals import (
    NoRows,
    NotATable,
    OldExcel,
    TableDamaged,
    TableLocked,
    TableTooHard,
    TooManyColumns,
    TooManyRows,
    UnfoldsTooFar,
)
from tests.core.sheets import books


def read(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in rows(path, look(path, path.name))]


def test_cells_read_as_people_would_type_them(tmp_path: Path) -> None:
    values = [
        "甲",
        5,
        201710601862.3,
        date(2023, 1, 3),
        datetime(2023, 1, 3, 9, 30),
        True,
        None,
        0.1,
    ]
    file = books.book(tmp_path / "a.xlsx", ["h"] * 8, values)
    assert read(file)[1] == (
        "甲", "5", "201710601862.3", "2023-01-03", "2023-01-03 09:30:00", "TRUE", "", "0.1",
    )  # fmt: skip


def test_the_first_sheet_with_rows_is_read(tmp_path: Path) -> None:
    file = books.book(tmp_path / "a.xlsx", ["a", "b"], ["1", "2"], before=2)
    assert read(file) == [("a", "b"), ("1", "2")]


def test_formulas_are_seen_though_the_reader_drops_them(tmp_path: Path) -> None:
    xml = books.sheet(
        '<row r="3"><c r="B3" t="inlineStr"><is><t>title</t></is></c></row>'
        '<row r="4"><c r="B4"><f>1+1</f></c><c r="C4"><f>2+2</f><v>4</v></c></row>'
    )
    found = list(rows(books.raw(tmp_path / "a.xlsx", xml), look(tmp_path / "a.xlsx", "a.xlsx")))
    assert (found[0].number, found[0].cells[1]) == (3, "title")
    assert (found[1].number, found[1].formulas, found[1].computed) == (4, {1}, {2})
    assert found[1].cells[2] == "4"


def test_an_old_or_locked_workbook_is_refused_by_name(tmp_path: Path) -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    (tmp_path / "a.xls").write_bytes(ole)
    with pytest.raises(OldExcel):
        look(tmp_path / "a.xls", "a.xls")
    (tmp_path / "a.xlsx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
    with pytest.raises(TableLocked):
        look(tmp_path / "a.xlsx", "a.xlsx")


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("word/document.xml", "x")
    with pytest.raises(NotATable):
        look(tmp_path / "a.zip", "a.xlsx")


def test_a_cut_off_workbook_is_refused(tmp_path: Path) -> None:
    whole = books.book(tmp_path / "a.xlsx", ["a"], ["b"]).read_bytes()
    (tmp_path / "b.xlsx").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(TableDamaged):
        look(tmp_path / "b.xlsx", "b.xlsx")


def test_a_12_too_many_members_are_refused_by_the_directory_s_end(tmp_path: Path) -> None:
    with pytest.raises(UnfoldsTooFar) as refusal:
        look(books.many(tmp_path / "a.xlsx", archive.MEMBERS + 1), "a.xlsx")
    assert refusal.value.data["limit_members"] == archive.MEMBERS


def test_a_12_a_steep_member_is_refused_before_it_is_unfolded(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(books.raw(file, books.sheet("")), "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/sharedStrings.xml", bytes(40 << 20))
    with pytest.raises(UnfoldsTooFar) as refusal:
        look(file, "a.xlsx")
    assert refusal.value.data["limit_ratio"] == archive.RATIO
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000


def test_a_12_overlapping_members_are_refused(tmp_path: Path) -> None:
    file = books.raw(tmp_path / "a.xlsx", books.sheet(""))
    member = zipfile.ZipInfo("x")
    member.compress_size = member.file_size = file.stat().st_size
    with pytest.raises(UnfoldsTooFar):
        archive._must_be_bearable([member, member], file.stat().st_size)


def test_a_12_an_encrypted_member_is_refused() -> None:
    member = zipfile.ZipInfo("x")
    member.flag_bits = 1
    with pytest.raises(TableLocked):
        archive._must_be_bearable([member], 100)


def test_a_12_entities_are_refused_with_their_document_type(tmp_path: Path) -> None:
    xml = '<!DOCTYPE x [<!ENTITY a "aaaa">]>' + books.sheet('<row><c t="str"><v>&a;</v></c></row>')
    with pytest.raises(TableDamaged) as refusal:
        read(books.raw(tmp_path / "a.xlsx", xml))
    assert refusal.value.data == {"found": "DOCTYPE"}


@pytest.mark.parametrize(
    ("cell", "refusal"),
    [("A999999", TooManyRows), ("XFD1", TooManyColumns)],
)
def test_a_12_a_far_cell_does_not_unfold_the_space_before_it(
    tmp_path: Path, cell: str, refusal: type[Exception]
) -> None:
    number = "".join(c for c in cell if c.isdigit())
    xml = books.sheet(f'<row r="{number}"><c r="{cell}"><v>1</v></c></row>')
    with pytest.raises(refusal):
        read(books.raw(tmp_path / "a.xlsx", xml))


def test_a_12_what_needs_too_much_memory_kills_only_the_child(tmp_path: Path) -> None:
    """Two cells in opposite corners: the reader wants room for all that lies between them."""
    xml = books.sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="SF200000"><v>1</v></c></row>'
    )
    with pytest.raises(TableTooHard):
        read(books.raw(tmp_path / "a.xlsx", xml))


def test_an_empty_workbook_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoRows):
        read(books.book(tmp_path / "a.xlsx"))


def test_a_13_what_we_write_holds_no_formula(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(write_xlsx([("s", [["h", "i"], ["=1+1", "@x"]])]))
    found = list(rows(file, look(file, "a.xlsx")))
    assert found[1].cells == ("'=1+1", "'@x")
    assert not found[1].formulas | found[1].computed
