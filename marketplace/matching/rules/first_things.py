"""What fits an organisation by its own words about itself: processes and pollutants it names.

Wide classes and the place alone say too little to suggest anything by; being in the same city only
puts one of two equal things first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.core.naming import spoken_of
from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary

CITY = 4  # Digits of a region's code that say its city.
SOURCES = {"process": "processes", "pollutant": "pollutants"}


@dataclass(frozen=True, slots=True)
class Stated:
    """What an organisation says of itself; `codes` by facet, both may be empty."""

    processes: tuple[str, ...]
    pollutants: tuple[str, ...]
    region: str | None

    @property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """By the names that searches know."""
        return {"process": self.processes, "pollutant": self.pollutants}

    @property
    def anything(self) -> bool:
        """Whether there is something to compare."""
        return bool(self.processes or self.pollutants)


@dataclass(frozen=True, slots=True)
class Common:
    """What a thing has in common with it: codes by facet, and whether it is of the same city."""

    codes: dict[str, tuple[str, ...]]
    near: bool

    @property
    def rank(self) -> tuple[int, bool]:
        """The more the better; of equal ones the nearer."""
        return sum(map(len, self.codes.values())), self.near

    def why(self) -> Phrase:
        """What they have in common, in words."""
        said = [
            vocabulary(SOURCES[facet]).phrases()[code]
            for facet, codes in self.codes.items()
            for code in codes
        ]
        near = [Phrase("同城", "same city")] if self.near else []
        every = [*said, *near]
        return Phrase("、".join(p.zh for p in every), ", ".join(p.en for p in every))


def stated(about: str | None, region: str | None) -> Stated:
    """Read an organisation's words about itself."""
    read = {facet: spoken_of(about or "", vocabulary(v)) for facet, v in SOURCES.items()}
    return Stated(read["process"], read["pollutant"], region)


def common(
    own: Stated, processes: Iterable[str], pollutants: Iterable[str], region: str | None
) -> Common | None:
    """What a thing with these codes has in common with it; None where that is nothing."""
    given = {"process": processes, "pollutant": pollutants}
    codes = {facet: _shared(facet, own.codes[facet], given[facet]) for facet in SOURCES}
    if not any(codes.values()):
        return None
    near = bool(own.region and region and own.region[:CITY] == region[:CITY])
    return Common(codes, near)


def _shared(facet: str, own: tuple[str, ...], given: Iterable[str]) -> tuple[str, ...]:
    """The thing's codes that are the organisation's, or lie under or above one of them."""
    terms = vocabulary(SOURCES[facet])
    above_own = {term.code for code in own for term in terms.ancestors(code)}
    return tuple(
        code
        for code in given
        if code in own
        or code in above_own
        or any(term.code in own for term in terms.ancestors(code))
    )
