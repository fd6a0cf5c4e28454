"""What of a text is compared: its characters, its pairs of characters, its Latin words.

An English text is also read by the Chinese names of what it speaks of, so that a demand and a
technology in two languages have something in common.
"""

from functools import lru_cache

from marketplace.core.lexicon import lexicon
from search_index import bigrams
from search_index.analysis import HAN_RUN, fold, tokens
from search_index.lexicon import SAME
from search_index.question import FILLERS

# Chinese characters among the letters of a text from which on it is a Chinese one.
_CHINESE = 0.2


def pairs(text: str) -> list[str]:
    """Every two neighbouring characters, lone ones, Latin words; no numbers, no filling words."""
    return [term for term in bigrams(text) if not _says_nothing(term)]


def letters(text: str) -> list[str]:
    """Every Chinese character, and the Latin words."""
    return spelt(text)[0]


def spelt(text: str) -> tuple[list[str], list[str]]:
    """The letters and the pairs of a text, cut once."""
    cut = pairs(text)
    latin = [term for term in cut if not HAN_RUN.match(term)]
    return [letter for run in HAN_RUN.findall(fold(text)) for letter in run] + latin, cut


def _says_nothing(term: str) -> bool:
    return term in FILLERS or not any(letter.isalpha() for letter in term)


@lru_cache(maxsize=4096)
def both_ways(text: str) -> str:
    """A text, with the Chinese names of what it speaks of where it is not written in Chinese."""
    han = sum(map(len, HAN_RUN.findall(text)))
    latin = sum(letter.isalpha() for letter in text) - han
    if not latin or han >= _CHINESE * (han + latin):
        return text
    folded = fold(text)
    names = [
        next(
            (other for other, weight in one.others if weight >= SAME and HAN_RUN.search(other)), ""
        )
        for one in lexicon().meanings(folded, list(tokens(folded)))
    ]
    return "\n".join(filter(None, (text, *names)))
