"""How common a character or a pair of characters is in the titles of a market.

What every title says tells nothing apart. The counts are made of the titles of all public demands
and technologies; until there are some, of 2,000 titles and abstracts of Chinese papers, which
afterwards weigh like a few of its own (`config/policy/letters.tsv`). Titles and not texts: how much
people write below them differs from market to market.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from marketplace.core import shipped
from marketplace.matching.rules.spelling import spelt

FILE = "letters.tsv"
# What one of the shipped texts weighs beside a title of the market.
SHIPPED = 0.1
# A pair in fewer texts is as rare as one in none; leaving it out keeps the file small.
LEAST = 2
_HALF = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """In how many of how many texts a letter or a pair stands.

    `name` tells counts apart; `own` is how many of the texts are titles of the market itself.
    """

    texts: float
    letters: Mapping[str, float]
    pairs: Mapping[str, float]
    name: str
    own: int = 0

    def rarity(self, kind: Mapping[str, float], term: str) -> float:
        """The logarithm of how seldom a term is, above 0."""
        return log((self.texts + 1) / (min(kind.get(term, 0.0), self.texts) + _HALF))


def count(titles: Iterable[str]) -> Counts:
    """Count titles, each term once in each."""
    many, single, double = 0, Counter[str](), Counter[str]()
    for title in titles:
        many += 1
        alone, together = spelt(title)
        single.update(set(alone))
        double.update(set(together))
    kept = {term: float(n) for term, n in sorted(double.items()) if n >= LEAST}
    return named(many, many, {term: float(n) for term, n in sorted(single.items())}, kept)


def named(
    own: int, texts: float, single: Mapping[str, float], double: Mapping[str, float]
) -> Counts:
    """Counts that go by the hash of what they hold."""
    content = repr((texts, sorted(single.items()), sorted(double.items())))
    return Counts(texts, single, double, hashlib.sha256(content.encode()).hexdigest()[:16], own)


@cache
def general() -> Counts:
    """The shipped counts, weighed down: what a market without texts goes by."""
    single: dict[str, float] = {}
    double: dict[str, float] = {}
    texts = 0
    for line in shipped.text(FILE).splitlines():
        if line.startswith("#"):
            continue
        number, _, terms = line.partition("\t")
        if not terms:
            texts = int(number)
            continue
        for term in terms.split(" "):
            (single if len(term) == 1 else double)[term] = int(number) * SHIPPED
    return named(0, texts * SHIPPED, single, double)


def with_general(own: Counts) -> Counts:
    """A market's own counts and the shipped ones together."""
    more = general()
    return Counts(
        own.texts + more.texts,
        _sum(own.letters, more.letters),
        _sum(own.pairs, more.pairs),
        f"{own.name}+{more.name}",
        own.own,
    )


def _sum(a: Mapping[str, float], b: Mapping[str, float]) -> dict[str, float]:
    return {term: a.get(term, 0.0) + b.get(term, 0.0) for term in a.keys() | b.keys()}
