import pytest

from marketplace.core import identifiers
from marketplace.core.identifiers import (
    CmaNumber,
    CnasNumber,
    CncaNumber,
    parse_cma,
    parse_cnas,
    parse_cnca,
)


def test_r_agy_cma_number_is_taken_apart() -> None:
    number = parse_cma("CMA 2016 1205 0342")
    assert number == CmaNumber("201612050342", 2020, "16", "12", "05", "0342")
    assert not number.national
    assert parse_cma("２００012050342").national


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("20161205034", identifiers.CmaNotReadable),
        ("203212050342", identifiers.CmaAuthorityNotKnown),
        ("201622050342", identifiers.CmaFieldNotKnown),
        ("201612350342", identifiers.CmaSectorNotKnown),
    ],
)
def test_r_agy_cma_each_wrong_part_has_its_name(text: str, name: type[Exception]) -> None:
    with pytest.raises(name):
        parse_cma(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cnas l1234", CnasNumber("CNAS L1234", "laboratory")),
        ("L12345", CnasNumber("CNAS L12345", "laboratory")),
        ("CNAS-IB0123", CnasNumber("CNAS IB0123", "inspection_body")),
        ("CNAS C012", CnasNumber("CNAS C012", "certification_body")),
    ],
)
def test_r_agy_cnas_numbers(text: str, expected: CnasNumber) -> None:
    assert parse_cnas(text) == expected


@pytest.mark.parametrize("text", ["", "CNAS L123", "CNAS C0123", "CNAS X1234"])
def test_r_agy_what_is_no_cnas_number_says_so(text: str) -> None:
    with pytest.raises(identifiers.CnasNotReadable):
        parse_cnas(text)


def test_r_agy_cnca_numbers() -> None:
    assert parse_cnca("CNCA—R—2002—001") == CncaNumber("CNCA-R-2002-001", 2002, foreign=False)
    assert parse_cnca("cnca-rf-2003-012") == CncaNumber("CNCA-RF-2003-012", 2003, foreign=True)
    with pytest.raises(identifiers.CncaNotReadable):
        parse_cnca("CNCA-Q-2002-001")
