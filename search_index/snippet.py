"""The part of a text that shows why it was found."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from search_index.analysis import HAN, fold, simplified, tokens, wellformed
from search_index.errors import BadQuery
from search_index.grammar import Every, Node, Phrase, Prefix, Some, Words, parse

Part = tuple[str, bool]
_CUT = "…"
_HAN = re.compile(rf"[{HAN}]+")
_NOT_HAN = re.compile(rf"[^{HAN}]+")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What to mark: terms as they are cut, runs of Chinese as they stand, and beginnings."""

    terms: frozenset[str]
    runs: frozenset[str]
    prefixes: tuple[str, ...]


def snippet(text: str, query: str, width: int = 120) -> list[Part]:
    """Cut about `width` characters around the most of what was asked for; True marks a match.

    The parts joined are a piece of the text as it was written, with … where it was cut.
    """
    folded, origins = _folded(wellformed(text))
    marks = _joined(_marks(folded, _wanted(query)))
    spans = [(origins[start], origins[end - 1] + 1) for start, end in marks]
    spans = [(start, _whole(text, end)) for start, end in spans]
    begin = _window(text, spans, width)
    return _parts(text, spans, begin, min(len(text), begin + width))


def _folded(text: str) -> tuple[str, list[int]]:
    """Fold a text and say for each folded character which written one it comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for start, end in _clusters(text):
        made = unicodedata.normalize("NFKC", text[start:end]).casefold()
        folded.append(made)
        origins += [start] * len(made)
    whole = "".join(folded)
    simple = simplified(whole)
    # Should a simplification ever change the length, right places matter more than its matches.
    return simple if len(simple) == len(whole) else whole, origins


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


def _wanted(query: str) -> _Wanted:
    terms: set[str] = set()
    runs: set[str] = set()
    prefixes: list[str] = []
    try:
        nodes: list[Words | Phrase | Prefix] = list(_positive(parse(query)))
    except BadQuery:
        nodes = [Phrase(query)]  # Whoever shows a text is not the one to refuse the question.
    for node in nodes:
        if isinstance(node, Prefix):
            prefixes.append(node.text)
            continue
        folded = fold(node.text)
        terms.update(token.text for token in tokens(folded))
        runs.update(_runs(folded))
    return _Wanted(frozenset(terms), frozenset(runs), tuple(prefixes))


def _positive(node: Node) -> Iterator[Words | Phrase | Prefix]:
    if isinstance(node, Every | Some):
        for part in node.parts:
            yield from _positive(part)
    else:
        yield node


def _runs(folded: str) -> Iterator[str]:
    yield from (run for run in _NOT_HAN.split(folded) if len(run) > 1)


def _marks(folded: str, wanted: _Wanted) -> Iterator[tuple[int, int]]:
    """Give the places of all matches: terms by the cut of the text, runs wherever they stand."""
    for token in tokens(folded):
        said = token.said or token.text
        if token.text in wanted.terms or (wanted.prefixes and said.startswith(wanted.prefixes)):
            yield token.start, token.end
    for run in wanted.runs | {term for term in wanted.terms if _HAN.fullmatch(term)}:
        at = folded.find(run)
        while at >= 0:
            yield at, at + len(run)
            at = folded.find(run, at + 1)


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
    best, begin = -1, 0
    for start, end in spans:
        lead = max(0, min(start - max(0, width - (end - start)) // 4, len(text) - width))
        inside = {text[a:b].casefold() for a, b in spans if a >= lead and b <= lead + width}
        if len(inside) > best:
            best, begin = len(inside), lead
    return begin


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
