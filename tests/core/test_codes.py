"""Codes as people write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import codes
from marketplace.core.codes import NotATerm, SeveralTerms, address, code_of, codes_of
from marketplace.core.speech import LANGUAGES, Language
from marketplace.core.vocabulary import vocabulary

REGIONS = [term.code for term in vocabulary("regions") if term.zh not in codes.UNSAID]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("410305", "410305"),
        ("涧西区", "410305"),
        ("洛阳市涧西区", "410305"),
        (" 河南省 洛阳市涧西区 ", "410305"),
        ("Jianxi District, Luoyang", "410305"),
        ("洛阳", "410300"),
        ("luoyang", "410300"),
        ("河南", "410000"),
        ("北京市东城区", "110101"),
        ("瀍河回族区", "410304"),
        ("瀍河区", "410304"),
        ("洛阳市瀍河区", "410304"),
        ("瀍河", "410304"),
        ("涧西", "410305"),
        ("朝阳", "211300"),
    ],
)
def test_a_place_is_read_as_people_write_it(typed: str, code: str) -> None:
    assert code_of("regions", typed) == code


@given(st.sampled_from(REGIONS), st.sampled_from(LANGUAGES))
def test_what_is_shown_of_a_place_is_read_back_as_that_place(code: str, language: Language) -> None:
    """Unless the statistics know two of one name in one city: then the reader is asked which."""
    with suppress(SeveralTerms):
        assert code_of("regions", address(code, language)) == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_form_offers_can_be_sent(language: Language) -> None:
    for name in codes.near_places("410300", language):
        assert code_of("regions", name)
    for name in codes.industry_names(language):
        assert code_of("gbt4754", name)


def test_a_name_of_several_places_asks_which_one() -> None:
    with pytest.raises(SeveralTerms) as refused:
        code_of("regions", "鼓楼区")
    assert "河南省开封市鼓楼区" in refused.value.phrase.zh


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("C31", "31"),
        ("c311", "311"),
        ("31", "31"),
        ("黑色金属冶炼和压延加工业", "31"),
        ("C", "C"),
    ],
)
def test_an_industry_is_read_with_or_without_its_letter(typed: str, code: str) -> None:
    assert code_of("gbt4754", typed) == code


@pytest.mark.parametrize("typed", ["A31", "99999", "炼金术", ""])
def test_what_is_no_industry_is_refused(typed: str) -> None:
    with pytest.raises(NotATerm):
        code_of("gbt4754", typed)


def test_several_in_a_line_though_names_hold_commas() -> None:
    assert codes_of("gbt4754", "农、林、牧、渔业，C31、教育") == ["A", "31", "83"]
    assert codes_of("regions", "Jianxi District, Luoyang; 410100, 河南") == [
        "410305",
        "410100",
        "410000",
    ]
    assert codes_of("regions", " ，; ") == []
