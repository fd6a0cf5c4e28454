"""Reading one row: every cell gives its value, a reason, or a note; nothing is dropped silently."""

from typing import Any

import pytest

from marketplace.core.sheets import Row
from marketplace.core.speech import Phrase
from marketplace.display.rules.import_cells import Plan, Reading, read

BROKEN = Phrase("本行无法读取", "This row cannot be read")


def _patent(name: str, text: str, **marks: Any) -> Reading:
    """A titled patent whose second column holds this."""
    return read(Row(2, ("脱硫装置", text), **marks), Plan("patent", ("title", name), {}))


def _demand(name: str, text: str) -> Reading:
    row = Row(2, ("脱硫改造", "出口偏高", text))
    return read(row, Plan("demand", ("title", "text", name), {}))


def _told(found: Reading) -> list[tuple[int | None, str, str]]:
    return [(trouble.column, trouble.value, trouble.code) for trouble in found.troubles]


def test_a_row_that_cannot_be_read_is_refused_whole_and_for_nothing_else() -> None:
    found = read(Row(2, ("甲", "乙" * 300), fault=BROKEN), Plan("patent", ("title", ""), {}))
    assert _told(found) == [(None, ("甲" + "乙" * 300)[:200], "row-broken")]
    assert found.troubles[0].because == BROKEN
    assert found.values == {}


def test_a_formula_without_its_result_is_refused_at_its_cell() -> None:
    found = _patent("abstract", " ", formulas=frozenset({1}))
    assert _told(found) == [(1, "", "formula")]
    assert found.values == {"title": "脱硫装置"}


def test_a_needed_cell_refused_for_its_formula_is_not_told_as_empty_too() -> None:
    plan = Plan("patent", ("title",), {})
    found = read(Row(2, ("",), formulas=frozenset({0})), plan)
    assert _told(found) == [(0, "", "formula")]
    assert _told(read(Row(2, ("",)), plan)) == [(0, "", "empty")]


def test_damaged_characters_are_never_taken_in() -> None:
    found = _patent("abstract", "烧结\ufffd\ufffd脱硫", damaged=frozenset({1}))
    assert _told(found) == [(1, "烧结\ufffd\ufffd脱硫", "damaged-characters")]
    assert "abstract" not in found.values


def test_a_computed_cell_is_taken_and_its_sender_told() -> None:
    found = _patent("abstract", "半干法", computed=frozenset({1}))
    assert found.values["abstract"] == "半干法"
    assert [(note.column, note.code) for note in found.notes] == [(1, "computed")]
    assert found.troubles == []


@pytest.mark.parametrize(("name", "most"), [("contact", 300), ("abstract", 20_000)])
def test_a_text_is_taken_up_to_its_bound_and_refused_beyond(name: str, most: int) -> None:
    assert _patent(name, "长" * most).values[name] == "长" * most
    found = _patent(name, "长" * (most + 1))
    assert _told(found) == [(1, "长" * 80, "too-long")]
    assert str(most) in found.troubles[0].because.zh
    assert str(most) in found.troubles[0].because.en
    assert name not in found.values


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("120", 120_000_000),
        ("1,200.5万元", 1_200_500_000),
        ("0.000001 万", 1),
        ("999999999", 999_999_999_000_000),
    ],
)
def test_an_amount_in_ten_thousand_yuan_is_exact_to_the_fen(text: str, fen: int) -> None:
    assert _demand("budget_high", text).values["budget_high"] == fen


@pytest.mark.parametrize("text", ["面议", "-5", "1e3", "0.0000001", "9999999999"])
def test_what_is_no_amount_is_refused_with_what_was_typed(text: str) -> None:
    found = _demand("budget_high", text)
    assert _told(found) == [(2, text, "cell_unreadable")]
    assert f"“{text}”" in found.troubles[0].because.zh
    assert f"“{text}”" in found.troubles[0].because.en
    assert "budget_high" not in found.values


def test_a_place_is_a_code_of_the_official_divisions() -> None:
    assert _demand("place", "410305").values["place"] == "410305"
    found = _demand("place", "洛阳")
    assert _told(found) == [(2, "洛阳", "cell_unreadable")]
    assert "“洛阳”" in found.troubles[0].because.zh


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("us-10123456-b2", "US10123456B2"),
        ("EP 1 234 567 A1", "EP1234567A1"),
        ("US2019/0123456 A1", "US20190123456A1"),
        ("WO-2019123456-A1", "WO2019123456A1"),
        ("ZL201910000000.X", "ZL201910000000.X"),
    ],
)
def test_numbers_of_other_offices_lose_the_marks_between_their_parts(
    typed: str, number: str
) -> None:
    assert _patent("number", typed).values["number"] == number


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("legal_state", "待定", "legal-state-unknown"),
        ("patent_type", "植物新品种", "patent-type-unknown"),
    ],
)
def test_an_unknown_word_is_left_out_and_noted_without_refusing_the_row(
    name: str, text: str, code: str
) -> None:
    found = _patent(name, text)
    assert [(note.column, note.value, note.code) for note in found.notes] == [(1, text, code)]
    assert f"“{text}”" in found.notes[0].because.zh
    assert name not in found.values
    assert found.troubles == []


def test_of_several_states_in_one_cell_the_last_known_counts() -> None:
    assert _patent("legal_state", "审中;有权;待定").values["legal_state"] == "granted"
    assert _patent("legal_state", "有权；质押").values["legal_state"] == "pledged"


def test_columns_of_the_same_list_are_joined_in_their_order() -> None:
    plan = Plan("patent", ("title", "applicants", "", "applicants"), {})
    found = read(Row(2, ("脱硫装置", "甲公司；乙大学", "不取", "丙研究院")), plan)
    assert found.values["applicants"] == ("甲公司", "乙大学", "丙研究院")


def test_a_row_shorter_than_its_heading_has_empty_cells() -> None:
    plan = Plan("demand", ("title", "text", "scale"), {})
    assert _told(read(Row(2, ("脱硫改造",)), plan)) == [(1, "", "empty")]
