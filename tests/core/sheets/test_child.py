"""The child that reads a workbook, in this process: what it says, and what it refuses."""

import json
import resource
import zipfile
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from marketplace.core.sheets import child
from tests.core.sheets import books

INLINE = '<c t="inlineStr"><is><t>{}</t></is></c>'


def saved(path: Path, made: Workbook) -> str:
    made.save(path / "a.xlsx")
    return str(path / "a.xlsx")


def sheet_of(made: Workbook) -> Worksheet:
    found = made.worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def cells(path: str | Path) -> list[list[str]]:
    return [row["c"] for row in child.rows(str(path))]


def refused(path: str | Path) -> dict[str, Any]:
    with pytest.raises(child.Refused) as refusal:
        list(child.rows(str(path)))
    return refusal.value.said


@pytest.fixture
def bounds(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, tuple[int, int]]]:
    """Note the bounds the child sets instead of setting them: they would bind this process."""
    noted: list[tuple[int, tuple[int, int]]] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *given: noted.append(given))
    return noted


def said(path: str | Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    child.main(str(path))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_kind_of_value_reads_as_it_would_be_typed(tmp_path: Path) -> None:
    values = ["甲", 5, 2.5, True, False, date(2023, 1, 3), datetime(2023, 1, 3, 9, 30), None]
    (row,) = cells(books.book(tmp_path / "a.xlsx", values))[:1]
    assert row[:7] == ["甲", "5", "2.5", "TRUE", "FALSE", "2023-01-03", "2023-01-03 09:30:00"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (time(9, 30), "09:30:00"),
        (date(2023, 1, 3), "2023-01-03"),
        (datetime(2023, 1, 3, tzinfo=UTC), "2023-01-03"),
        (3.0, "3"),
        (-0.25, "-0.25"),
        (None, ""),
        (7, "7"),
    ],
)
def test_a_value_of_the_reader_becomes_text(value: object, text: str) -> None:
    assert child._text(value) == text


def test_strings_shared_by_many_cells_are_read_in_each(tmp_path: Path) -> None:
    shared = f'<sst xmlns="{books.MAIN}"><si><t>同文</t></si><si><t>异文</t></si></sst>'
    line = '<row><c t="s"><v>0</v></c><c t="s"><v>{}</v></c></row>'
    xml = books.sheet(line.format(0) + line.format(1))
    file = books.raw(tmp_path / "a.xlsx", xml, **{"xl/sharedStrings.xml": shared.encode()})
    assert cells(file) == [["同文", "同文"], ["同文", "异文"]]


def test_a_merged_cell_speaks_once(tmp_path: Path) -> None:
    made = Workbook()
    sheet = sheet_of(made)
    sheet.append(["题", None, "注"])
    sheet.append(["1", "2", "3"])
    sheet.merge_cells("A1:B1")
    assert cells(saved(tmp_path, made)) == [["题", "", "注"], ["1", "2", "3"]]


def test_empty_rows_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    made = Workbook()
    sheet = sheet_of(made)
    sheet["A1"], sheet["A2"], sheet["A5"] = "题", "  ", "五"
    assert [row["n"] for row in child.rows(saved(tmp_path, made))] == [1, 5]


def test_a_hidden_sheet_is_passed_over(tmp_path: Path) -> None:
    made = Workbook()
    hidden = sheet_of(made)
    shown = made.create_sheet("可见")
    for text in ("甲", "乙"):
        hidden.append([f"藏{text}"])
        shown.append([text])
    hidden.sheet_state = "hidden"
    made.active = 1
    assert cells(saved(tmp_path, made)) == [["甲"], ["乙"]]


def test_a_sheet_of_one_row_is_read_only_where_no_other_has_more(tmp_path: Path) -> None:
    made = Workbook()
    sheet_of(made).append(["封面"])
    assert cells(saved(tmp_path, made)) == [["封面"]]
    second = made.create_sheet("表")
    second.append(["题"])
    second.append(["行"])
    assert cells(saved(tmp_path, made)) == [["题"], ["行"]]


def test_a_chart_s_sheet_is_no_table(tmp_path: Path) -> None:
    made = Workbook()
    sheet = sheet_of(made)
    sheet.append(["题"])
    sheet.append(["行"])
    made.create_chartsheet("图", 0)
    assert cells(saved(tmp_path, made)) == [["题"], ["行"]]


def test_a_formula_is_marked_by_whether_its_value_was_kept(tmp_path: Path) -> None:
    head = INLINE.format("题")
    xml = books.sheet(
        f"<row>{head}</row>"
        '<row><c><v>1</v></c><c><f>A2+1</f></c><c><f>A2+2</f><v>3</v></c><c><f>"x"</f></c></row>'
    )
    first, second = child.rows(str(books.raw(tmp_path / "a.xlsx", xml)))
    assert (first["f"], first["w"]) == ([], [])
    assert (second["n"], second["f"], second["w"]) == (2, [1, 3], [2])
    assert len(second["c"]) == 4


