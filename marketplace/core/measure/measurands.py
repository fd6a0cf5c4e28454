"""What is measured: the measurands of `config/policy/measurands.toml`, each with its units."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from marketplace.core import shipped
from marketplace.core.measure.units import Unit, atoms, conversion, parse_unit
from marketplace.core.speech import Phrase
from marketplace.core.text import skeleton
from marketplace.core.unreadable import Unreadable

Better = Literal["lower", "higher", "covers"]

# A tonne of water is a cubic metre; people write one for the other.
_WATER = {"t": "m³", "kg": "L", "g": "mL"}
_DIGITS = 24


class MeasurandNotKnown(Unreadable):
    """There is no measurand “{code}”."""

    code = "measurand_not_known"
    zh = "没有名为“{code}”的指标。"


class UnitDoesNotFit(Unreadable):
    """“{unit}” does not measure {name_en}; use one of: {allowed}."""

    code = "unit_does_not_fit"
    zh = "“{unit}”不能用于“{name_zh}”；可用单位：{allowed}。"


@dataclass(frozen=True, slots=True)
class Measurand:
    """One thing that can be measured, its canonical unit first among those allowed.

    `kind` sorts the list for people; its names are those of `kinds()`.
    """

    code: str
    kind: str
    name: Phrase
    units: tuple[Unit, ...]
    better: Better
    relative: bool = False
    pollutant: str | None = None
    water: Literal["over", "under"] | None = None
    synonyms: tuple[str, ...] = ()

    @property
    def unit(self) -> Unit:
        """The canonical unit, in which values are compared and indexed."""
        return self.units[0]

    def allows(self, code: str) -> bool:
        """Whether the unit of this code is one of those allowed."""
        return any(unit.code == code for unit in self.units)

    def fitting(self, unit: str) -> Unit:
        """The unit as read, if it is one of those allowed; `UnitDoesNotFit` otherwise."""
        found = parse_unit(unit)
        if found not in self.units:
            raise UnitDoesNotFit(
                unit=unit or "–",
                name_zh=self.name.zh,
                name_en=self.name.en,
                allowed="、".join(u.code or "–" for u in self.units),
            )
        return found

    def exact(self, value: Decimal, unit: str) -> Fraction:
        """A value in the canonical unit as an exact fraction: what comparisons use."""
        slope, offset = conversion(self._as_volume(self.fitting(unit)), self._as_volume(self.unit))
        return Fraction(value) * slope + offset

    def _as_volume(self, unit: Unit) -> Unit:
        wanted = {"over": 1, "under": -1, None: 0}[self.water]
        factors = tuple(
            replace(f, atom=atoms()[_WATER[f.atom.symbol].replace("³", "3")])
            if f.power == wanted and f.atom.symbol in _WATER
            else f
            for f in unit.factors
        )
        return Unit(factors)


def to_canonical(value: Decimal, unit: str, measurand: Measurand) -> Decimal:
    """A value in the measurand's canonical unit, to 24 digits; `UnitDoesNotFit` if it cannot be."""
    found = measurand.exact(value, unit)
    with localcontext(prec=_DIGITS):
        return Decimal(found.numerator) / Decimal(found.denominator)


@cache
def measurands() -> Mapping[str, Measurand]:
    """All measurands by code, in the order of the file."""
    table = shipped.toml("measurands.toml")
    return {
        code: _measurand(code, row, table["groups"]) for code, row in table["measurands"].items()
    }


@cache
def kinds() -> Mapping[str, Phrase]:
    """The sorts of measurands by code, in the order of the file."""
    table = shipped.toml("measurands.toml")["kinds"]
    return {code: Phrase(row["zh"], row["en"]) for code, row in table.items()}


def by_kind() -> Mapping[str, Sequence[Measurand]]:
    """All measurands under the code of their kind, both in the order of the file."""
    return {code: [m for m in measurands().values() if m.kind == code] for code in kinds()}


def measurand(code: str) -> Measurand:
    """The measurand of a code; `MeasurandNotKnown` if there is none."""
    found = measurands().get(code)
    if found is None:
        raise MeasurandNotKnown(code=code)
    return found


def find_measurand(text: str) -> Measurand | None:
    """The measurand that people call so, in either language."""
    return _by_name().get(skeleton(text))


@cache
def about() -> Fraction:
    """How far a value may lie from one said to be about it, as a part of it."""
    return Fraction(shipped.toml("measurands.toml")["about_percent"], 100)


@cache
def _by_name() -> dict[str, Measurand]:
    return {
        skeleton(name): found
        for found in measurands().values()
        for name in (found.code, *found.name, *found.synonyms)
    }


def _measurand(code: str, row: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Measurand:
    units = row["units"]
    return Measurand(
        code=code,
        kind=row["kind"],
        name=Phrase(row["zh"], row["en"]),
        units=tuple(map(parse_unit, groups[units] if isinstance(units, str) else units)),
        better=row["better"],
        relative=row.get("relative", False),
        pollutant=row.get("pollutant"),
        water=row.get("water"),
        synonyms=tuple(row["synonyms"]),
    )
