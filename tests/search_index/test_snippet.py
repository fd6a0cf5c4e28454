import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import snippet


def shown(text: str, query: str, width: int = 120) -> str:
    return "".join(f"[{part}]" if marked else part for part, marked in snippet(text, query, width))


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("SO₂排放低于35 mg/m³", "SO2", "[SO₂]排放低于35 mg/m³"),
        ("SO₂排放低于35mg/m³", "35 mg/m3", "SO₂排放低于[35mg/m³]"),
        ("中國科學院的煙氣脫硫，ＳＯ２", "烟气脱硫 so2", "中國科學院的[煙氣脫硫]，[ＳＯ２]"),
        ("Catalysts for flue-gases", "catalyst gas", "[Catalysts] for flue-[gases]"),
        ("ﬁne Größe", "FINE GRÖSSE", "[ﬁne] [Größe]"),
        ("caf\u0065\u0301 x", "café", "[caf\u0065\u0301] x"),
        ("new technologies", "techno*", "new [technologies]"),
        ("烟气与污水", "烟气 -污水", "[烟气]与污水"),
        ("烟气", '"烟气', "[烟气]"),
        ("烟气", "污水", "烟气"),
        ("烟气", "", "烟气"),
        ("", "烟气", ""),
        ("a\ud800烟气", "烟气", "a\ud800[烟气]"),
    ],
)
def test_the_longest_match_is_marked_where_it_stands(text: str, query: str, marked: str) -> None:
    assert shown(text, query) == marked


def test_a_long_text_is_cut_around_the_most_different_matches() -> None:
    text = "烟气。" + "甲" * 300 + "这里有烟气和脱硫，以及脱硝" + "乙" * 300
    cut = shown(text, "烟气 脱硫 脱硝", 40)
    assert cut.startswith("…甲")
    assert cut.endswith("乙…")
    assert "有[烟气]和[脱硫]，以及[脱硝]" in cut


@given(st.text(max_size=200), st.text(max_size=30), st.integers(1, 80))
def test_a_snippet_is_a_piece_of_the_text(text: str, query: str, width: int) -> None:
    parts = snippet(text, query, width)
    whole = "".join(part for part, _ in parts)
    assert len(whole) <= width + 2
    assert whole in f"…{text}…" or whole.strip("…") in text
    assert all(part for part, _ in parts)
