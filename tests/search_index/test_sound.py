"""How Chinese words sound."""

import pytest

from search_index.sound import ALIKE, SOUND, alike, sounding, sounds, syllables_of


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        ("脱硫", ("tuoliu", "tl")),
        ("绿色", ("lvse", "ls")),
        ("重金属", ("zhongjinshu", "zjs")),
        ("水", ()),
        ("SO2", ()),
        ("烟气SO2", ()),
        ("一二三四五六七八九", ()),
    ],
)
def test_a_chinese_word_has_pinyin_and_initials(word: str, spoken: tuple[str, ...]) -> None:
    assert sounding(word) == spoken


@pytest.mark.parametrize(
    ("one", "other"),
    [("脱硫", "托硫"), ("中和", "总和"), ("治理", "自理"), ("超低", "操低"), ("生物", "森物"),
     ("冷却", "嫩却"), ("蓝色", "男色"), ("烟尘", "烟成"), ("净化", "进化")],
)  # fmt: skip
def test_what_many_speakers_sound_the_same_is_alike(one: str, other: str) -> None:
    assert alike(one) == alike(other)


@pytest.mark.parametrize(("one", "other"), [("脱硫", "脱氯"), ("烟气", "仪器"), ("废水", "灰水")])
def test_what_sounds_otherwise_is_not_alike(one: str, other: str) -> None:
    assert alike(one) != alike(other)


def test_each_character_has_one_syllable_also_where_nobody_knows_how_it_sounds() -> None:
    assert syllables_of("烟\U0002b740\U0002b741气") == ("yan", "?", "?", "qi")


def test_a_word_is_found_by_its_pinyin_its_initials_and_its_blurred_sound() -> None:
    assert sounds("冷凝") == (
        f"{SOUND}lengning 冷凝", f"{SOUND}ln 冷凝", f"{ALIKE}nen|nin 冷凝",
    )  # fmt: skip
    assert sounds("cooling") == ()
