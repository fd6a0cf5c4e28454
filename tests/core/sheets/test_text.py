"""CSV and lines of JSON, in whatever encoding and shape they come."""

from pathlib import Path

import pytest

from marketplace.core import sheets
from marketplace.core.sheets import look, rows
from marketplace.core.sheets.refusals import NotATable, QuoteNeverEnds, WrongEncoding

TEXT = "申请号,名称,申请日\n202310000001.1,一种烧结烟气净化装置,2023-01-03\n"


def cells(path: Path, name: str = "a.csv") -> list[tuple[str, ...]]:
    return [row.cells for row in rows(path, look(path, name))]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("between", [",", "\t", ";", "|"])
def test_any_encoding_line_end_and_delimiter_reads_the_same(
    tmp_path: Path, encoding: str, end: str, between: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(TEXT.replace("\n", end).replace(",", between).encode(encoding))
    assert cells(file) == [tuple(line.split(",")) for line in TEXT.splitlines()]


def test_a_delimiter_inside_cells_does_not_mislead(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Title,IPC,Inventors\rA,B01D1/00;;B01D2/00;;C02F1/00,X;;Y\rB,C02F1/00,Z\r")
    assert cells(file)[1] == ("A", "B01D1/00;;B01D2/00;;C02F1/00", "X;;Y")


def test_the_delimiter_that_excel_writes_down_is_believed(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("sep=;\nname;price\na;1,2\n")
    assert cells(file) == [("name", "price"), ("a", "1,2")]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('a,b\n\n"two\nlines",1\nx,y\n')
    assert [row.number for row in rows(file, look(file, "a.csv"))] == [1, 3, 4]


def test_gbk_is_found_though_the_first_half_megabyte_is_plain(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"number,title\n" * 50_000 + "1,钢渣余热回收方法\n".encode("gbk"))
    assert look(file, "a.csv").encoding == "gb18030"


@pytest.mark.parametrize("encoding", ["big5", "shift-jis", "koi8-r"])
def test_another_encoding_is_refused_and_never_guessed(tmp_path: Path, encoding: str) -> None:
    text = {"big5": "專利名稱與申請號碼的說明", "shift-jis": "発明の名称とカタカナ",
            "koi8-r": "название изобретения"}[encoding]  # fmt: skip
    file = tmp_path / "a.csv"
    file.write_bytes(f"a,{text}\n".encode(encoding) * 40)
    with pytest.raises(WrongEncoding):
        look(file, "a.csv")


def test_a_few_broken_bytes_spoil_their_cells_and_not_the_file(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(b"title,owner\n" + b"a fine title,a fine owner\n" * 40 + b"b,G\xdfrtner\n")
    found = list(rows(file, look(file, "a.csv")))
    assert [row.damaged for row in found if row.damaged] == [{1}]
    assert found[-1].cells == ("b", "G�rtner")


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", b"\x89PNG\r\n", bytes(range(256)) * 4, b"<html><body>", b"PK\x05\x06"]
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.dat"
    file.write_bytes(content)
    with pytest.raises(NotATable):
        look(file, "a.dat")


def test_a_quote_that_never_closes_is_named_with_its_row(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('a,b\n1,"open\n' + "x,y\n" * 60_000)
    with pytest.raises(QuoteNeverEnds) as refusal:
        cells(file)
    assert refusal.value.data == {"row": 2}


def test_a_line_without_end_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n" + "x" * 2_000_000)
    with pytest.raises(QuoteNeverEnds):
        cells(file)


def test_json_lines_name_their_columns_once_for_all(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"id": 1, "t": "甲"}\n\nnot json\n{"t": "乙", "tags": ["x", "y"], "n": 1.5}\n')
    found = list(rows(file, look(file, "a.jsonl")))
    assert found[0].cells == ("id", "t", "tags", "n")
    assert found[1].cells == ("1", "甲", "", "")
    assert found[2].fault is not None
    assert found[2].number == 3
    assert found[3].cells == ("", "乙", "x;y", "1.5")


def test_a_13_no_cell_leaves_as_a_formula_and_every_text_comes_back() -> None:
    for text in ("=1+1", "+1", "-2", "@x", "\tx", "\rx", "'quoted", "＝1", "plain", "", "a=b"):
        out = sheets.escaped(text)
        assert not out.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
        assert sheets.unescaped(out) == text
