import pytest

from marketplace.core import identifiers
from marketplace.core.identifiers import (
    PatentNumber,
    PublicationNumber,
    parse_patent_number,
    parse_publication_number,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CN110941994B", PublicationNumber("CN110941994B", "invention", "B")),
        ("cn 111027377 b", PublicationNumber("CN111027377B", "invention", "B")),
        ("CN-110941994-A", PublicationNumber("CN110941994A", "invention", "A")),
        ("１１０９４１９９４Ａ", PublicationNumber("CN110941994A", "invention", "A")),
        ("公开号：CN1234567C", PublicationNumber("CN1234567C", "invention", "C")),
        ("CN210123456U", PublicationNumber("CN210123456U", "utility_model", "U")),
        ("CN2345678Y", PublicationNumber("CN2345678Y", "utility_model", "Y")),
        ("CN305123456S", PublicationNumber("CN305123456S", "design", "S")),
        ("CN110941994(B2)", PublicationNumber("CN110941994B2", "invention", "B2")),
    ],
)
def test_r_pat_publication_numbers(text: str, expected: PublicationNumber) -> None:
    number = parse_publication_number(text)
    assert number == expected
    assert number.granted is (number.kind != "A")


@pytest.mark.parametrize("text", ["CN110941994", "CN510941994B", "CN11094199B", "US10123456B2", ""])
def test_what_is_no_publication_number_says_so(text: str) -> None:
    with pytest.raises(identifiers.PublicationNumberNotReadable):
        parse_publication_number(text)


@pytest.mark.parametrize("text", ["CN110941994U", "CN210123456B", "CN305123456A"])
def test_a_kind_that_does_not_go_with_the_type_is_refused(text: str) -> None:
    with pytest.raises(identifiers.KindDoesNotFit):
        parse_publication_number(text)


@pytest.mark.parametrize(
    ("text", "office", "expected"),
    [
        ("ZL 2017 1 0601862.3", None, PatentNumber("CN", "201710601862.3", "application")),
        ("201710601862.3", "CN", PatentNumber("CN", "201710601862.3", "application")),
        ("95115608X", None, PatentNumber("CN", "95115608.X", "application")),
        ("CN110941994B", None, PatentNumber("CN", "CN110941994B", "publication")),
        ("110941994 B", None, PatentNumber("CN", "CN110941994B", "publication")),
        ("US 10,123,456 B2", None, PatentNumber("US", "US10123456B2", "as_given")),
        ("10,123,456", "US", PatentNumber("US", "US10123456", "as_given")),
        ("EP 3 456 789 A1", "EP", PatentNumber("EP", "EP3456789A1", "as_given")),
        ("jp2019-123456a", None, PatentNumber("JP", "JP2019-123456A", "as_given")),
        ("PCT/CN2019/070123", None, PatentNumber("WO", "PCT/CN2019/070123", "as_given")),
        ("WO2020/123456", None, PatentNumber("WO", "WO2020/123456", "as_given")),
    ],
)
def test_a_number_of_any_office_has_one_form(
    text: str, office: str | None, expected: PatentNumber
) -> None:
    assert parse_patent_number(text, office) == expected


def test_a_register_export_may_lack_the_check_digit() -> None:
    number = parse_patent_number("CN 201710601862", may_lack_check=True)
    assert number == PatentNumber("CN", "201710601862.3", "application")


def test_an_office_that_contradicts_the_number_is_refused() -> None:
    with pytest.raises(identifiers.OfficesDiffer):
        parse_patent_number("EP3456789A1", "US")


@pytest.mark.parametrize(("text", "office"), [("none", "US"), ("1" * 41, "US"), ("", "EP")])
def test_another_offices_number_has_figures_and_an_end(text: str, office: str) -> None:
    with pytest.raises(identifiers.PatentNumberNotReadable):
        parse_patent_number(text, office)
