"""What means the same in other words: concepts of the field, as data with a source.

They stand in `config/policy/synonyms/*.toml`, one file per part of the field, and every term of the
vocabularies named in `MADE_OF` is a concept too: a file adds to one by naming it, `of =
"pollutants.so2"`. What a file calls narrower or related there is no longer the same.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from marketplace.core import shipped
from marketplace.core.text import skeleton
from marketplace.core.vocabulary import Term, vocabulary

FOLDER = "synonyms"
MADE_OF = ("pollutants", "processes", "green_fields")
KEYS = frozenset({"of", "same", "narrower", "related", "ambiguous", "source"})
FEWEST = 2


class SynonymsFileWrong(ValueError):
    """A file of synonyms breaks its own rules; the message says where."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Terms that lead to each other when one of them is asked for.

    `same` mean the same: each finds all. Who asks for one of them also finds `narrower` (kinds of
    it) and, with less weight, `related` (where it leads); nothing leads back from those two. A term
    in `ambiguous` has another meaning elsewhere: it counts only where one of its contexts stands
    anywhere in the question, too (a part of a word is enough: `charg` for charging and charger).
    Terms and contexts are as people write them; compare them folded.
    """

    same: tuple[str, ...]
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    ambiguous: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str = ""

    def terms(self) -> Iterator[str]:
        """Every term of it, the nearest in meaning first."""
        yield from (*self.same, *self.narrower, *self.related)


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts that are shipped, read once: those of the files, then of the vocabularies."""
    folder = files("config").joinpath("policy", FOLDER)
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(".toml"))
    return read_concepts({name: shipped.text(FOLDER, name) for name in names})


def read_concepts(texts: Mapping[str, str]) -> tuple[Concept, ...]:
    """Read files by their names, and the vocabularies; `SynonymsFileWrong` where one is odd."""
    left = {
        f"{name}.{term.code}": (term, vocabulary(name).source)
        for name in MADE_OF
        for term in vocabulary(name)
    }
    found: list[Concept] = []
    for name, text in texts.items():
        table = tomllib.loads(text)
        for row in table["concept"]:
            told = f"{name}: {row.get('of') or row.get('same')}"
            found.append(_concept(told, row, table.get("source", ""), left))
    return (*found, *(_of_term(term, source) for term, source in left.values()))


def _concept(
    told: str, row: Mapping[str, Any], source: str, left: dict[str, tuple[Term, str]]
) -> Concept:
    if unknown := row.keys() - KEYS:
        raise SynonymsFileWrong(f"{told}: nobody reads {sorted(unknown)}")
    narrower, related = (_once(row.get(key, ())) for key in ("narrower", "related"))
    same = list(row.get("same", ()))
    source = row.get("source", source)
    if "of" in row:
        if row["of"] not in left:
            raise SynonymsFileWrong(f"{told}: no such term, or it was extended before")
        term, of_vocabulary = left.pop(row["of"])
        elsewhere = {_key(text) for text in (*narrower, *related)}
        names = (term.zh, term.en, *(s for s in term.synonyms if _key(s) not in elsewhere))
        same, source = [*names, *same], f"{of_vocabulary}；{source}"
    ambiguous = {text: tuple(needs) for text, needs in row.get("ambiguous", {}).items()}
    concept = Concept(_once(same), narrower, related, MappingProxyType(ambiguous), source.strip())
    _check(told, concept)
    return concept


def _of_term(term: Term, source: str) -> Concept:
    return Concept(_once((term.zh, term.en, *term.synonyms)), source=source)


def _once(terms: Iterable[str]) -> tuple[str, ...]:
    """Each term once, whatever its width and case."""
    kept: dict[str, str] = {}
    for term in terms:
        kept.setdefault(_key(term), term)
    return tuple(kept.values())


def _key(term: str) -> str:
    """What tells terms apart: width and case do not, the space in `waste water` does."""
    return " ".join(map(skeleton, term.split()))


def _check(told: str, concept: Concept) -> None:
    terms = [_key(term) for term in concept.terms()]
    if not concept.source:
        raise SynonymsFileWrong(f"{told}: has no source")
    if not concept.same or len(terms) < FEWEST:
        raise SynonymsFileWrong(f"{told}: needs a name, and another term that it leads to")
    if len(terms) > len(set(terms)):
        raise SynonymsFileWrong(f"{told}: a term stands in it twice")
    if any(len(term) < FEWEST and term.isascii() for term in terms):
        raise SynonymsFileWrong(f"{told}: a term of one letter says nothing")
    for term, needs in concept.ambiguous.items():
        if _key(term) not in terms or not needs:
            raise SynonymsFileWrong(f"{told}: {term} is no term of it, or has no contexts")
