"""Words completed and words put right, from what living documents say and nothing else."""

import heapq
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from search_index.analysis import HAN_RUN, Token, bigrams, fold, is_word, tokens
from search_index.lexicon import NOTHING, Lexicon
from search_index.question import FILLERS
from search_index.schema import PAIR_FIELDS, SAID_FIELD, WORD_FIELDS
from search_index.sound import ALIKE, SOUND, alike
from search_index.view import View

LOOKED_AT = 2000  # Words a suggestion is chosen from; more begin alike only after one letter.
SHORTEST_SOUND = 2
_TYPED_SOUND = re.compile(r"[a-z]{2,}")
_CLOSE = 0.87  # Of the letters of a word and one it may be meant for, as difflib counts.
_WIDEST = 4  # Characters of a Chinese word that may be wrong.
_SHORTEST, _LONG = 4, 8  # Letters of a Latin word that may be wrong in one place, in two.


@dataclass(frozen=True, slots=True)
class Speller:
    """Knows the words of one view; documents in `hidden` say nothing."""

    view: View
    hidden: frozenset[int]
    lexicon: Lexicon = NOTHING

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
        found = [term for _, term in heapq.nsmallest(limit, having)]
        if not found and len(begun) > 1 and HAN_RUN.fullmatch(begun):
            # Nobody says a word that begins with all of it: the last of it may begin one.
            return [begun[0] + rest for rest in self.suggest(begun[1:], limit)]
        return found

    def _beginning(self, begun: str, sign: str) -> Iterator[str]:
        for n, term in enumerate(self.view.beginning(SAID_FIELD, begun)):
            if n == LOOKED_AT:
                return
            if sign or not term.startswith((SOUND, ALIKE)):
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
        cut = list(tokens(folded))
        meant = self._meant(folded, cut)
        found: dict[str, str] = {}
        for token in cut:
            typed = folded[token.start : token.end]
            latin = token.needed and typed.isascii() and typed.isalpha()
            if not latin or len(typed) < _SHORTEST or token.start in meant:
                continue
            if not self._lives(WORD_FIELDS, token.text):
                found |= self._spelled(typed)
        for run in HAN_RUN.finditer(folded):
            known = {place - run.start() for place in meant}
            found |= self._sounding_like(run.group(), known)
        return found

    def _meant(self, folded: str, cut: Sequence[Token]) -> set[int]:
        """The places of what needs no reading: names of concepts, and words around the meant."""
        named = ((one.start, one.end) for one in self.lexicon.meanings(folded, cut))
        around = ((token.start, token.end) for token in cut if token.text in FILLERS)
        return {place for ends in (*named, *around) for place in range(*ends)}

    def _spelled(self, typed: str) -> dict[str, str]:
        """The Chinese word that is spelled so, or the word that differs by a letter or two."""
        word = self._best(f"{SOUND}{typed} ", SOUND)
        if word:
            return {typed: word}
        for distance in (1, 2) if len(typed) >= _LONG else (1,):
            counted = {
                term: self._count(term) for term in self.view.within(SAID_FIELD, typed, distance)
            }
            best = max(counted, key=lambda term: (counted[term], term), default="")
            if counted.get(best):
                return {typed: best}
        # A word of the trade, which may lead to what is written in the other language.
        near = get_close_matches(typed, self.lexicon.latin, 1, _CLOSE)
        return {typed: near[0]} if near else {}

    def _sounding_like(self, run: str, meant: set[int]) -> dict[str, str]:
        """Words that sound the same as stretches no document has; a known word is left alone."""
        inside = {
            place
            for token in tokens(run)
            if len(token.text) > 1 and self._lives(WORD_FIELDS, token.text)
            for place in range(token.start + 1, token.end)
        }
        found: dict[str, str] = {}
        at = 0
        while at < len(run):
            word = typed = ""
            for width in range(min(_WIDEST, len(run) - at), 1, -1):
                typed = run[at : at + width]
                fits = not (inside & {at, at + width} or meant & {*range(at, at + width)})
                if fits and self._strange(typed) and (word := self._alike(typed)):
                    break
            if word:
                found[typed] = word
            at += len(typed) if word else 1
        return found

    def _strange(self, typed: str) -> bool:
        """Whether it is no word, and no document has its neighbours or a word in it."""
        if is_word(typed):
            return False  # Rightly written, and nothing here says it.
        known = (token.text for token in tokens(typed) if len(token.text) > 1)
        if any(self._lives(WORD_FIELDS, word) for word in known):
            return False
        return not all(self._lives(PAIR_FIELDS, pair) for pair in bigrams(typed))

    def _alike(self, typed: str) -> str:
        word = self._best(f"{ALIKE}{alike(typed)} ", ALIKE)
        return word if len(word) == len(typed) else ""

    def _best(self, begun: str, sign: str) -> str:
        """The most frequent word of a sound."""
        terms = self._beginning(begun, sign)
        counted = {term.partition(" ")[2]: self._count(term) for term in terms}
        best = max(counted, key=lambda word: (counted[word], word), default="")
        return best if counted.get(best) else ""
