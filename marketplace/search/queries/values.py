"""The values of facets as a reader chooses among them: trees opened along what is chosen."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from marketplace.core import price_bands
from marketplace.core.speech import Language
from marketplace.search.queries.asking import Answer, Asked
from marketplace.search.queries.labels import above, labels, parent
from marketplace.search.words import FACETS

MOST = 40  # Values of one level; more are no list but a heap.


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet; `parent` is the value it lies directly in."""

    value: str
    label: str
    count: int
    chosen: bool
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class _Tree:
    """One facet: how often each code stands, what is chosen, and which code lies in which."""

    facet: str
    counts: Mapping[str, int]
    chosen: Sequence[str]
    below: dict[str | None, list[str]] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Lay the codes out by what they lie in; what lies in nothing that is here is a root."""
        self.open.update(self.chosen, *(above(self.facet, code) for code in self.chosen))
        codes = dict.fromkeys([*self.counts, *self.open])
        for code in codes:
            wider = parent(self.facet, code)
            self.below.setdefault(wider if wider in codes else None, []).append(code)
        for level in self.below.values():
            level.sort(key=self._place)

    def shown(self, wider: str | None = None) -> Iterator[str]:
        """The codes of a level, each with its own below it where it is open.

        What is alone on its level is open, too: there is nothing to choose from.
        """
        level = self.below.get(wider, [])
        for code in [*level[:MOST], *(code for code in level[MOST:] if code in self.open)]:
            yield code
            if code in self.open or len(level) == 1:
                yield from self.shown(code)

    def _place(self, code: str) -> tuple[int, str]:
        """Levels of maturity from the top, bands by their sums, everything else by how often."""
        if self.facet == "trl" and code.isdecimal():
            return -int(code), code
        if self.facet.endswith("_band"):
            bands = list(price_bands.bands())
            return bands.index(code) if code in bands else len(bands), code
        return -self.counts.get(code, 0), code


def values(
    session: Session, asked: Asked, answer: Answer, language: Language
) -> dict[str, list[Value]]:
    """Each facet's values, a value before those that lie in it, the most frequent first.

    Of a tree there are the roots, what is chosen with all it lies in, and what lies directly in
    these; what is chosen is there also where nothing has it.
    """
    trees = [
        _Tree(facet, counts, asked.filters.get(facet, ()) if facet in FACETS else ())
        for facet, counts in answer.facets.items()
    ]
    return {tree.facet: list(_told(session, tree, language)) for tree in trees}


def _told(session: Session, tree: _Tree, language: Language) -> Iterable[Value]:
    codes = list(tree.shown())
    names = labels(session, tree.facet, codes, language, tree.counts)
    for code in codes:
        yield Value(
            code,
            names.get(code, code),
            tree.counts.get(code, 0),
            code in tree.chosen,
            parent(tree.facet, code),
        )
