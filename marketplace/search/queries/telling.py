"""Answers made readable: what was found, its codes with their names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.speech import Language
from marketplace.search.queries.asking import Answer, Part, Result
from marketplace.search.queries.labels import labels, narrowest

# What a card says of a thing beside its text, in this order.
FACTS = ("holder", "trl", "grade", "scope", "region", "field", "ipc")
FEW = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact about a thing: the facet, its code and its name."""

    facet: str
    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """A thing found, ready to be shown."""

    id: UUID
    kind: str
    title: str
    url: str
    title_parts: Sequence[Part]
    snippet: Sequence[Part]
    facts: Sequence[Fact]
    numbers: Mapping[str, int]


Names = Mapping[tuple[str, str], str]


def items(session: Session, answer: Answer, language: Language) -> list[Item]:
    """What was found, with the names of its codes; queries do not grow with the items."""
    said = [(f, code) for result in answer.items for f, code in _facts(result)]
    names = _names(session, said, language)
    return [_item(result, names) for result in answer.items]


def _names(session: Session, said: Iterable[tuple[str, str]], language: Language) -> Names:
    by_facet: dict[str, list[str]] = {}
    for facet, code in dict.fromkeys(said):
        by_facet.setdefault(facet, []).append(code)
    return {
        (facet, code): name
        for facet, codes in by_facet.items()
        for code, name in labels(session, facet, codes, language).items()
    }


def _facts(result: Result) -> list[tuple[str, str]]:
    held = result.document.facets
    return [(facet, code) for facet in FACTS for code in _telling(facet, held.get(facet, ()))]


def _telling(facet: str, codes: Sequence[str]) -> Sequence[str]:
    """The narrowest codes say it all, of a place one; of long lists the first few."""
    return narrowest(facet, codes)[: 1 if facet == "region" else FEW]


def _item(result: Result, names: Names) -> Item:
    kind, key = result.key
    document = result.document
    facts = [Fact(f, code, names.get((f, code), code)) for f, code in _facts(result)]
    return Item(
        key,
        kind,
        document.title,
        result.url,
        result.title,
        result.snippet,
        facts,
        dict(document.numbers),
    )
