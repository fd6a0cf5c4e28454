"""The plain peer: BM25 over pairs of Chinese characters and whole Latin words, lower-cased."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

K1, B = 1.2, 0.75
_RUN = re.compile(r"(?P<han>[\u3400-\u9fff]+)|(?P<word>[^\W_\u3400-\u9fff]+)")


def terms(text: str) -> list[str]:
    """The pairs of neighbouring Chinese characters (a lone one by itself) and the Latin words."""
    found: list[str] = []
    for run in _RUN.finditer(text.lower()):
        said = run.group()
        if run.lastgroup == "han" and len(said) > 1:
            found += map("".join, pairwise(said))
        else:
            found.append(said)
    return found


class Bm25:
    """Texts ranked by BM25; nothing is folded, split or known beyond the terms themselves."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths = []
        for number, text in enumerate(texts):
            counted = Counter(terms(text))
            lengths.append(counted.total())
            for term, times in counted.items():
                self._postings[term].append((number, times))
        middle = sum(lengths) / len(lengths)
        self._floor = [K1 * (1 - B + B * length / middle) for length in lengths]

    def scores(self, text: str) -> dict[int, float]:
        """What each text that has a term of the question scores, by its number."""
        found: dict[int, float] = defaultdict(float)
        for term in dict.fromkeys(terms(text)):
            posted = self._postings.get(term, ())
            rarity = math.log(1 + (len(self._floor) - len(posted) + 0.5) / (len(posted) + 0.5))
            for number, times in posted:
                found[number] += rarity * times * (K1 + 1) / (times + self._floor[number])
        return found

    def best(self, text: str, limit: int) -> Sequence[int]:
        """The numbers of the texts that fit best; of equals the earlier one is first."""
        scores = self.scores(text)
        return sorted(scores, key=lambda number: (-scores[number], number))[:limit]
