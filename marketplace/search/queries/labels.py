"""What the codes of facets are called, and what they lie in."""

from collections.abc import Container, Iterable, Mapping
from contextlib import suppress
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace import house
from marketplace.core import price_bands, speech, trees
from marketplace.core.lexicon import SOURCES
from marketplace.core.speech import Language, Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.identity import public as identity
from marketplace.search.words import CODES, UNSTATED

WORDS = {"holder_kind": "kind", "accredited": "service", "scope": "service"}
LONGEST: Mapping[Language, int] = {"zh": 24, "en": 48}


def parent(facet: str, code: str) -> str | None:
    """What a code of a facet lies directly in; None for a root, and where there is no tree."""
    return trees.parent(SOURCES[facet], code) if facet in SOURCES else None


def above(facet: str, code: str) -> tuple[str, ...]:
    """Everything a code of a facet lies in, the nearest first."""
    return trees.ancestors(SOURCES[facet], code) if facet in SOURCES else ()


def narrowest(facet: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes that say where a thing lies, without those they lie in."""
    return trees.narrowest(SOURCES[facet], codes) if facet in SOURCES else tuple(codes)


def labels(
    session: Session,
    facet: str,
    codes: Iterable[str],
    language: Language,
    found: Container[str] | None = None,
) -> Mapping[str, str]:
    """The names of a facet's codes; a code that has no name is its own.

    `found` are those that stand in something found, if not all do: anybody may ask for any holder
    by its id, and an organisation that is not public must not be named by that.
    """
    if facet == "holder":
        return _holders(session, codes, found)
    if facet == "kind":
        return {code: house.DOCUMENTS[code].words.to(language) for code in codes}
    if facet == "trl":
        return {code: f"TRL {code}" for code in codes}
    words = {**CODES, **_words(facet)}
    if facet in SOURCES:
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
    return vocabulary(SOURCES[facet]).label(code, language)


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


def _holders(
    session: Session, codes: Iterable[str], found: Container[str] | None
) -> dict[str, str]:
    keys: dict[str, UUID] = {}
    for code in codes:
        with suppress(ValueError):  # A visitor may ask for a holder by anything that is no id.
            keys[code] = UUID(code)
    cards = identity.organisations(session, keys.values())
    told = {c for c, key in keys.items() if key in cards and (found is None or c in found)}
    told |= {c for c, key in keys.items() if key in cards and cards[key].verified}
    return {code: cards[key].name if code in told else code for code, key in keys.items()}
