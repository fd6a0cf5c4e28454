"""Answers made readable: codes with their names, values of facets as a reader can choose them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.speech import Language
from marketplace.search.queries.asking import Answer, Asked, Part, Result
from marketplace.search.queries.labels import labels
from marketplace.search.words import FACETS

MOST = 40
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


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet."""

    value: str
    label: str
    count: int
    chosen: bool


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
    """The most exact region says it all; of long lists the first few."""
    if facet == "region":
        return sorted(codes, key=lambda code: -len(code.rstrip("0")))[:1]
    return codes[:FEW]


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


def values(
    session: Session, asked: Asked, answer: Answer, language: Language
) -> dict[str, list[Value]]:
    """Each facet's values, the most frequent first; what is chosen is there also with none."""
    chosen = {"kind": (), **{name: asked.filters.get(name, ()) for name in FACETS}}
    return {
        facet: _values(session, facet, counts, chosen.get(facet, ()), language)
        for facet, counts in answer.facets.items()
    }


def _values(
    session: Session,
    facet: str,
    counts: Mapping[str, int],
    chosen: Sequence[str],
    language: Language,
) -> list[Value]:
    codes = [*list(counts)[:MOST], *(code for code in chosen if code not in list(counts)[:MOST])]
    names = labels(session, facet, codes, language)
    return [
        Value(code, names.get(code, code), counts.get(code, 0), code in chosen) for code in codes
    ]
