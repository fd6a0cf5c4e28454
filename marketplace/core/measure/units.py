"""Units as people type them, made of the atoms of `config/policy/measurands.toml`.

`pint` proves dimensions and gives factors; everything is counted in exact fractions.
"""

import re
import unicodedata
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from marketplace.core import shipped
from marketplace.core.speech import Language
from marketplace.core.unreadable import Unreadable

# A multiplier before a unit, as in 万m³/h, and how it is shown to an English reader.
MULTIPLIERS = {"百": 10**2, "千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_POWERS = str.maketrans({"²": "2", "³": "3", "^": None})
_LONGEST = 40
# People may type any unit; what is remembered of it is bounded.
_KEPT = 4096


class UnitNotKnown(Unreadable):
    """“{unit}” is not a unit known here."""

    code = "unit_not_known"
    zh = "无法识别的单位“{unit}”。"


@dataclass(frozen=True, slots=True)
class Atom:
    """The smallest part of a unit: its symbol in Chinese and English, and what pint calls it."""

    symbol: str
    english: str
    pint: str


@dataclass(frozen=True, slots=True)
class Factor:
    """One multiplier and atom of a unit, over or under the stroke."""

    multiplier: str
    atom: Atom
    power: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in its one spelling; `code` is what is stored."""

    factors: tuple[Factor, ...] = ()

    @property
    def code(self) -> str:
        """The one spelling: `mg/m³`, `万m³/h`, `元/t`; empty for a bare number."""
        return self.to("zh")

    def to(self, language: Language) -> str:
        """The unit as a reader of a language expects it: 万m³/h is 10⁴ m³/h in English."""
        over = "·".join(_shown(f, language) for f in self.factors if f.power > 0)
        under = [_shown(f, language) for f in self.factors if f.power < 0]
        return "/".join([over, *under])


def _shown(factor: Factor, language: Language) -> str:
    if language == "zh":
        return factor.multiplier + factor.atom.symbol
    if factor.multiplier:
        zeros = str(len(str(MULTIPLIERS[factor.multiplier])) - 1)
        return f"10{zeros.translate(str.maketrans('24678', '²⁴⁶⁷⁸'))} {factor.atom.english}"
    return factor.atom.english


@lru_cache(maxsize=_KEPT)
def parse_unit(text: str) -> Unit:
    """Read a unit in any spelling; a bare number has the empty unit; `UnitNotKnown` otherwise."""
    read = _one_spelling(text)
    if not read:
        return Unit()
    over, *under = read.split("/")
    factors = [_factor(part, 1, text) for part in over.split("·")]
    factors += [_factor(part, -1, text) for group in under for part in group.split("·")]
    return Unit(tuple(factors))


@cache
def atoms() -> dict[str, Atom]:
    """The atoms by every name people type for them, in its own case and folded."""
    found: dict[str, Atom] = {}
    for row in shipped.toml("measurands.toml")["atoms"]:
        atom = Atom(row["symbol"], row.get("en", row["symbol"]), row["pint"])
        for name in (row["symbol"], *row["names"]):
            found[_one_spelling(name)] = atom
    return {name.casefold(): atom for name, atom in found.items()} | found


@cache
def registry() -> Any:
    """The one pint registry, made when first needed (it takes a quarter of a second)."""
    # Late, because importing pint takes as long as all the rest of the house.
    import pint

    made: Any = pint.UnitRegistry(non_int_type=Fraction)
    for definition in shipped.toml("measurands.toml")["define"]:
        made.define(definition)
    return made


@lru_cache(maxsize=_KEPT)
def conversion(unit: Unit, into: Unit) -> tuple[Fraction, Fraction]:
    """Slope and offset that lead from a unit into another; pint's DimensionalityError otherwise."""
    scale, units = _in_pint(unit)
    into_scale, into_units = _in_pint(into)
    zero, one = (
        Fraction(registry().Quantity(value * scale, units).to(into_units).magnitude) / into_scale
        for value in (Fraction(0), Fraction(1))
    )
    return one - zero, zero


def _in_pint(unit: Unit) -> tuple[Fraction, Any]:
    scale, units = Fraction(1), registry().Unit("dimensionless")
    for factor in unit.factors:
        scale *= Fraction(MULTIPLIERS.get(factor.multiplier, 1)) ** factor.power
        units *= registry().Unit(factor.atom.pint) ** factor.power
    return scale, units


def _one_spelling(text: str) -> str:
    # As an English reader is shown it: CNY/10⁴ m³.
    text = re.sub(r"/\s*10(?:⁴|\^4)\s*", "/万", text)
    read = unicodedata.normalize("NFKC", text.translate(_POWERS)).translate(_POWERS)
    read = re.sub(r"\s+per\s+|每", "/", read.strip())
    read = re.sub(r"\s+|\*\*", "", read)
    read = re.sub(r"(?i)([kM]?W)[·*.]h", r"\1h", read)
    # 元/(m³/d) is 元·d/m³; all other brackets only keep together what stands under the stroke.
    read = re.sub(r"^([^/]+)/\(([^/()]+)/([^/()]+)\)$", r"\1·\3/\2", read)
    return re.sub(r"[*•∙⋅.]", "·", re.sub(r"[()]", "", read))


def _factor(part: str, power: int, text: str) -> Factor:
    for multiplier in ("", *sorted(MULTIPLIERS, key=len)):
        name = part.removeprefix(multiplier)
        atom = atoms().get(name) or atoms().get(name.casefold())
        if atom and part.startswith(multiplier):
            return Factor(multiplier, atom, power)
    raise UnitNotKnown(unit=text[:_LONGEST])
