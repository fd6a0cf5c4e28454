"""Quantities that a text tells and no row states yet: offered, never put in by themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from marketplace.core import measure
from marketplace.core.measure import Claim, Mention

MOST = 12
_ENDS = frozenset("。！？!?；;\n")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Source:
    """A text and where it stands: a field of the thing, or `patent` with its number."""

    field: str
    text: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A claim read out of a text, with its sentence: what stands before it, it, and behind it."""

    claim: Claim
    source: Source
    before: str
    words: str
    after: str

    @property
    def sentence(self) -> str:
        """The sentence it stands in, cut where that is long."""
        return f"{self.before}{self.words}{self.after}"


def suggestions(sources: Iterable[Source], held: Iterable[Claim]) -> tuple[Suggestion, ...]:
    """The claims that the texts make and `held` does not, each once, in their order; at most 12."""
    known = set(map(_said, held))
    found: list[Suggestion] = []
    for source, mention, claim in _claims(sources):
        if _said(claim) not in known:
            known.add(_said(claim))
            found.append(_suggestion(source, mention, claim))
        if len(found) == MOST:
            break
    return tuple(found)


def _claims(sources: Iterable[Source]) -> Iterator[tuple[Source, Mention, Claim]]:
    for source in sources:
        for mention in measure.mentions(source.text):
            claim = mention.claim()
            if claim is not None:
                yield source, mention, claim


def _said(claim: Claim) -> tuple[Any, ...]:
    """What a claim says, whatever its unit: 0.035 g/m³ is 35 mg/m³."""
    measured = measure.measurand(claim.measurand)
    bounds = (None if n is None else measured.exact(n, claim.unit) for n in (claim.low, claim.high))
    return (claim.measurand, claim.comparator, *bounds)


def _suggestion(source: Source, mention: Mention, claim: Claim) -> Suggestion:
    text, (start, end) = source.text, mention.span
    first, last = start, end
    while first > 0 and start - first < _AROUND and text[first - 1] not in _ENDS:
        first -= 1
    while last < len(text) and last - end < _AROUND and text[last] not in _ENDS:
        last += 1
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    cut = first > 0 and text[first - 1] not in _ENDS
    goes_on = last < len(text) and text[last] not in _ENDS
    return Suggestion(
        claim,
        source,
        f"…{before}" if cut else before,
        mention.span.of(text),
        f"{after}…" if goes_on else after,
    )
