import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import identifiers
from marketplace.core.identifiers import parse_uscc, uscc_ok
from marketplace.core.identifiers.organisations import ALPHABET

GOOD = [
    "91110000600037341L",
    "91410000170005381W",
    "9144030071526726XG",
    "91330100799655058B",
    "914403001922038216",
    "12100000400000624D",
    "91110108551385082Q",
    "911101085923662400",
    "91410300MA40ABCD1F",
    "124103004160000123",
    "52410300MJF123453G",
    "N2410300MF00000139",
]


@pytest.mark.parametrize("number", GOOD)
def test_r_pat_uscc_with_both_check_digits_passes(number: str) -> None:
    assert parse_uscc(f" {number[:8]} {number[8:].lower()}").canonical == number
    assert uscc_ok(number)


def test_r_pat_uscc_letters_of_the_registering_authority_are_read() -> None:
    uscc = parse_uscc("N2410300MF00000139")
    assert (uscc.authority, uscc.category, uscc.region) == ("N", "N2", "410300")
    assert uscc.organisation_code == "MF0000013"


@given(st.sampled_from(GOOD), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_r_pat_uscc_catches_every_single_error(number: str, at: int, other: str) -> None:
    assert uscc_ok(number[:at] + other + number[at + 1 :]) is (number[at] == other)


@given(st.sampled_from(GOOD), st.integers(0, 16))
def test_r_pat_uscc_catches_every_unequal_adjacent_swap(number: str, at: int) -> None:
    swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert uscc_ok(swapped) is (swapped == number)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", identifiers.UsccLengthWrong),
        ("91110000600037341", identifiers.UsccLengthWrong),
        ("91110000600037341I", identifiers.UsccCharacterNotUsed),
        ("9111000A600037341L", identifiers.UsccRegionNotDigits),
        ("91110000600037341M", identifiers.WrongCheckDigit),
    ],
)
def test_each_way_to_be_wrong_has_its_name(text: str, name: type[Exception]) -> None:
    with pytest.raises(name):
        parse_uscc(text)
    assert not uscc_ok(text)


def test_the_embedded_organisation_code_is_checked_too() -> None:
    # The outer check digit fits here; only the organisation code inside is wrong.
    with pytest.raises(identifiers.OrganisationCodeWrong) as caught:
        parse_uscc("91110000600037342P")
    assert caught.value.data == {
        "text": "91110000600037342P",
        "expected": "1",
        "found": "2",
    }
