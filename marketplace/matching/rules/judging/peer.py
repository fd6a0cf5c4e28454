"""BM25 over pairs of characters: what any search engine would do, to compare with."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from search_index import bigrams

K1, B = 1.2, 0.75


class Bm25:
    """Ranks the texts it was made of, each by its key."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.terms = {key: Counter(bigrams(text)) for key, text in texts.items()}
        self.common = Counter(term for terms in self.terms.values() for term in terms)
        lengths = [terms.total() for terms in self.terms.values()]
        self.mean = sum(lengths) / len(lengths) if lengths else 0.0

    def scores(self, asked: str, keys: Iterable[str]) -> dict[str, float]:
        """How well each of some texts answers a question."""
        wanted = set(bigrams(asked))
        return {key: self._score(wanted, self.terms[key]) for key in keys}

    def _score(self, wanted: Iterable[str], terms: Counter[str]) -> float:
        if not self.mean:
            return 0.0
        long = K1 * (1 - B + B * terms.total() / self.mean)
        shared = sorted(term for term in wanted if term in terms)
        return sum(
            self._rarity(term) * terms[term] * (K1 + 1) / (terms[term] + long) for term in shared
        )

    def _rarity(self, term: str) -> float:
        known = self.common[term]
        return log(1 + (len(self.terms) - known + 0.5) / (known + 0.5))
