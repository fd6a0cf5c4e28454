"""Quantities that a text tells and no row states yet: offered, never put in by themselves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from marketplace.core import measure
from marketplace.core.measure import Claim, Span, Whose
from marketplace.display.rules.trials import as_one

# More than any dossier tells; what a page shows of them is its own matter.
MOST = 100
_ENDS = frozenset("。！？!?；;\n")
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Source:
    """A text and where it stands: a field of the thing, or `patent` with its number.

    In a text that `asks`, what a standard requires is what its writer wants.
    """

    field: str
    text: str
    of: str | None = None
    asks: bool = False


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


@dataclass(frozen=True, slots=True)
class Suggested:
    """What can be suggested, in the order of the texts; `more` where that is not all."""

    items: tuple[Suggestion, ...] = ()
    more: bool = False


def suggestions(sources: Iterable[Source], held: Iterable[Claim]) -> Suggested:
    """The claims that the texts make for their writer and `held` does not, each once.

    What a text tells of others, of what was before or of what a standard requires is left out;
    of several trials one claim is made.
    """
    known = list(held)
    found: list[Suggestion] = []
    for source in sources:
        for claim, span in _claims(source):
            if any(_states(one, claim) for one in known):
                continue
            if len(found) == MOST:
                return Suggested(tuple(found), more=True)
            known.append(claim)
            found.append(_suggestion(source, span, claim))
    return Suggested(tuple(found))


def _claims(source: Source) -> Iterator[tuple[Claim, Span]]:
    """The writer's own claims; those of trials as one for each measurand."""
    told = list(_attributed(source))
    of_trials: dict[str, list[tuple[Claim, Span]]] = {}
    for claim, span, whose in told:
        if whose == "example":
            of_trials.setdefault(claim.measurand, []).append((claim, span))
    for claim, span, whose in told:
        if whose == "own":
            yield claim, span
        elif (several := of_trials.pop(claim.measurand, None)) is not None:
            yield as_one(several, _AROUND)


def _attributed(source: Source) -> Iterator[tuple[Claim, Span, Whose]]:
    said = measure.Attribution(source.text, asks=source.asks)
    for mention in measure.mentions(source.text):
        claim = mention.claim()
        if claim is not None and (whose := said.of(mention.span)) != "others":
            yield claim, mention.span, whose


def _states(held: Claim, claim: Claim) -> bool:
    """Whether a claim says nothing new beside another: the same bound, or within its two ends.

    Units do not matter: 0.035 g/m³ is 35 mg/m³.
    """
    if held.measurand != claim.measurand:
        return False
    stated, told = _bounds(held), _bounds(claim)
    return set(told) <= set(stated) or (
        len(stated) == len(("low", "high")) and stated[0] <= told[0] and told[-1] <= stated[1]
        and None not in (claim.low, claim.high)
    )  # fmt: skip


def _bounds(claim: Claim) -> Sequence[Fraction]:
    """The numbers of a claim, each once, in the measurand's own unit."""
    measured = measure.measurand(claim.measurand)
    numbers = (measured.exact(n, claim.unit) for n in (claim.low, claim.high) if n is not None)
    return [number for number, _ in groupby(numbers)]


def _suggestion(source: Source, span: Span, claim: Claim) -> Suggestion:
    text, (start, end) = source.text, span
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
        span.of(text),
        f"{after}…" if goes_on else after,
    )
