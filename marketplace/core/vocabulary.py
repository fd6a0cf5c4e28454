"""Vocabularies as data with a source: what a thing may be called, in Chinese and English.

Each is one file of `config/policy/vocabularies`; long ones keep their terms in a CSV beside it.
They are read when first asked for and kept.
"""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

from marketplace.core import shipped
from marketplace.core.speech import Language, Phrase
from marketplace.core.text import skeleton

FOLDER = "vocabularies"


class VocabularyFileWrong(ValueError):
    """A vocabulary's file breaks its own rules; the message says where."""


class NoVocabulary(LookupError):
    """There is no vocabulary of this name."""


@dataclass(frozen=True, slots=True)
class Term:
    """One entry; `zh` or `en` may be empty where no official name exists in that language."""

    code: str
    zh: str
    en: str
    parent: str | None = None
    synonyms: tuple[str, ...] = ()

    def to(self, language: Language) -> str:
        """The name in a language, else in the other one, else the code."""
        wanted, other = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return wanted or other or self.code


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms in the order of the file, with their tree, their names and where they come from."""

    name: str
    title: Phrase
    source: str
    licence: str | None
    terms: Mapping[str, Term]
    maps: Mapping[str, Mapping[str, tuple[str, ...]]]
    _children: dict[str | None, list[Term]] = field(default_factory=dict, repr=False)
    _named: dict[str, list[Term]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Lay out the tree and the names once."""
        for term in self.terms.values():
            if term.parent is not None and term.parent not in self.terms:
                raise VocabularyFileWrong(f"{self.name}: {term.code} has no parent {term.parent}")
            self._children.setdefault(term.parent, []).append(term)
            names = {skeleton(n) for n in (term.code, term.zh, term.en, *term.synonyms) if n}
            for name in names:
                self._named.setdefault(name, []).append(term)

    def __iter__(self) -> Iterator[Term]:
        """The terms in order."""
        return iter(self.terms.values())

    def __len__(self) -> int:
        """How many terms there are."""
        return len(self.terms)

    def known(self, code: str) -> bool:
        """Whether there is a term of this code."""
        return code in self.terms

    def label(self, code: str, language: Language) -> str:
        """The name of a term in a language, or the code itself where the term is unknown."""
        term = self.terms.get(code)
        return term.to(language) if term else code

    def phrases(self) -> dict[str, Phrase]:
        """What every term is called in both languages, by its code."""
        return {t.code: Phrase(t.to("zh"), t.to("en")) for t in self}

    def ancestors(self, code: str) -> list[Term]:
        """What a term belongs to, nearest first; empty for a root and for an unknown code."""
        found: list[Term] = []
        term = self.terms.get(code)
        while term and term.parent is not None:
            term = self.terms[term.parent]
            found.append(term)
        return found

    def path(self, code: str, language: Language) -> list[str]:
        """The names from the root down to the term, as a reader expects an address."""
        return [t.to(language) for t in reversed(self.ancestors(code))] + [
            self.label(code, language)
        ]

    def children(self, code: str | None = None) -> list[Term]:
        """What belongs directly to a term; without a code, the roots."""
        return list(self._children.get(code, ()))

    def named(self, text: str) -> list[Term]:
        """Every term that bears this code, name or synonym in either language."""
        return list(self._named.get(skeleton(text), ()))

    def find(self, text: str) -> Term | None:
        """The one term that bears this name; None if there is none, or more than one."""
        found = self.named(text)
        return found[0] if len(found) == 1 else None

    def mapped(self, map_name: str, key: str) -> tuple[str, ...]:
        """The codes a map of the file gives for a key; empty where it says nothing."""
        return self.maps[map_name].get(key, ())


@cache
def vocabulary(name: str) -> Vocabulary:
    """A shipped vocabulary, read once; `NoVocabulary` if there is none of this name."""
    if name not in vocabulary_names():
        raise NoVocabulary(f"There is no vocabulary {name}.")
    return read_vocabulary(name, shipped.text(FOLDER, f"{name}.toml"))


@cache
def vocabulary_names() -> tuple[str, ...]:
    """The names of all shipped vocabularies."""
    folder = files("config").joinpath("policy", FOLDER)
    return tuple(
        sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml"))
    )


def read_vocabulary(name: str, toml: str) -> Vocabulary:
    """Read one vocabulary; `VocabularyFileWrong` if a code comes twice or a parent is missing."""
    table = tomllib.loads(toml)
    terms = _terms(name, _csv_rows(table["rows"]) if "rows" in table else table["terms"])
    maps = {
        map_name: {key: tuple(codes) for key, codes in rows.items()}
        for map_name, rows in table.get("maps", {}).items()
    }
    title = Phrase(table["zh"], table["en"])
    return Vocabulary(name, title, table["source"], table.get("licence"), terms, maps)


def _csv_rows(file_name: str) -> Iterable[dict[str, Any]]:
    return csv.DictReader(StringIO(shipped.text(FOLDER, file_name)))


def _terms(name: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Term]:
    terms: dict[str, Term] = {}
    for row in rows:
        if row["code"] in terms:
            raise VocabularyFileWrong(f"{name}: the code {row['code']} comes twice")
        synonyms = tuple(row.get("synonyms", ()))
        term = Term(row["code"], row["zh"], row["en"], row.get("parent") or None, synonyms)
        terms[term.code] = term
    return terms
