import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import identifiers
from marketplace.core.identifiers import ApplicationNumber, parse_application_number
from marketplace.core.unreadable import Unreadable

REAL = [
    "201710601862.3",
    "200710308494.X",
    "201911044411.X",
    "201911044384.6",
    "202011313113.9",
    "201910460277.5",
    "201910725275.4",
    "201910701692.5",
    "201811564288.X",
    "201910603565.1",
    "201210442457.9",
    "201310209986.9",
    "201010286863.1",
    "201730610076.0",
    "201710736136.2",
    "201910377061.2",
    "202110114394.3",
    "201810233951.1",
    "201810569270.2",
    "201810234047.2",
    "201510958772.0",
    "201310033299.6",
    "201580003807.3",
    "202210408314.X",
    "202410552139.0",
    "95115608.X",
    "97101765.4",
]
SYNTHETIC = [
    "202310000001.5",
    "202320000001.0",
    "202330000001.6",
    "202280000001.9",
    "202390000001.9",
    "202410000001.X",
]


@pytest.mark.parametrize("number", [*REAL, *SYNTHETIC])
def test_r_pat_every_known_number_passes_in_every_spelling(number: str) -> None:
    wide = number.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.X"})
    for spelling in (
        number,
        number.replace(".", ""),
        f"ZL{number}",
        f"zl {number.lower()}",
        f"CN{number}",
        f"CN ZL {number[:4]} {number[4]} {number[5:]}",
        f"  {number} ",
        f"专利号：ZL{number}",
        wide,
        f"ＺＬ{wide}",
        number.replace(".", "。"),
        number.replace(".", "·"),
    ):
        assert parse_application_number(spelling).canonical == number


@pytest.mark.parametrize(
    ("number", "meaning"),
    [
        ("201710601862.3", ("invention", 2017, False)),
        ("201730610076.0", ("design", 2017, False)),
        ("201580003807.3", ("invention", 2015, True)),
        ("202320000001.0", ("utility_model", 2023, False)),
        ("202390000001.9", ("utility_model", 2023, True)),
        ("95115608.X", ("invention", 1995, False)),
    ],
)
def test_r_pat_a_number_tells_type_year_and_route(
    number: str, meaning: tuple[identifiers.PatentType, int, bool]
) -> None:
    assert parse_application_number(number) == ApplicationNumber(number, *meaning)
    assert parse_application_number(number).patent_number == f"ZL{number}"


def test_r_pat_old_numbers_by_pct_and_of_this_century_exist() -> None:
    old = parse_application_number("97801234", may_lack_check=True)
    assert (old.patent_type, old.filed_year, old.pct) == ("invention", 1997, True)
    assert parse_application_number("03912345", may_lack_check=True).filed_year == 2003


@pytest.mark.parametrize(
    ("number", "expected"),
    [("201910460277.6", "5"), ("201901460277.5", "6"), ("202011313113.6", "9")],
)
def test_r_pat_a_wrong_check_digit_says_which_one_is_expected(number: str, expected: str) -> None:
    with pytest.raises(identifiers.WrongCheckDigit) as caught:
        parse_application_number(number)
    assert caught.value.data["expected"] == expected
    assert number in caught.value.phrase.zh


def test_r_pat_a_missing_check_digit_is_named_or_computed_when_asked() -> None:
    with pytest.raises(identifiers.CheckDigitMissing) as caught:
        parse_application_number("CN201710601862")
    assert caught.value.data["expected"] == "3"
    number = parse_application_number("CN201710601862", may_lack_check=True)
    assert number.canonical == "201710601862.3"


@pytest.mark.parametrize("text", ["", "ZL", "2017106018", "CN110941994B", "无", "US9876543"])
def test_what_is_no_application_number_says_so(text: str) -> None:
    with pytest.raises(identifiers.ApplicationNumberNotReadable):
        parse_application_number(text)


@pytest.mark.parametrize("text", ["84100001", "04100001", "200210000001", "210010000001"])
def test_a_year_without_such_numbers_is_refused(text: str) -> None:
    with pytest.raises(identifiers.FilingYearNotPossible):
        parse_application_number(text, may_lack_check=True)


def test_an_unknown_type_digit_is_refused() -> None:
    with pytest.raises(identifiers.PatentTypeNotKnown) as caught:
        parse_application_number("201770601862", may_lack_check=True)
    assert caught.value.data["digit"] == "7"


@given(st.sampled_from([*REAL, *SYNTHETIC]), st.integers(0, 11), st.integers(1, 9))
def test_r_pat_check_digit_catches_every_single_error(number: str, at: int, by: int) -> None:
    digits = number.replace(".", "")
    at %= len(digits) - 1
    wrong = f"{digits[:at]}{(int(digits[at]) + by) % 10}{digits[at + 1 :]}"
    with pytest.raises(Unreadable):
        parse_application_number(wrong)


@given(st.sampled_from([*REAL, *SYNTHETIC]), st.integers(0, 12))
def test_r_pat_check_digit_catches_every_unequal_adjacent_swap(number: str, at: int) -> None:
    digits = number.replace(".", "")
    at %= len(digits) - 1
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    if swapped != digits:
        with pytest.raises(Unreadable):
            parse_application_number(swapped)
