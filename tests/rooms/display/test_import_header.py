"""Guessing what a column means, from its heading and its cells."""

import pytest

from marketplace.core.sheets import Row
from marketplace.display.errors.imports import NoColumns
from marketplace.display.rules import import_header as header
from marketplace.display.rules.import_profiles import PROFILES, recognised
from tests.factories.display import number


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("申请号", "number"), ("公开(公告)号", "publication"), ("公开（公告）号", "publication"),
        ("标题（中文）", "title"), ("申请日（YYYY-MM-DD）", "filed_on"), ("IPC主分类号", "ipc"),
        ("名称 / Title", "title"), ("PUBLICATION NUMBER", "publication"), ("备注", ""),
        ("当前法律状态", "legal_state"), ("我们的名称", "title"), ("申请人地址", ""),
        ("申请人名称", ""), ("单位名称", ""),
    ],
)  # fmt: skip
def test_headings_are_known_in_many_spellings(heading: str, field: str) -> None:
    assert header.guess([heading], [], "patent") == [field]


def test_a_field_is_guessed_once_but_lists_gather() -> None:
    assert header.guess(["名称", "标题", "IPC", "IPC主分类号"], [], "patent") == [
        "title", "", "ipc", "ipc",
    ]  # fmt: skip


def test_cells_tell_where_headings_do_not() -> None:
    samples = [(f"ZL{number()}", "B01D 53/50"), (number(), "F27D17/00;C21B3/00")]
    assert header.guess(["甲", "乙"], samples, "patent") == ["number", "ipc"]


def test_the_row_of_headings_may_stand_below_others() -> None:
    rows = [Row(1, ("search URL:", "x")), Row(2, ("申请号", "名称")), Row(3, ("a", "b"))]
    assert header.choose(rows).number == 2
    assert (
        header.choose([Row(1, ("2026年汇总", "")), Row(2, ("甲", "乙")), Row(3, ("1", "2"))]).number
        == 2
    )
    assert header.choose([Row(1, ("甲",)), Row(2, ("1",))]).number == 1
    with pytest.raises(NoColumns):
        header.choose([Row(1, ("", " "))])


def test_every_profile_knows_its_own_header_and_no_other_s() -> None:
    for profile in PROFILES:
        own = [*profile.fields, *profile.signs]
        assert recognised(own) is profile
        assert "title" in profile.match(own)


def test_case_width_and_punctuation_do_not_make_another_header() -> None:
    assert header.fingerprint(["公开(公告)号", "Title"]) == header.fingerprint(
        ["公开（公告）号", "TITLE "]
    )
    assert header.target_of(["需求名称", "需求内容"]) == "demand"
