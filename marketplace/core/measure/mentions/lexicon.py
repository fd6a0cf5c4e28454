"""The words by which a text says what a number is about, found in one pass over the text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, NamedTuple

from marketplace.core import shipped
from marketplace.core.measure.measurands import Measurand, measurands
from marketplace.core.measure.mentions.folding import Folded, fold
from marketplace.core.vocabulary import vocabulary

Needs = Literal["word", "subject", "aspect", "both", "unit"]
# What a pollutant says of the medium it is in, against the medium itself.
_OF_ITS_KIND = 0.7
# What a word that people use of it says, against a name.
_LOOSE = 0.95
# Two letters are an abbreviation only in their own case: SS is not the end of “less”.
_OWN_CASE = 2


class Meaning(NamedTuple):
    """What a word speaks for: a measurand by name, a subject, an aspect, or against one."""

    kind: Literal["own", "subject", "aspect", "foreign", "period", "plain"]
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Cue:
    """A word of the lexicon where it stands in the folded text, and what it may mean."""

    start: int
    end: int
    meanings: Mapping[Meaning, float]

    def names(self) -> list[str]:
        """The measurands it names."""
        return [m.name for m, weight in self.meanings.items() if m.kind == "own" and weight == 1]

    def owners(self) -> list[str]:
        """The measurands it names or is used of."""
        return [m.name for m in self.meanings if m.kind == "own"]

    def subjects(self) -> frozenset[str]:
        """The subjects it names itself, without the kinds they belong to."""
        return frozenset(
            m.name for m, weight in self.meanings.items() if m.kind == "subject" and weight == 1
        )


@dataclass(frozen=True, slots=True)
class Way:
    """How a measurand is recognised: what it needs near the number, and the words for that."""

    measurand: Measurand
    needs: Needs
    aspect: str
    subjects: frozenset[str]
    alone: frozenset[str]


class Lexicon:
    """Words and their meanings, looked up by their first letters."""

    def __init__(self, words: Iterable[tuple[str, Meaning, float]]) -> None:
        kept: dict[str, dict[Meaning, float]] = {}
        cased: dict[str, str] = {}
        for word, meaning, weight in words:
            for spelling in _spellings(word):
                meanings = kept.setdefault(spelling.lower(), {})
                meanings[meaning] = max(weight, meanings.get(meaning, 0))
                cased[spelling.lower()] = spelling
        self._by_start: dict[str, list[tuple[str, str, Mapping[Meaning, float]]]] = {}
        for low in sorted(kept, key=len, reverse=True):
            own_case = cased[low] if _is_short(cased[low]) else ""
            self._by_start.setdefault(low[:2], []).append((low, own_case, kept[low]))

    def find(self, folded: Folded) -> list[Cue]:
        """The longest words in the text, from left to right, none over another."""
        found: list[Cue] = []
        at, lower, starts = 0, folded.lower, self._by_start
        while at < len(lower):
            cue = None
            for start in (lower[at : at + 2], lower[at]):
                if start in starts:
                    cue = cue or self._at(folded, at, start)
            if cue:
                found.append(cue)
            at = cue.end if cue else at + 1
        return found

    def _at(self, folded: Folded, at: int, start: str) -> Cue | None:
        for word, own_case, meanings in self._by_start[start]:
            end = at + len(word)
            if (
                folded.lower.startswith(word, at)
                and (not own_case or folded.text.startswith(own_case, at))
                and _stands_alone(folded.lower, at, end)
            ):
                return Cue(at, end, meanings)
        return None


def _is_short(word: str) -> bool:
    return word.isascii() and len(word) <= _OWN_CASE


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a Latin word is whole: COD50 is COD and a number, SO25 and decode are not."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before and _latin(text[start]) and _latin(before):
        return False
    last = text[end - 1]
    if not after or not _latin(last) or not _latin(after):
        return True
    return last.isalpha() and after.isdigit()


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _spellings(word: str) -> set[str]:
    """A word as written and with no space between Chinese and Latin: COD 去除率, COD去除率."""
    written = fold(word).text
    if written.isascii():
        return {written, written.replace("-", " ")} if "-" in written[1:-1] else {written}
    return {written, written.replace(" ", "")}


@cache
def words() -> Lexicon:
    """All words that say what a number is about."""
    plain: list[str] = shipped.toml("reading.toml")["plain"]["words"]
    nothing = [(word, Meaning("plain", ""), 1.0) for word in plain]
    return Lexicon([*nothing, *_named(), *_subjects(), *_listed("aspects", "aspect"), *_foreign()])


@cache
def periods() -> Lexicon:
    """The words that say what time a number counts over."""
    table = shipped.toml("reading.toml")["periods"]
    return Lexicon((w, Meaning("period", p), 1.0) for p, listed in table.items() for w in listed)


@cache
def in_full() -> Mapping[str, str]:
    """What people leave out of a unit where the subject says it: 二噁英 0.1 ng is one of ng/m³."""
    full: Mapping[str, str] = shipped.toml("reading.toml")["in_full"]
    return full


@cache
def coal() -> tuple[str, ...]:
    """The words that make a tonne one of coal equivalent."""
    return tuple(shipped.toml("reading.toml")["coal"]["words"])


@cache
def ways() -> Mapping[str, Way]:
    """How each measurand is recognised, by its code."""
    table = shipped.toml("reading.toml")["measurands"]
    return {code: _way(m, table.get(code, {})) for code, m in measurands().items()}


def _way(measured: Measurand, row: Mapping[str, Any]) -> Way:
    subjects = row.get("subjects") or ([measured.pollutant] if measured.pollutant else [])
    needs: Needs = row.get("needs", "word")
    units = (u.code for u in measured.units) if needs == "unit" else ()
    return Way(
        measured,
        needs,
        row.get("aspect", ""),
        frozenset(subjects),
        frozenset(row.get("alone", units)),
    )


def _named() -> Iterable[tuple[str, Meaning, float]]:
    """Names and words of measurands; a name also speaks for the subject and aspect it contains."""
    table = shipped.toml("reading.toml")
    for code, measured in measurands().items():
        way = ways()[code]
        listed = table["measurands"].get(code, {}).get("words", ())
        names = {*measured.name, *measured.synonyms}
        for word in {*names, *listed}:
            yield word, Meaning("own", code), 1.0 if word in names else _LOOSE
            if way.needs in ("subject", "both"):
                yield from ((word, Meaning("subject", s), 1.0) for s in way.subjects)
            if measured.unit.code != "%" and word.endswith(tuple(table["foreign"]["ratio"])):
                yield word, Meaning("foreign", "ratio"), 1.0
            if any(a.casefold() in word.casefold() for a in table["aspects"].get(way.aspect, ())):
                yield word, Meaning("aspect", way.aspect), 1.0


def _subjects() -> Iterable[tuple[str, Meaning, float]]:
    pollutants = vocabulary("pollutants")
    listed: dict[str, list[str]] = shipped.toml("reading.toml")["subjects"]
    known = {t.code: [t.zh, t.en, *t.synonyms] for t in pollutants}
    for name in {*known, *listed}:
        kinds = [t.code for t in pollutants.ancestors(name)]
        for word in (*known.get(name, ()), *listed.get(name, ())):
            yield word, Meaning("subject", name), 1.0
            yield from ((word, Meaning("subject", kind), _OF_ITS_KIND) for kind in kinds)


def _listed(part: str, kind: Literal["aspect", "foreign"]) -> Iterable[tuple[str, Meaning, float]]:
    table: dict[str, list[str]] = shipped.toml("reading.toml")[part]
    return [(word, Meaning(kind, name), 1.0) for name, listed in table.items() for word in listed]


def _foreign() -> Iterable[tuple[str, Meaning, float]]:
    return _listed("foreign", "foreign")
