"""Figures of law and policy as data: each with unit, place, span of days, source and confidence.

`config/policy/figures.toml` says how the jurisdictions of one figure go together: the nearest one,
or the stricter of all. A file with a gap, an overlap or a missing source is refused when read.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any, Literal, get_args

from marketplace.core import shipped
from marketplace.core.speech import Phrase

Unit = Literal["days", "working_days", "months", "years", "percent", "fen", "level", "count"]
Confidence = Literal["read", "quoted", "known", "ours"]
Resolve = Literal["nearest", "max", "min"]

_FOREVER = date.max


class PolicyFileWrong(ValueError):
    """The file of figures breaks its own rules; the message says where."""


class NoFigure(LookupError):
    """No figure of this id is in force there on that day."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One value, in force in one jurisdiction from `valid_from` through `valid_to`."""

    id: str
    value: int | Decimal
    unit: Unit
    jurisdiction: str
    valid_from: date
    valid_to: date | None
    source: str
    confidence: Confidence
    name: Phrase
    note: Phrase

    @property
    def whole(self) -> int:
        """The value where only whole numbers make sense: days, fen, levels."""
        if int(self.value) != self.value:
            raise PolicyFileWrong(f"{self.id} is {self.value}, not a whole number of {self.unit}")
        return int(self.value)

    @property
    def fraction(self) -> Fraction:
        """A percentage as an exact fraction: 70 percent is 7/10."""
        return Fraction(self.value) / 100

    def in_force(self, on: date) -> bool:
        """Whether the figure applies on a day."""
        return self.valid_from <= on <= (self.valid_to or _FOREVER)


@dataclass(frozen=True, slots=True)
class PolicyBook:
    """All figures of one file, by id, each list from the earliest to the latest."""

    home: str
    resolve: Mapping[str, Resolve]
    figures: Mapping[str, Sequence[Figure]]

    def figure(self, id_: str, on: date, where: str | None = None) -> Figure:
        """The figure that applies in a place on a day; `NoFigure` if there is none."""
        place = where or self.home
        found = [f for f in self.figures.get(id_, ()) if f.in_force(on) and _covers(f, place)]
        if not found:
            raise NoFigure(f"No figure {id_} is in force in {place} on {on}.")
        return _CHOOSE[self.resolve[id_]](found)

    def all_figures(self, on: date) -> list[Figure]:
        """Every figure of every jurisdiction in force on a day, in the order of the file."""
        return [f for rows in self.figures.values() for f in rows if f.in_force(on)]


@cache
def shipped_book() -> PolicyBook:
    """The figures of `config/policy/figures.toml`."""
    return read_book(shipped.text("figures.toml"))


def figure(id_: str, on: date, where: str | None = None) -> Figure:
    """The shipped figure that applies in a place (the home city if none is named) on a day."""
    return shipped_book().figure(id_, on, where)


def all_figures(on: date) -> list[Figure]:
    """Every shipped figure in force on a day."""
    return shipped_book().all_figures(on)


def read_book(toml: str) -> PolicyBook:
    """Read a file of figures; `PolicyFileWrong` if anything in it is missing or overlaps."""
    tables = tomllib.loads(toml, parse_float=Decimal)
    home = tables.pop("home")
    figures = {
        id_: [_figure(id_, table, row) for row in table["figures"]] for id_, table in tables.items()
    }
    for rows in figures.values():
        _check_spans(rows)
    return PolicyBook(
        home, {id_: _one_of(t, "resolve", Resolve) for id_, t in tables.items()}, figures
    )


def _figure(id_: str, table: Mapping[str, Any], row: Mapping[str, Any]) -> Figure:
    for key in ("source", "note_zh", "note_en"):
        if not row.get(key):
            raise PolicyFileWrong(f"{id_}: a figure lacks its {key}")
    found = Figure(
        id=id_,
        value=row["value"],
        unit=_one_of(table, "unit", Unit),
        jurisdiction=row["jurisdiction"],
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to"),
        source=row["source"],
        confidence=_one_of(row, "confidence", Confidence),
        name=Phrase(table["zh"], table["en"]),
        note=Phrase(row["note_zh"], row["note_en"]),
    )
    if found.valid_from > (found.valid_to or _FOREVER):
        raise PolicyFileWrong(f"{id_}: ends on {found.valid_to} before it begins")
    return found


def _one_of(row: Mapping[str, Any], key: str, words: Any) -> Any:
    if row.get(key) not in get_args(words):
        raise PolicyFileWrong(f"{key} is {row.get(key)!r}, not one of {get_args(words)}")
    return row[key]


def _check_spans(rows: list[Figure]) -> None:
    rows.sort(key=lambda f: (f.jurisdiction, f.valid_from))
    for earlier, later in pairwise(rows):
        if earlier.jurisdiction != later.jurisdiction:
            continue
        ended = earlier.valid_to or _FOREVER
        if later.valid_from <= ended:
            raise PolicyFileWrong(
                f"{later.id} in {later.jurisdiction} overlaps on {later.valid_from}"
            )
        if later.valid_from != ended + timedelta(days=1):
            raise PolicyFileWrong(f"{later.id} in {later.jurisdiction} has a gap after {ended}")


def _covers(found: Figure, place: str) -> bool:
    """CN covers everything; CN-41 covers CN-41, CN-4103 and CN-410305."""
    return found.jurisdiction == "CN" or place.startswith(found.jurisdiction)


_CHOOSE: dict[Resolve, Callable[[list[Figure]], Figure]] = {
    "nearest": lambda found: max(found, key=lambda f: len(f.jurisdiction)),
    "max": lambda found: max(found, key=lambda f: (f.value, len(f.jurisdiction))),
    "min": lambda found: min(found, key=lambda f: (f.value, -len(f.jurisdiction))),
}
