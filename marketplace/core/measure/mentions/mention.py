"""What was read out of a running text: a quantity, where it stands, and what it is about."""

from dataclasses import dataclass
from typing import NamedTuple

from marketplace.core.measure.claims import Claim
from marketplace.core.measure.reading import Quantity


class Span(NamedTuple):
    """A part of a text: the first character and the one after the last."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity in a text: its span (comparator, number and unit) and what it may measure.

    `measurand` is the likeliest one, None where nothing says which; `candidates` are the others,
    the likeliest first; `words` are the spans of what decided.
    """

    span: Span
    quantity: Quantity
    measurand: str | None
    candidates: tuple[str, ...]
    words: tuple[Span, ...]

    def claim(self) -> Claim | None:
        """The claim it makes, if it is known what it measures."""
        return Claim(self.measurand, *self.quantity) if self.measurand else None
