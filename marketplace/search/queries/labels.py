"""What the codes of facets are called, and what they lie in."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace import house
from marketplace.core import price_bands, speech, trees
from marketplace.core.speech import Language, Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.identity import public as identity
from marketplace.search.words import CODES, UNSTATED

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
LONGEST: Mapping[Language, int] = {"zh": 24, "en": 48}


def parent(facet: str, code: str) -> str | None:
    """What a code of a facet lies directly in; None for a root, and where there is no tree."""
    return trees.parent(VOCABULARIES[facet], code) if facet in VOCABULARIES else None


def above(facet: str, code: str) -> tuple[str, ...]:
    """Everything a code of a facet lies in, the nearest first."""
    return trees.ancestors(VOCABULARIES[facet], code) if facet in VOCABULARIES else ()


def narrowest(facet: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that say where a thing lies, without those they lie in."""
    return trees.narrowest(VOCABULARIES[facet], codes) if facet in VOCABULARIES else tuple(codes)


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
    words = {**CODES, **_words(facet)}
    if facet in VOCABULARIES:
        return {code: _term(facet, code, words, language) for code in codes}
    return {code: speech.label(words, code, language) for code in codes}


def _words(facet: str) -> Mapping[str, Phrase]:
    if facet in UNSTATED:
        return {**price_bands.names(), price_bands.UNSTATED: UNSTATED[facet]}
    return house.LABELS.get(WORDS.get(facet, facet), {})


def _term(facet: str, code: str, words: Mapping[str, Phrase], language: Language) -> str:
    if code in words:
        return words[code].to(language)
    if facet == "ipc":
        return _class(code, language)
    return vocabulary(VOCABULARIES[facet]).label(code, language)


def _class(code: str, language: Language) -> str:
    """A symbol and its title, cut short: titles run over lines, and people know the symbols.

    Where a symbol has no title at hand in the reader's language (a main group in any, a subclass in
    Chinese), that of the nearest wider one which has stands for it.
    """
    terms = vocabulary("ipc").terms
    levels = [terms[one] for one in (code, *trees.ancestors("ipc", code)) if one in terms]
    titles = [term.zh if language == "zh" else term.en for term in levels]
    name = next(filter(None, titles), "")
    most = LONGEST[language]
    return f"{code} {name if len(name) <= most else name[:most] + '…'}".strip()


def _holders(session: Session, codes: Iterable[str]) -> dict[str, str]:
    keys: dict[str, UUID] = {}
    for code in codes:
        with suppress(ValueError):  # A visitor may ask for a holder by anything that is no id.
            keys[code] = UUID(code)
    cards = identity.organisations(session, keys.values())
    return {code: cards[key].name if key in cards else code for code, key in keys.items()}
