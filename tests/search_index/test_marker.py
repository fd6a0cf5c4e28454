"""What is marked in a text, and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import Lexicon, Marker, fold


def shown(text: str, query: str, also: tuple[str, ...] = (), width: int = 120) -> str:
    parts = Marker(query, also).snippet(text, width)
    return "".join(f"[{part}]" if marked else part for part, marked in parts)


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("浓度35㎎/m³的ＳＯ₂", "so2", "浓度35㎎/m³的[ＳＯ₂]"),
        ("㎎㎎㎎烟气㎎", "烟气", "㎎㎎㎎[烟气]㎎"),
        ("浓度35㎎/㎥", "35mg/m3", "浓度[35㎎/㎥]"),
        ("ｅ\u0301烟\u0301气", "烟", "ｅ\u0301[烟\u0301]气"),
        ("煙氣\u3000脫硫Ｓｏ₂", "烟气 so2", "[煙氣]\u3000脫硫[Ｓｏ₂]"),
        ("烧结烟气脱硫", "烟气脱硫 烟气", "烧结[烟气脱硫]"),
        ("烟气，脱硫", "烟气脱硫", "[烟气]，[脱硫]"),
        ("烟气脱硫塔", "脱硫塔 烟气", "[烟气脱硫塔]"),
        ("的烟气的治理", "烟气的处理", "的[烟气]的治理"),
        ("的", "的", "[的]"),
        ("removal of gas", "removal of NOx", "[removal] of gas"),
        ("of all", "of", "[of] all"),
        ("共1台，1,200 t", "1,200 t/d", "共1台，[1,200] t"),
        ("C02F3/12; C02F1/00", "C02F3/12", "[C02F3/12]; [C02F]1/00"),
        ("Straße STRASSE", "strasse", "[Straße] [STRASSE]"),
        ("İstanbul烟气", "烟气", "İstanbul[烟气]"),
        ("ﷺ烟气ﷺ", "烟气", "ﷺ[烟气]ﷺ"),
        ("\ufa0c烟气", "\u5140", "[\ufa0c]烟气"),
        ("\u1112\u1161\u11ab烟气", "烟气", "\u1112\u1161\u11ab[烟气]"),
    ],
)
def test_a_match_is_marked_where_it_is_written(text: str, query: str, marked: str) -> None:
    assert shown(text, query) == marked


@pytest.mark.parametrize(
    ("text", "also", "marked"),
    [
        ("flue gas", "flue gas", "[flue gas]"),
        ("Flue-Gases", "flue gas", "[Flue-Gases]"),
        ("flue, gas", "flue gas", "flue, gas"),
        ("flue. Gas", "flue gas", "flue. Gas"),
        ("flue 烟 gas", "flue gas", "flue 烟 gas"),
        ("gas flue", "flue gas", "gas flue"),
        ("a flue", "flue gas", "a flue"),
        ("wet flue gas desulfurization by lime",) * 2 + ("[wet flue gas desulfurization by lime]",),
        ("selective catalysts", "catalyst", "selective [catalysts]"),
        ("用太陽能電池发电", "太阳能电池", "用[太陽能電池]发电"),
        ("水和气", "水", "水和气"),
        ("so2/nox control", "SO2 NOx", "[so2/nox] control"),
    ],
)
def test_other_words_are_marked_as_a_whole_or_not_at_all(text: str, also: str, marked: str) -> None:
    assert shown(text, "", (also,)) == marked


def test_the_longest_of_several_terms_is_marked_beside_the_words_typed() -> None:
    also = ("flue gas", "flue gas cleaning plant", "烟气净化")
    assert shown("a flue gas cleaning plant", "plants", also) == "a [flue gas cleaning plant]"
    assert shown("flue gas for plants", "plants", also) == "[flue gas] for [plants]"


def test_what_cannot_be_asked_is_marked_as_it_stands() -> None:
    assert shown("烟气 治理", '"烟气') == "[烟气] 治理"
    assert shown("烟气 治理", "((((烟气") == "[烟气] 治理"


def test_words_in_fields_are_marked_and_left_out_ones_are_not() -> None:
    marker = Marker("标题:烟气 -脱硫", lexicon=Lexicon(fields={"标题": "title"}))
    assert marker.snippet("标题烟气脱硫") == [("标题", False), ("烟气", True), ("脱硫", False)]


def test_a_snippet_begins_where_a_clause_does() -> None:
    text = "甲" * 100 + "。这是前面的一句，装置用于烟气的治理" + "乙" * 100
    cut = shown(text, "烟气", width=60)
    assert cut.startswith("…这是前面的一句，装置用于[烟气]的治理乙")
    english = "word " * 40 + "before. A plant for gas cleaning " + "word " * 40
    assert shown(english, "gas", width=60).startswith("…A plant for [gas] cleaning")
    inside = "wonderful " * 40 + "gas " + "wonderful " * 40
    assert shown(inside, "gas", width=60).startswith("…wonderful ")


def test_a_text_without_matches_is_shown_from_its_beginning() -> None:
    assert shown("甲" * 200, "烟气", width=10) == "甲" * 10 + "…"


def test_one_marker_serves_any_number_of_texts() -> None:
    marker = Marker("烟气")
    assert marker.snippet("烟气") == marker.snippet("烟气") == [("烟气", True)]
    assert marker.snippet("") == []


_ALPHABET = "烟气煙氣脱脫硫，。 .-/abgasＧ₂2㎎\u0301ß\u1100\u1161İﬁ"
_TEXTS = st.text(st.sampled_from(_ALPHABET), max_size=150) | st.text(max_size=80)
_ALSO = st.lists(st.sampled_from(["flue gas", "a b", "gas", "脱硫", "so2"]), max_size=3).map(tuple)


@given(
    _TEXTS, st.text(st.sampled_from(_ALPHABET + '"()*:'), max_size=12), _ALSO, st.integers(0, 60)
)
def test_the_parts_joined_are_a_piece_of_any_text(
    text: str, query: str, also: tuple[str, ...], width: int
) -> None:
    parts = Marker(query, also).snippet(text, width)
    whole = "".join(part for part, _ in parts)
    assert all(part for part, _ in parts)
    assert len(whole) <= width + 2
    if len(text) <= width:
        assert whole == text
    else:
        assert whole.removeprefix("…").removesuffix("…") in text


@given(_TEXTS, st.sampled_from(["烟气", "脱硫", "烟"]))
def test_what_is_marked_in_any_text_is_the_word_and_all_of_them_are(text: str, word: str) -> None:
    parts = Marker(word).snippet(text, max(1, len(text)))
    for part, marked in parts:
        folded = fold(part)
        assert marked == (word in folded), parts
        if marked:
            assert {*folded} - {*word} <= {"\u0301"}
