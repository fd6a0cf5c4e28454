import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import bigrams, fold, words
from search_index.analysis import pairs, tokens

CASES = [
    ("烧结烟气治理", "烧结 烟气 烧结烟气 治理"),
    ("中国科学院", "中国 科学 学院 科学院 中国科学院"),
    ("中國科學院", "中国 科学 学院 科学院 中国科学院"),
    ("脱硫脱硝", "脱硫 脱硝"),
    ("脫硫脫硝", "脱硫 脱硝"),
    ("SO2", "so2"),
    ("SO₂", "so2"),
    ("ＳＯ２", "so2"),
    ("CO₂捕集", "co2 捕 集"),
    ("NOx", "nox"),
    ("PM2.5", "pm2.5 pm2"),
    ("35mg/m3", "35 mg/m3 mg m3"),
    ("35 mg/m³", "35 mg/m3 mg m3"),
    ("３５ｍｇ／ｍ³", "35 mg/m3 mg m3"),
    ("12.5mg", "12.5 mg"),
    ("100kW", "100 kw"),
    ("100 kW", "100 kw"),
    ("5G", "5g"),
    ("3D", "3d"),
    ("1,200 t/d", "1200 t/d"),
    ("1,200,000", "1200000"),
    ("95%", "95"),
    ("ZL202010123456.7", "zl202010123456.7 202010123456.7 202010123456"),
    ("CN202010123456.X", "cn202010123456.x 202010123456.x 202010123456"),
    ("202010123456.7", "202010123456.7 202010123456"),
    ("2018 1 9900617.4", "201819900617.4 201819900617"),
    ("2018199006174", "2018199006174 201819900617"),
    ("201819900617", "201819900617"),
    ("ZL2018199006174", "zl2018199006174 2018199006174 201819900617"),
    ("2018 4 9900617.4", "2018 4 9900617.4 9900617"),
    ("CN112345678A", "cn112345678a 112345678"),
    ("112345678", "112345678"),
    ("C02F3/12", "c02f3/12 c02f3 c02f"),
    ("C02F 3/12", "c02f3/12 c02f3 c02f"),
    ("catalyst", "catalyst"),
    ("Catalysts", "catalyst"),
    ("gas", "gas"),
    ("gases", "gas"),
    ("biogas biogases", "biogas biogas"),
    ("technology technologies", "technolog technolog"),
    ("filters filtering filtered", "filter filter filter"),
    ("flue-gas", "flue gas"),
    ("VOCs", "voc"),
    ("analysis analyses", "analys analys"),
    ("kW·h", "kw·h kw"),
    ("ESP+FGD", "esp+fgd esp fgd"),
    ("烟气SO2处理", "烟气 so2 处理"),
    ("水", "水"),
    ("", ""),
    ("，。！?", ""),
    ("Größe", "grösse"),
    ("ﬁlter", "filter"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_is_cut_as_people_will_ask_for_it(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("烟气脱硫", "烟气 气脱 脱硫"),
        ("煙氣", "烟气"),
        ("水", "水"),
        ("烟气SO2脱硫", "烟气 so2 脱硫"),
        ("烟气，脱硫", "烟气 脱硫"),
        ("Flue gases", "flue gas"),
        ("", ""),
    ],
)
def test_bigrams_never_reach_over_a_break(text: str, expected: str) -> None:
    assert bigrams(text) == expected.split()


@pytest.mark.parametrize("half", ["\ud800", "\udfff烟气", "a\ud83d"])
def test_half_a_character_does_no_harm(half: str) -> None:
    assert "\ud800" not in fold(half)
    words(half)


@given(st.text())
def test_folding_twice_changes_nothing_more_for_what_is_searched(text: str) -> None:
    assert words(fold(text)) == [token.text for token in tokens(fold(fold(text)))]


@given(st.text(alphabet=st.sampled_from("烟气脱硫治理技術SO₂m³/.,-35 mgA（％")))
def test_every_token_lies_where_it_says(text: str) -> None:
    folded = fold(text)
    for token in (*tokens(folded), *pairs(folded)):
        assert 0 <= token.start < token.end <= len(folded)
        assert token.width > 0
    positions = [token.position for token in pairs(folded)]
    assert positions == sorted(positions)
