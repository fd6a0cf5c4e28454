"""Technologies side by side: their claims in one unit a row, the best marked where it can be said.

Two values can be compared only under the same condition and against the same baseline; where they
are stated in other words, nobody knows, and the row says so instead of marking one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from marketplace.core import measure
from marketplace.core.measure.aligning import aligned, promised
from marketplace.core.text import skeleton
from marketplace.display.models import Technology, TechnologyClaim
from marketplace.display.rules.claims import as_claim

LEAST, MOST = 2, 5


class Remark(StrEnum):
    """Why the best of a row is not marked, or only among some."""

    SCALE = "scale"
    CIRCUMSTANCES = "circumstances"
    NO_BASELINE = "no_baseline"
    EQUAL = "equal"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim in the unit of its row; `written` is how its holder wrote it.

    `rounded` says that the number had to be rounded to bring it to that unit.
    """

    claim: measure.Claim
    written: measure.Claim
    rounded: bool
    best: bool
    row: TechnologyClaim


@dataclass(frozen=True, slots=True)
class MeasuredRow:
    """One measurand: for each technology what it states, in one unit; an empty cell is a gap."""

    measurand: measure.Measurand
    unit: str
    cells: tuple[tuple[Stated, ...], ...]
    remark: Remark | None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A claim with the technology it is of, and what it answers for."""

    place: int
    row: TechnologyClaim
    written: measure.Claim

    @property
    def circumstances(self) -> tuple[str, str]:
        """Under which condition and against which baseline, spelling aside."""
        return skeleton(self.written.condition), skeleton(self.written.baseline)


def measured(technologies: Sequence[Technology]) -> list[MeasuredRow]:
    """A row for every measurand that any of them states, in the order of the vocabulary."""
    stated: dict[str, list[_Placed]] = {}
    for place, technology in enumerate(technologies):
        for row in technology.claims:
            placed = _Placed(place, row, as_claim(row))
            stated.setdefault(row.measurand, []).append(placed)
    return [_row(found, stated[found.code], len(technologies)) for found in _in_order(stated)]


def _in_order(stated: Mapping[str, object]) -> Iterator[measure.Measurand]:
    return (found for code, found in measure.measurands().items() if code in stated)


def _row(found: measure.Measurand, placed: Sequence[_Placed], width: int) -> MeasuredRow:
    best, remark = _best(found, placed)
    cells: list[list[Stated]] = [[] for _ in range(width)]
    both = zip(placed, aligned([one.written for one in placed]), strict=True)
    unit = ""
    for number, (one, made) in enumerate(both):
        unit = made.claim.unit
        told = Stated(made.claim, one.written, made.rounded, number in best, one.row)
        cells[one.place].append(told)
    return MeasuredRow(found, unit, tuple(map(tuple, cells)), remark)


def _best(
    found: measure.Measurand, placed: Sequence[_Placed]
) -> tuple[frozenset[int], Remark | None]:
    """The numbers of the best claims among those that can be compared, and what to say of it."""
    if len({one.place for one in placed}) < LEAST:
        return frozenset(), None  # Nobody to compare with: the gaps tell it.
    if found.better == "covers":
        return frozenset(), Remark.SCALE
    groups = [group for group in _alike(found, placed) if len({p for _, p, _ in group}) >= LEAST]
    if not groups:
        return frozenset(), _why_none(found, placed)
    best = frozenset(number for group in groups for number in _leading(found, group))
    if not best:
        return best, Remark.EQUAL
    compared = sum(len(group) for group in groups)
    return best, None if compared == len(placed) else Remark.SOME


Group = list[tuple[int, int, Fraction]]  # The number of the claim, its technology, its value.


def _alike(found: measure.Measurand, placed: Sequence[_Placed]) -> Iterable[Group]:
    """Claims by their circumstances, without those that answer for no value."""
    groups: dict[tuple[str, str], Group] = {}
    for number, one in enumerate(placed):
        value = promised(one.written)
        if value is None or (found.relative and not one.written.baseline):
            continue
        groups.setdefault(one.circumstances, []).append((number, one.place, value))
    return groups.values()


def _leading(found: measure.Measurand, group: Group) -> Iterable[int]:
    values = [value for _, _, value in group]
    top = min(values) if found.better == "lower" else max(values)
    if all(value == top for value in values):
        return ()
    return [number for number, _, value in group if value == top]


def _why_none(found: measure.Measurand, placed: Sequence[_Placed]) -> Remark:
    bare = found.relative and all(not one.written.baseline for one in placed)
    return Remark.NO_BASELINE if bare else Remark.CIRCUMSTANCES
