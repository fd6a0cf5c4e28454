"""How alike two texts are: characters and pairs of characters, the rare ones weighing most.

Of the demand its title counts for itself and again with its text; so does the technology's. Words
in place of pairs, words beside them, latent semantics, expansion by the best answers and a learned
ranker of thirteen features were tried beside it on graded demands: none of them found more.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log, sqrt

from marketplace.matching.rules.counts import Counts
from marketplace.matching.rules.sections import wanted
from marketplace.matching.rules.spelling import both_ways, spelt
from marketplace.matching.rules.weights import TextWeights

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Read:
    """A text as two vectors of length 1."""

    letters: Vector
    pairs: Vector


def alike(
    asked: tuple[str, str], offered: tuple[str, str], counts: Counts, by: TextWeights
) -> float:
    """From 0 to 1: (title, text) of a demand beside (title, text) of a technology."""
    sought, whole = demand(*asked, counts, by)
    named, given = technology(*offered, counts, by)
    parts = (
        (by.title_letters, _dot(sought.letters, named.letters)),
        (by.whole_letters, _dot(whole.letters, given.letters)),
        (by.title_pairs, _dot(sought.pairs, named.pairs)),
        (by.whole_pairs, _dot(whole.pairs, given.pairs)),
    )
    return sum(weight * value for weight, value in parts) / sum(weight for weight, _ in parts)


def probability(value: float, counts: Counts, by: TextWeights) -> float:
    """How likely two texts so alike are a match in the eyes of people who transfer technology.

    The better a market's own words are known, the more a given likeness means.
    """
    known = counts.own / (counts.own + by.half_known)
    even = known * by.even + (1 - known) * by.even_general
    steep = known * by.steep + (1 - known) * by.steep_general
    return 1 / (1 + exp(-steep * (value - even)))


@lru_cache(maxsize=4096)
def demand(title: str, text: str, counts: Counts, by: TextWeights) -> tuple[Read, Read]:
    """A demand by its title alone, and with what it says it wants."""
    whole = f"{title}\n{wanted(text)}"[: by.letters]
    return read(title, counts), read(whole, counts)


@lru_cache(maxsize=4096)
def technology(title: str, text: str, counts: Counts, by: TextWeights) -> tuple[Read, Read]:
    """A technology by its title alone, and with its text, which weighs less."""
    name, body = read(title, counts), read(text[: by.letters], counts)
    return name, Read(
        _unit(_joined(name.letters, body.letters, by.body)),
        _unit(_joined(name.pairs, body.pairs, by.body)),
    )


def read(text: str, counts: Counts) -> Read:
    """A text, once by its characters and once by their pairs."""
    alone, together = spelt(both_ways(text))
    return Read(
        _vector(alone, lambda term: counts.rarity(counts.letters, term)),
        _vector(together, lambda term: counts.rarity(counts.pairs, term)),
    )


def _vector(terms: Iterable[str], rarity: Callable[[str], float]) -> Vector:
    return _unit({term: (1 + log(n)) * rarity(term) for term, n in Counter(terms).items()})


def _joined(a: Vector, b: Vector, weight: float) -> Vector:
    return {term: a.get(term, 0.0) + weight * b.get(term, 0.0) for term in a.keys() | b.keys()}


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(value * value for value in vector.values()))
    return {term: value / length for term, value in vector.items()} if length else {}


def _dot(a: Vector, b: Vector) -> float:
    """The cosine; summed in the order of the terms, so that it is the same in every process."""
    return sum(a[term] * b[term] for term in sorted(a.keys() & b.keys()))
