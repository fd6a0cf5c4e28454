"""Codes that people give are codes of the vocabularies."""

from collections.abc import Iterable, Mapping

from marketplace.core.vocabulary import vocabulary
from marketplace.service import words
from marketplace.service.errors import UnknownCode

NAMES = {
    "grade": "broker_grades",
    "field": "green_fields",
    "industry": "gbt4754",
    "ipc": "ipc",
    "region": "regions",
    "scope": "agency_scopes",
}


def known(facet: str, code: str) -> str:
    """The code, if its vocabulary has it. Raises UnknownCode, naming the field."""
    terms = vocabulary(NAMES[facet]).terms if facet in NAMES else words.LABELS[facet]
    if code not in terms:
        raise UnknownCode(fields=[facet], given=code)
    return code


def pairs(given: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    """All (facet, code) of several facets, each code once. Raises UnknownCode."""
    return [(facet, known(facet, code)) for facet, codes in given.items() for code in set(codes)]
