"""Words completed and words put right, from what living documents say and nothing else."""

import heapq
import re
from collections.abc import Iterator
from dataclasses import dataclass

from search_index.analysis import HAN_RUN, bigrams, fold, tokens
from search_index.schema import PAIR_FIELDS, SAID_FIELD, WORD_FIELDS
from search_index.sound import LONGEST, SOUND, syllables_of
from search_index.view import View

LOOKED_AT = 2000  # Words a suggestion is chosen from; more begin alike only after one letter.
SHORTEST_SOUND = 2
_TYPED_SOUND = re.compile(r"[a-z]{2,}")
_SHORTEST, _LONG = 4, 8  # Letters of a Latin word that may be wrong in one place, in two.


@dataclass(frozen=True, slots=True)
class Speller:
    """Knows the words of one view; documents in `hidden` say nothing."""

    view: View
    hidden: frozenset[int]

    def suggest(self, prefix: str, limit: int) -> list[str]:
        """Complete a word, the most frequent first; Chinese words also by their pinyin."""
        begun = fold(prefix.strip())
        if not begun or limit < 1:
            return []
        counted = {term: self._count(term) for term in self._beginning(begun, "")}
        if _TYPED_SOUND.fullmatch(begun):
            for term in self._beginning(SOUND + begun, SOUND):
                word = term.partition(" ")[2]
                counted[word] = max(counted.get(word, 0), self._count(term))
        having = [(-count, term) for term, count in counted.items() if count]
        return [term for _, term in heapq.nsmallest(limit, having)]

    def _beginning(self, begun: str, sign: str) -> Iterator[str]:
        for n, term in enumerate(self.view.beginning(SAID_FIELD, begun)):
            if n == LOOKED_AT:
                return
            if term.startswith(SOUND) == bool(sign):
                yield term

    def _count(self, term: str) -> int:
        """How many living documents say a word."""
        return sum(1 for _ in self._having(SAID_FIELD, term))

    def _having(self, place: str, term: str) -> Iterator[int]:
        kinds = self.view.kinds()
        having = self.view.having(place, term)
        return (d for d in having if kinds[d] and d not in self.hidden)

    def _lives(self, places: tuple[str, ...], term: str) -> bool:
        return any(True for place in places for _ in self._having(place, term))

    def readings(self, text: str) -> dict[str, str]:
        """What words of a text that no living document has are most likely meant to be."""
        folded = fold(text)
        found: dict[str, str] = {}
        for token in tokens(folded):
            typed = folded[token.start : token.end]
            latin = token.needed and typed.isascii() and typed.isalpha()
            if latin and len(typed) >= _SHORTEST and not self._lives(WORD_FIELDS, token.text):
                found |= self._near(typed)
        for run in HAN_RUN.finditer(folded):
            found |= self._sounding_like(run.group())
        return found

    def _near(self, typed: str) -> dict[str, str]:
        """The word that differs by a letter, in a long one by two; the most frequent of several."""
        for distance in (1, 2) if len(typed) >= _LONG else (1,):
            counted = {
                term: self._count(term) for term in self.view.within(SAID_FIELD, typed, distance)
            }
            best = max(counted, key=lambda term: (counted[term], term), default="")
            if counted.get(best):
                return {typed: best}
        return {}

    def _sounding_like(self, run: str) -> dict[str, str]:
        """The word that sounds the same, for a stretch with two neighbours no document has."""
        for width in range(min(4, len(run)), 1, -1):
            for at in range(len(run) - width + 1):
                typed = run[at : at + width]
                if not self._strange(typed):
                    continue
                word = self._same_sound(typed)
                if word:
                    rest = self._sounding_like(run[at + width :])
                    return {typed: word} | rest
        return {}

    def _strange(self, typed: str) -> bool:
        return not all(self._lives(PAIR_FIELDS, pair) for pair in bigrams(typed))

    def _same_sound(self, typed: str) -> str:
        if len(typed) > LONGEST:
            return ""
        sound = "".join(syllables_of(typed))
        terms = self._beginning(f"{SOUND}{sound} ", SOUND)
        counted = {term.partition(" ")[2]: self._count(term) for term in terms}
        best = max(counted, key=lambda word: (counted[word], word), default="")
        return best if counted.get(best) and len(best) == len(typed) else ""
