"""Intervals that questions ask for, many at once: which of them a number or a span meets."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search_index.measures import Span, ends
from search_index.schema import MISSING


@dataclass(slots=True)
class Ranges:
    """Whole numbers: both ends belong to a range, an end that is None is open."""

    rows: list[tuple[int, int, int]] = field(default_factory=list)
    _made: NDArray[np.int64] | None = None

    def add(self, low: int | None, high: int | None, gate: int) -> None:
        """Remember which fact a range is."""
        self.rows.append((_fit(low, MISSING), _fit(high, -MISSING - 1), gate))
        self._made = None

    def holding(self, number: int) -> list[int]:
        """Give the facts that are true of a number."""
        if self._made is None:
            self._made = np.array(self.rows, np.int64)
        low, high, gate = self._made.T
        return [int(n) for n in gate[(low <= number) & (number <= high)]]


@dataclass(slots=True)
class Wanted:
    """What is wanted of a measure, compared as `measures.Wish` does."""

    rows: list[tuple[float, float, bool, int]] = field(default_factory=list)
    _made: tuple[NDArray[Any], ...] = ()

    def add(self, low: float | None, high: float | None, gate: int, *, covers: bool) -> None:
        """Remember which fact a wish is."""
        self.rows.append((*ends(low, high), covers, gate))
        self._made = ()

    def met(self, span: Span) -> list[int]:
        """Give the facts that are true of what states this span."""
        if not self._made:
            self._made = tuple(np.array(column) for column in zip(*self.rows, strict=True))
        least, most, covers, gates = self._made
        low, high = ends(span.low, span.high)
        held = np.where(covers, (low <= least) & (most <= high), (least <= low) & (high <= most))
        return [int(n) for n in gates[held & (high >= least) & (low <= most)]]


def _fit(number: int | None, open_end: int) -> int:
    """An end as 64 bits; what lies beyond them bounds nothing more."""
    return open_end if number is None else max(MISSING, min(number, -MISSING - 1))
