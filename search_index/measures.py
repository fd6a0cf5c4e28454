"""What a document says in numbers: intervals of named measures, each with a mark of its proof.

A wish asks for an interval; a document meets it, misses it, or does not say. Numbers are in one
unit for each measure; who asks and who writes convert before.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from math import inf


class Verdict(Enum):
    """What a document has to say to a wish."""

    MEETS = "meets"
    MISSES = "misses"
    UNSURE = "unsure"  # It states a figure that promises neither.
    UNKNOWN = "unknown"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class Span:
    """An interval that a document states, both ends in it, None without end; and its proof."""

    low: float | None
    high: float | None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted of a measure: any value in the interval will do.

    With `covers` the document's interval has to hold the whole of the wish (a plant for 40 to 60
    tonnes a day). A `strict` wish is a filter; otherwise it lifts what meets it and lowers what
    misses it. Documents of other kinds than `kinds` state no figures at all: they are not asked.
    """

    name: str
    low: float | None
    high: float | None
    covers: bool = False
    strict: bool = False
    kinds: tuple[str, ...] = ()

    def verdict(self, spans: Iterable[Span]) -> Verdict:
        """The best of what a document's spans say: met once is met."""
        said = {self._one(span) for span in spans}
        order = (Verdict.MEETS, Verdict.UNSURE, Verdict.MISSES)
        return next((best for best in order if best in said), Verdict.UNKNOWN)

    def _one(self, span: Span) -> Verdict:
        low, high = ends(span.low, span.high)
        least, most = ends(self.low, self.high)
        if high < least or most < low:
            return Verdict.MISSES
        held = low <= least and most <= high if self.covers else least <= low and high <= most
        return Verdict.MEETS if held else Verdict.UNSURE


@dataclass(frozen=True, slots=True)
class Tally:
    """Of the documents found: how many meet a wish, miss it, leave it open, or say nothing of it.

    `marks` count those that meet it by their proof.
    """

    meets: int
    misses: int
    unsure: int
    unknown: int
    marks: Mapping[str, int] = field(default_factory=dict)


def tally(verdicts: Sequence[tuple[Verdict, str]]) -> Tally:
    """Count verdicts, each with the mark of the span that met the wish."""
    counts = Counter(verdict for verdict, _ in verdicts)
    marks = Counter(mark for verdict, mark in verdicts if verdict is Verdict.MEETS)
    return Tally(
        counts[Verdict.MEETS],
        counts[Verdict.MISSES],
        counts[Verdict.UNSURE],
        counts[Verdict.UNKNOWN],
        dict(marks),
    )


def ends(low: float | None, high: float | None) -> tuple[float, float]:
    """An interval with endless ends as infinities."""
    return -inf if low is None else low, inf if high is None else high


def value(spans: Iterable[Span], *, least: bool) -> float | None:
    """The number a document is sorted by: the best of what it states for certain.

    Where small is sought ("≤ 35"), the upper end of each span counts, where large is, the lower;
    of a span without that end the other.
    """
    ends_of = [(span.high, span.low) if least else (span.low, span.high) for span in spans]
    known = [sure if sure is not None else other for sure, other in ends_of]
    return (min if least else max)((n for n in known if n is not None), default=None)


def pack(measures: Mapping[str, tuple[Span, ...]]) -> bytes:
    """Make the bytes that lie in the index."""
    rows = {
        name: [(span.low, span.high, span.mark) for span in spans]
        for name, spans in sorted(measures.items())
    }
    return json.dumps(rows, separators=(",", ":")).encode()


def unpack(packed: bytes) -> Mapping[str, tuple[Span, ...]]:
    """Bring back what `pack` made; nothing from nothing."""
    if not packed:
        return {}
    return {name: tuple(Span(*row) for row in rows) for name, rows in json.loads(packed).items()}
