"""The part of a text that shows why it was found.

A `Marker` is made once for a question and used for every hit: Chinese is looked for as it stands,
the longest first, Latin words by their stems. Texts are not cut into words for that.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from search_index.analysis import HAN, HAN_RUN, fold, simplified, tokens, wellformed
from search_index.errors import BadQuery
from search_index.grammar import Phrase, Prefix, Words, parse, texts
from search_index.lexicon import NOTHING, Lexicon
from search_index.question import FILLERS

Part = tuple[str, bool]
_CUT = "…"
_NOT_HAN = re.compile(rf"[^{HAN}]+")
_LATIN = re.compile(rf"[^\W_{HAN}]+(?:,\d{{3}}(?!\d))*(?:[.\-/·_+][^\W_{HAN}]+)*")
_GAP = re.compile(r"[\s\-/·_+]*")  # What may stand between the words of one term.
_CLAUSE = re.compile(r"[。；;！!？?\n，,：:]|(?<=[a-z]\.) ")
# What needs no look: its place and its meaning stay, but for case and simplification.
_HARD = re.compile(r"[^\x00-\x7f\u3400-\u4dbf\u4e00-\u9fff，。；：！？、（）“”]")
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
        if not (self._stems or self._prefixes or self._sequences):
            return
        before: list[tuple[str, int, int]] = []
        for piece in _LATIN.finditer(folded):
            at = piece.start()
            for stem, said, start, end, needed in _stems_in(piece.group()):
                if stem in self._stems or (self._prefixes and said.startswith(self._prefixes)):
                    yield at + start, at + end
                if needed and self._sequences:
                    if before and not _GAP.fullmatch(folded, before[-1][2], at + start):
                        before = []
                    before = [*before[1 - self._longest :], (stem, at + start, at + end)]
                    yield from self._sequence(before)

    def _sequence(self, before: list[tuple[str, int, int]]) -> Iterator[tuple[int, int]]:
        """A term of several words that ends here."""
        for length in range(2, len(before) + 1):
            part = before[-length:]
            if tuple(stem for stem, _, _ in part) in self._sequences:
                yield part[0][1], part[-1][2]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._sequences))

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
                whole = {run for run in _NOT_HAN.split(folded) if run}
                cut = {token.text for token in tokens(folded) if HAN_RUN.fullmatch(token.text)}
                runs |= (whole | cut) - FILLERS or whole
        for term in self.also:
            runs |= {run for run in _NOT_HAN.split(fold(term)) if len(run) > 1}
        ordered = sorted(runs, key=lambda run: (-len(run), run))
        return re.compile("|".join(map(re.escape, ordered))) if ordered else None

    @cached_property
    def _stems(self) -> frozenset[str]:
        """Latin words that count alone."""
        asked = (fold(node.text) for node in self._wanted if not isinstance(node, Prefix))
        alone = (term for term in map(fold, self.also) if len(_LATIN.findall(term)) == 1)
        stems = frozenset(stem for text in (*asked, *alone) for stem in _latin_stems(text))
        return stems - FILLERS or stems

    @cached_property
    def _sequences(self) -> frozenset[tuple[str, ...]]:
        """Synonyms of several Latin words, which count only as a whole."""
        found = (tuple(_latin_stems(term, needed=True)) for term in map(fold, self.also))
        return frozenset(stems for stems in found if len(stems) > 1)

    @cached_property
    def _prefixes(self) -> tuple[str, ...]:
        return tuple(node.text for node in self._wanted if isinstance(node, Prefix))


def snippet(text: str, query: str, width: int = 120) -> list[Part]:
    """Cut about `width` characters of one text around what was asked for; see `Marker`."""
    return Marker(query).snippet(text, width)


def _latin_stems(folded: str, *, needed: bool = False) -> Iterable[str]:
    for piece in _LATIN.finditer(folded):
        yield from (found[0] for found in _stems_in(piece.group()) if found[4] or not needed)


@lru_cache(maxsize=20_000)
def _stems_in(piece: str) -> tuple[tuple[str, str, int, int, bool], ...]:
    return tuple((t.text, t.said or t.text, t.start, t.end, t.needed) for t in tokens(piece))


def _folded(text: str) -> tuple[str, list[int] | None]:
    """Fold a text and say for each folded character which written one it comes from.

    None says that each comes from the one at its own place, as almost always.
    """
    if all(map(_stays, set(_HARD.findall(text)))):
        folded = simplified(_HARD.sub(lambda at: _spelled(at.group()), text).lower())
        if len(folded) == len(text):
            return folded, None
    pieces: list[str] = []
    origins: list[int] = []
    for start, end in _clusters(text):
        made = _spelled(text[start:end])
        pieces.append(made)
        origins += [start] * len(made)
    whole = "".join(pieces)
    simple = simplified(whole)
    # Should a simplification ever change the length, right places matter more than its matches.
    return simple if len(simple) == len(whole) else whole, origins


@lru_cache(maxsize=4096)
def _stays(character: str) -> bool:
    """Whether a character folds to one character whatever stands beside it."""
    return not unicodedata.combining(character) and len(_spelled(character)) == 1


@lru_cache(maxsize=4096)
def _spelled(cluster: str) -> str:
    """Fold a character and what combines with it, but for its simplification."""
    return unicodedata.normalize("NFKC", cluster).casefold()


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
    starts, stops = [a for a, _ in spans], [b for _, b in spans]
    clauses = [match.end() for match in _CLAUSE.finditer(text)]
    best, begin, most = -1, 0, len(set(said))
    for start, end in spans:
        lead = _beginning(text, clauses, start, max(0, width - (end - start)) // 3)
        lead = max(0, min(lead, len(text) - width))
        # None overlap, so that those which fit in are neighbours.
        inside = {*said[bisect_left(starts, lead) : bisect_right(stops, lead + width)]}
        if len(inside) > best:
            best, begin = len(inside), lead
        if best == most:
            break
    return begin


def _beginning(text: str, clauses: Sequence[int], start: int, most: int) -> int:
    """Where a clause or a word begins, at most so many characters before a match."""
    low = max(0, start - most)
    first = bisect_right(clauses, low)
    if first < len(clauses) and clauses[first] <= start:
        return clauses[first]
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
