"""What a search question asks in numbers, and the words that are left to be searched."""

from dataclasses import dataclass, replace

from marketplace.core.measure.claims import Claim
from marketplace.core.measure.measurands import Better, measurand
from marketplace.core.measure.mentions.finding import mentions
from marketplace.core.measure.mentions.mention import Mention
from marketplace.core.measure.reading import Comparator

_DIRECTION: dict[Better, Comparator] = {"lower": "le", "higher": "ge", "covers": "eq"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim the question asks for, and the mention it was read from."""

    claim: Claim
    mention: Mention


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in its parts: claims wanted, quantities nobody can place, words to search."""

    wanted: tuple[Wanted, ...]
    untied: tuple[Mention, ...]
    rest: str


def asked(text: str) -> Asked:
    """Read a search question; a bare number takes the direction that is good for its measurand.

    `rest` is the question without any of the quantities, its subject words kept.
    """
    found = mentions(text)
    wanted = tuple(Wanted(c, m) for m in found if (c := _claim(m)))
    untied = tuple(m for m in found if m.measurand is None)
    return Asked(wanted, untied, _rest(text, found))


def _claim(mention: Mention) -> Claim | None:
    claim = mention.claim()
    if claim is None or claim.comparator != "eq":
        return claim
    comparator = _DIRECTION[measurand(claim.measurand).better]
    low = None if comparator == "le" else claim.low
    high = None if comparator == "ge" else claim.high
    return replace(claim, comparator=comparator, low=low, high=high)


def _rest(text: str, found: tuple[Mention, ...]) -> str:
    parts, at = [], 0
    for mention in found:
        parts.append(text[at : mention.span.start])
        at = mention.span.end
    return " ".join(" ".join((*parts, text[at:])).split())
