"""Whether a running text speaks of a term of a vocabulary, by any of its names."""

import re
import unicodedata
from collections.abc import Iterator

from marketplace.core.vocabulary import Term, Vocabulary

_CHARACTER = "[0-9a-z]"


def speaks_of(text: str, term: Term) -> bool:
    """Whether one of a term's names stands in a text, and not inside a longer one: CO in COD."""
    read = _folded(text)
    return any(_stands(_folded(name), read) for name in _names(term))


def spoken_of(text: str, terms: Vocabulary) -> tuple[str, ...]:
    """The codes of all terms a text speaks of, in the vocabulary's order."""
    read = _folded(text)
    return tuple(
        term.code for term in terms if any(_stands(_folded(name), read) for name in _names(term))
    )


def _names(term: Term) -> Iterator[str]:
    return (name for name in (term.zh, term.en, *term.synonyms) if name)


def _stands(name: str, text: str) -> bool:
    if not name.isascii():
        return name in text
    return re.search(f"(?<!{_CHARACTER}){re.escape(name)}(?!{_CHARACTER})", text) is not None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
