"""The part of a text that shows why it was found.

A `Marker` is made once for a question and used for every hit: Chinese is looked for as it stands,
the longest first, Latin words by their stems. Texts are not cut into words for that.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from search_index.analysis import HAN, HAN_RUN, fold, simplified, tokens, wellformed
from search_index.errors import BadQuery
from search_index.grammar import Phrase, Prefix, Words, parse, texts
from search_index.lexicon import NOTHING, Lexicon

Part = tuple[str, bool]
_CUT = "…"
_NOT_HAN = re.compile(rf"[^{HAN}]+")
_LATIN = re.compile(rf"[^\W_{HAN}]+(?:[.\-/·_+][^\W_{HAN}]+)*")
_CLAUSE = re.compile(r"[。；;！!？?\n]|(?<=[a-z])\. |[，,：:]")
_EASY = re.compile(rf"[\x00-\x7f{HAN}，。；：！？、（）“”]+")
_MOST_SPANS = 200


@dataclass(frozen=True)
class Marker:
    """Marks what a question asked for, and the words in `also` that were looked for besides."""

    query: str
    also: tuple[str, ...] = ()
    lexicon: Lexicon = NOTHING

    def snippet(self, text: str, width: int = 120) -> list[Part]:
        """Cut about `width` characters around the most of what was asked for; True marks a match.

        The parts joined are a piece of the text as it was written, with … where it was cut.
        """
        folded, origins = _folded(wellformed(text))
        marks = _joined(self._marks(folded))
        if origins is not None:
            marks = [(origins[start], origins[end - 1] + 1) for start, end in marks]
        spans = [(start, _whole(text, end)) for start, end in marks[:_MOST_SPANS]]
        begin = _window(text, spans, width)
        return _parts(text, spans, begin, min(len(text), begin + width))

    def _marks(self, folded: str) -> Iterator[tuple[int, int]]:
        """Give the places of all matches."""
        if self._han:
            yield from (match.span() for match in self._han.finditer(folded))
        if not (self._stems or self._prefixes):
            return
        before: list[tuple[str, int, int]] = []
        for piece in _LATIN.finditer(folded):
            for stem, said, start, end in _stems_in(piece.group()):
                at = piece.start()
                here = (stem, at + start, at + end)
                before = [*before[-3:], here]
                if stem in self._stems or (self._prefixes and said.startswith(self._prefixes)):
                    yield here[1:]
                yield from self._sequence(before)

    def _sequence(self, before: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """A term of several words that ends here."""
        for length in range(2, len(before) + 1):
            part = before[-length:]
            if tuple(stem for stem, _, _ in part) in self._sequences:
                yield part[0][1], part[-1][2]

    @cached_property
    def _wanted(self) -> tuple[Words | Phrase | Prefix, ...]:
        try:
            return tuple(texts(parse(self.query, fields=self.lexicon.fields)))
        except BadQuery:
            return (Phrase(self.query),)  # Whoever shows a text is not the one to refuse it.

    @cached_property
    def _han(self) -> re.Pattern[str] | None:
        """All Chinese that is looked for, the longest first."""
        runs: set[str] = set()
        for node in self._wanted:
            if not isinstance(node, Prefix):
                folded = fold(node.text)
                runs |= {run for run in _NOT_HAN.split(folded) if run}
                runs |= {token.text for token in tokens(folded) if HAN_RUN.fullmatch(token.text)}
        for term in self.also:
            runs |= {run for run in _NOT_HAN.split(fold(term)) if len(run) > 1}
        ordered = sorted(runs, key=lambda run: (-len(run), run))
        return re.compile("|".join(map(re.escape, ordered))) if ordered else None

    @cached_property
    def _stems(self) -> frozenset[str]:
        """Latin words that count alone."""
        asked = (fold(node.text) for node in self._wanted if not isinstance(node, Prefix))
        alone = (term for term in map(fold, self.also) if len(_LATIN.findall(term)) == 1)
        return frozenset(stem for text in (*asked, *alone) for stem in _latin_stems(text))

    @cached_property
    def _sequences(self) -> frozenset[tuple[str, ...]]:
        """Synonyms of several Latin words, which count only as a whole."""
        found = (tuple(_latin_stems(term)) for term in map(fold, self.also))
        return frozenset(stems for stems in found if len(stems) > 1)

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        return tuple(node.text for node in self._wanted if isinstance(node, Prefix))


def snippet(text: str, query: str, width: int = 120) -> list[Part]:
    """Cut about `width` characters of one text around what was asked for; see `Marker`."""
    return Marker(query).snippet(text, width)


def _latin_stems(folded: str) -> Iterable[str]:
    for piece in _LATIN.finditer(folded):
        yield from (stem for stem, _, _, _ in _stems_in(piece.group()))


@lru_cache(maxsize=20_000)
def _stems_in(piece: str) -> tuple[tuple[str, str, int, int], ...]:
    return tuple((t.text, t.said or t.text, t.start, t.end) for t in tokens(piece))


def _folded(text: str) -> tuple[str, list[int] | None]:
    """Fold a text and say for each folded character which written one it comes from.

    None says that each comes from the one at its own place, as almost always.
    """
    if all(map(_stays, set(_EASY.sub("", text)))):
        folded = fold(text)
        if len(folded) == len(text):
            return folded, None
    pieces: list[str] = []
    origins: list[int] = []
    for start, end in _clusters(text):
        made = unicodedata.normalize("NFKC", text[start:end]).casefold()
        pieces.append(made)
        origins += [start] * len(made)
    whole = "".join(pieces)
    simple = simplified(whole)
    # Should a simplification ever change the length, right places matter more than its matches.
    return simple if len(simple) == len(whole) else whole, origins


@lru_cache(maxsize=4096)
def _stays(character: str) -> bool:
    """Whether a character folds to one character whatever stands beside it."""
    if unicodedata.combining(character):
        return False
    return len(unicodedata.normalize("NFKC", character).casefold()) == 1


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield start, at
            start = at


def _whole(text: str, end: int) -> int:
    """Take the marks that combine with the last character along."""
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _joined(marks: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join matches that touch or overlap, so that the longest is marked as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(set(marks)):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _window(text: str, spans: list[tuple[int, int]], width: int) -> int:
    """Choose where to begin: where the most different matches fit in, early rather than late."""
    if len(text) <= width or not spans:
        return 0
    said = [text[a:b].casefold() for a, b in spans]
    best, begin = -1, 0
    for start, end in spans:
        lead = _beginning(text, start, max(0, width - (end - start)) // 3)
        lead = max(0, min(lead, len(text) - width))
        inside = {
            words
            for words, (a, b) in zip(said, spans, strict=True)
            if a >= lead and b <= lead + width
        }
        if len(inside) > best:
            best, begin = len(inside), lead
    return begin


def _beginning(text: str, start: int, most: int) -> int:
    """Where a clause or a word begins, at most so many characters before a match."""
    low = max(0, start - most)
    clauses = [match.end() for match in _CLAUSE.finditer(text, low, start)]
    if clauses:
        return clauses[0]
    # In the middle of a Latin word nobody begins to read.
    blank = text.find(" ", low, start)
    inside = low > 0 and text[low - 1].isalnum() and text[low].isascii()
    return blank + 1 if inside and blank >= 0 else low


def _parts(text: str, spans: list[tuple[int, int]], begin: int, end: int) -> list[Part]:
    parts: list[Part] = [(_CUT, False)] if begin > 0 else []
    at = begin
    for start, stop in spans:
        start, stop = max(start, at), min(stop, end)  # noqa: PLW2901
        if start >= stop:
            continue
        parts += [(text[at:start], False), (text[start:stop], True)]
        at = stop
    parts.append((text[at:end], False))
    if end < len(text):
        parts.append((_CUT, False))
    return [part for part in parts if part[0]]