def test_a_row_of_nothing_but_formulas_without_values_is_still_told(tmp_path: Path) -> None:
    xml = books.sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><f>1+1</f></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c></row>'
    )
    told = list(child.rows(str(books.raw(tmp_path / "a.xlsx", xml))))
    assert [(row["n"], row["f"]) for row in told] == [(1, []), (2, [0]), (3, [])]


def test_a_member_named_from_the_root_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    books.raw(file, books.sheet("<row><c><v>1</v></c></row>"))
    with zipfile.ZipFile(file) as archive:
        given = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/_rels/workbook.xml.rels"
    given[name] = given[name].replace(b'"worksheets/', b'"/xl/worksheets/')
    with zipfile.ZipFile(file, "w") as archive:
        for member, content in given.items():
            archive.writestr(member, content)
    with zipfile.ZipFile(file) as archive:
        assert child._members(archive) == {"S": "xl/worksheets/sheet1.xml"}


@pytest.mark.parametrize(
    ("limit", "most", "xml", "refusal"),
    [
        ("MOST_ROWS", 2, '<row r="3"><c r="A3"/></row>', {"limit": 2, "refused": "too-many-rows"}),
        (
            "MOST_COLUMNS", 26, '<row><c r="AA1"/></row>',
            {"limit": 26, "row": 1, "refused": "too-many-columns"},
        ),
        (
            "MOST_CELLS", 2, "<row><c/><c/><c/></row>",
            {"limit_cells": 2, "refused": "unfolds-too-far"},
        ),
    ],
)  # fmt: skip
def test_a_12_each_limit_holds_and_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    limit: str,
    most: int,
    xml: str,
    refusal: dict[str, object],
) -> None:
    monkeypatch.setattr(child, limit, most)
    assert refused(books.raw(tmp_path / "a.xlsx", books.sheet(xml))) == refusal


@pytest.mark.parametrize("rows", ["", "<row><c/></row>", "<row><c><v> </v></c></row>"])
def test_a_book_that_holds_nothing_has_no_rows(tmp_path: Path, rows: str) -> None:
    assert refused(books.raw(tmp_path / "a.xlsx", books.sheet(rows))) == {"refused": "no-rows"}


def test_a_12_the_child_bounds_memory_time_and_dumps_before_it_reads(
    tmp_path: Path, bounds: list[tuple[int, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(books.book(tmp_path / "a.xlsx", ["题"], ["行"]), capsys)
    assert [line.get("c") for line in lines] == [["题"], ["行"], None]
    assert lines[-1] == {"end": True}
    assert dict(bounds) == {
        resource.RLIMIT_AS: (child.MEMORY, child.MEMORY),
        resource.RLIMIT_CPU: (child.SECONDS, child.SECONDS),
        resource.RLIMIT_CORE: (0, 0),
    }


def broken(path: Path, kind: str) -> Path:
    """A file that is damaged in this way."""
    match kind:
        case "no zip":
            path.write_bytes(b"PK\x03\x04 and nothing more")
        case "no book":
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("a.txt", "a")
        case "torn":
            books.raw(path, "<worksheet><sheetData><row>")
        case "crossed":
            books.raw(path, books.sheet("<row><c></row></c>"))
        case "encrypted":
            whole = bytearray(books.raw(path, books.sheet("<row/>")).read_bytes())
            for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
                at = -1
                while (at := whole.find(mark, at + 1)) >= 0:
                    whole[at + offset] |= 1
            path.write_bytes(whole)
    return path


@pytest.mark.usefixtures("bounds")
@pytest.mark.parametrize("kind", ["no zip", "no book", "torn", "crossed", "encrypted"])
def test_a_12_whatever_is_broken_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    lines = said(broken(tmp_path / "a.xlsx", kind), capsys)
    assert lines == [{"refused": "table-damaged"}]


@pytest.mark.usefixtures("bounds")
def test_a_12_a_refusal_is_said_with_its_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    xml = "<!DOCTYPE x>" + books.sheet("<row/>")
    lines = said(books.raw(tmp_path / "a.xlsx", xml), capsys)
    assert lines == [{"refused": "table-damaged", "found": "DOCTYPE"}]


class Full:
    """A place to write to that fails."""

    def __init__(self, *errors: Exception) -> None:
        self.errors, self.taken = list(errors), list[str]()

    def write(self, text: str) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.taken.append(text)


@pytest.mark.usefixtures("bounds")
def test_a_reader_that_went_away_ends_the_child_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Full(BrokenPipeError())
    monkeypatch.setattr("sys.stdout", out)
    child.main(str(books.book(tmp_path / "a.xlsx", ["题"], ["行"])))
    assert out.taken == []


@pytest.mark.usefixtures("bounds")
def test_a_12_memory_that_ran_out_is_said_with_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = Full(MemoryError())
    monkeypatch.setattr("sys.stdout", out)
    child.main(str(books.book(tmp_path / "a.xlsx", ["题"], ["行"])))
    assert [json.loads(line) for line in out.taken] == [
        {"refused": "table-too-hard", "limit_mb": child.MEMORY >> 20}
    ]
