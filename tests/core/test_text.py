from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import text

words = st.text(max_size=40)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("  烧结\u200b烟气\ufeff ", "烧结烟气"),
        ("a\r\nb\rc\u2028d\te", "a\nb\nc\nd\te"),
        ("e\u0301", "é"),
        ("Ａ", "Ａ"),
    ],
)
def test_clean_keeps_what_people_meant(pasted: str, kept: str) -> None:
    assert text.clean(pasted) == kept


@pytest.mark.parametrize("bad", ["\u202e", "\u2066", "\x00", "\x1b", "\ud800", "\u200f", "\x85"])
def test_clean_refuses_what_turns_or_breaks_the_text(bad: str) -> None:
    with pytest.raises(text.HiddenCharacters) as caught:
        text.clean(f"脱硫{bad}塔")
    assert f"U+{ord(bad):04X}" in caught.value.phrase.zh


@given(words)
def test_what_is_clean_stays_as_it_is(typed: str) -> None:
    try:
        kept = text.clean(typed)
    except text.HiddenCharacters:
        return
    assert text.clean(kept) == kept


def test_a_skeleton_ignores_width_case_and_spaces() -> None:
    assert text.skeleton(" ＳＯ₂ 脱硫\u200b Straße ") == text.skeleton("so2脱硫STRASSE")
    assert text.skeleton("脱硫") != text.skeleton("脱硝")


@given(words)
def test_a_skeleton_is_its_own_skeleton(typed: str) -> None:
    assert text.skeleton(text.skeleton(typed)) == text.skeleton(typed)


def test_near_duplicates_are_alike_and_strangers_are_not() -> None:
    a = "一种烧结烟气脱硫脱硝一体化装置及方法"
    assert text.similarity(a, "烧结烟气脱硫、脱硝一体化装置及方法") > 0.8
    assert text.similarity(a, "畜禽粪污厌氧发酵制沼气系统") < 0.1
    assert text.similarity("铜", "铜") == 1
    assert text.similarity("", " ，") == 1
    assert text.similarity("", "铜") == 0


@given(words, words)
def test_similarity_is_fair_and_within_its_bounds(a: str, b: str) -> None:
    assert 0 <= text.similarity(a, b) == text.similarity(b, a) <= 1
    assert text.similarity(a, a) == 1


class Colour(Enum):
    GREEN = "green"


def test_content_hash_does_not_depend_on_the_order_of_keys_or_the_zone() -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)
    later_zone = noon.astimezone(timezone(timedelta(hours=8)))
    left = {"a": 1, "b": [True, None, Decimal("1.50"), noon, Colour.GREEN]}
    right = {"b": (True, None, Decimal("1.5"), later_zone, "green"), "a": 1}
    assert text.content_hash(left) == text.content_hash(right)
    assert text.content_hash(left) != text.content_hash({**left, "a": 2})


def test_canonical_json_is_one_spelling() -> None:
    content = {
        "名": UUID(int=1),
        "日": date(2026, 1, 2),
        "价": Decimal("1E+3"),
        "零": Decimal("-0.0"),
    }
    assert text.canonical_json(content) == (
        '{"价":"1000","名":"00000000-0000-0000-0000-000000000001","日":"2026-01-02","零":"0"}'
    )


@pytest.mark.parametrize(
    "content", [1.5, {1: "a"}, {1, 2}, datetime(2026, 1, 1), object(), {"a": [b"x"]}]
)
def test_content_without_one_spelling_is_refused(content: object) -> None:
    with pytest.raises(TypeError):
        text.content_hash(content)
