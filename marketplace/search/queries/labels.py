"""What the codes of facets are called."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace import house
from marketplace.core import speech
from marketplace.core.speech import Language, Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.identity import public as identity
from marketplace.search.words import CODES

VOCABULARIES = {
    "field": "green_fields",
    "catalogue": "industry_catalogue_2024",
    "industry": "gbt4754",
    "process": "processes",
    "pollutant": "pollutants",
    "licence": "licence_kinds",
    "region": "regions",
    "evidence": "evidence_states",
    "grade": "broker_grades",
    "scope": "agency_scopes",
    "ipc": "ipc",
}
WORDS = {"holder_kind": "kind", "accredited": "service", "scope": "service"}
LONGEST = 24


def labels(
    session: Session, facet: str, codes: Iterable[str], language: Language
) -> Mapping[str, str]:
    """The names of a facet's codes; a code that has no name is its own."""
    if facet == "holder":
        return _holders(session, codes)
    if facet == "kind":
        return {code: house.DOCUMENTS[code].words.to(language) for code in codes}
    if facet == "trl":
        return {code: f"TRL {code}" for code in codes}
    words = {**CODES, **house.LABELS.get(WORDS.get(facet, facet), {})}
    if facet in VOCABULARIES:
        return {code: _term(facet, code, words, language) for code in codes}
    return {code: speech.label(words, code, language) for code in codes}


def _term(facet: str, code: str, words: Mapping[str, Phrase], language: Language) -> str:
    if code in words:
        return words[code].to(language)
    if facet == "ipc":
        return _class(code, language)
    return vocabulary(VOCABULARIES[facet]).label(code, language)


def _class(code: str, language: Language) -> str:
    """A symbol and its title, cut short: titles run over lines, and people know the symbols.

    Where a subclass has no Chinese title at hand, that of its class stands for it.
    """
    classes = vocabulary("ipc")
    term = classes.terms.get(code)
    if term and language == "zh" and not term.zh and term.parent:
        term = classes.terms.get(term.parent, term)
    if term is None:
        return code
    name = term.to(language)
    return f"{code} {name if len(name) <= LONGEST else name[:LONGEST] + '…'}"


def _holders(session: Session, codes: Iterable[str]) -> dict[str, str]:
    keys: dict[str, UUID] = {}
    for code in codes:
        with suppress(ValueError):  # A visitor may ask for a holder by anything that is no id.
            keys[code] = UUID(code)
    cards = identity.organisations(session, keys.values())
    return {code: cards[key].name if key in cards else code for code, key in keys.items()}
