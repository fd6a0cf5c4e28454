"""Whose a figure in a text is: the writer's own, one of several trials', or another's."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from marketplace.core import shipped
from marketplace.core.measure.mentions.mention import Span

Whose = Literal["own", "example", "others"]
_Kind = Literal["own", "examples", "others", "controls", "standards", "wants"]

_KINDS: tuple[_Kind, ...] = ("own", "examples", "others", "controls", "standards", "wants")
# What a word says in a text that asks for something, and what in one that offers it.
_ONLY_OFFERED, _ONLY_ASKED = frozenset({"standards"}), frozenset({"wants"})
_ENDS = re.compile(r"[。！？!?；;\n]|\.(?=\s|$)")
_PAUSES = re.compile(r"[，,、](?!\d)")
# What may stand between the beginning of a clause and the word that it is about.
_OPENS = re.compile(
    r"(?:但是?|而|且|其中|对于|对|在|采用|使用|用|因|the|an?|in|for|with|but|while|and|\s)*",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\s*(?:[（(]|的)[^，,）)]{0,4}")
_NUMBER = r"\s*[（(]?\s*[0-9一二三四五六七八九十]"
_LOOK_BACK, _REACH, _REACH_BEHIND = 16, 160, 40


@dataclass(frozen=True, slots=True)
class _Mark:
    """A word that says whose the figures behind it are; `heads` where its clause begins with it.

    One that is only `compared` with speaks of what is glued to it alone: （50 mg/m³）, 的 200.
    """

    start: int
    end: int
    kind: _Kind
    heads: bool
    compared: bool


class Attribution:
    """The words of one text that say whose its figures are, asked for each figure in turn.

    In a text that `asks`, what a standard requires is what its writer wants.
    """

    def __init__(self, text: str, *, asks: bool = False) -> None:
        self._text = text
        silent = _ONLY_OFFERED if asks else _ONLY_ASKED
        self._kinds = tuple(kind for kind in _KINDS if kind not in silent)
        self._ends = [found.end() for found in _ENDS.finditer(text)]
        self._pauses = [found.end() for found in _PAUSES.finditer(text)]
        self._marks = list(self._found())
        self._passages = [m for m in self._marks if m.heads and m.kind in _OF_PASSAGES]

    def of(self, span: Span) -> Whose:
        """Whose the figure at a span is: what stands right behind it says it surest."""
        behind = _behind(self._kinds).match(self._text, span.end, span.end + _REACH_BEHIND)
        if behind:
            return _SAID[_kind_of()[(behind[1] or behind[2]).casefold()]]
        sentence = _last(self._ends, span.start)
        for mark in self._before(span.start):
            if mark.start < sentence or span.start - mark.end > _REACH:
                break
            if self._speaks(mark, span):
                return _SAID[mark.kind]
        at = bisect_right(self._passages, span.start, key=_start)
        return _SAID[self._passages[at - 1].kind] if at else "own"

    def _before(self, at: int) -> Iterator[_Mark]:
        last = bisect_right(self._marks, at, key=_start)
        return (self._marks[place] for place in range(last - 1, -1, -1))

    def _found(self) -> Iterator[_Mark]:
        for found in _words(self._kinds).finditer(self._text):
            kind = _kind_of()[found[0].casefold()]
            compared = kind not in ("own", "wants") and _is_compared(self._text, found)
            heads = not compared and self._heads(found.start())
            yield _Mark(found.start(), found.end(), kind, heads, compared)

    def _heads(self, at: int) -> bool:
        """Whether only small words stand between a place and the beginning of its clause."""
        begin = max(_last(self._ends, at), _last(self._pauses, at))
        opened = max(self._text.rfind(sign, begin, at) for sign in "（(")
        return _OPENS.fullmatch(self._text, max(begin, opened + 1), at) is not None

    def _speaks(self, mark: _Mark, span: Span) -> bool:
        """Whether a mark of the same sentence still speaks: not out of brackets that closed."""
        between = self._text[mark.end : span.start]
        if mark.compared:
            return _GLUED.fullmatch(between) is not None
        if sum(map(between.count, "）)")) > sum(map(between.count, "（(")):
            return False
        said = mark.kind in _OF_PASSAGES or mark.heads
        return said or _last(self._pauses, span.start) <= mark.start


def _start(mark: _Mark) -> int:
    return mark.start


def _last(places: Sequence[int], at: int) -> int:
    """The last of these places up to `at`; the beginning of the text where there is none."""
    found = bisect_right(places, at)
    return places[found - 1] if found else 0


_OF_PASSAGES: frozenset[_Kind] = frozenset({"own", "wants", "examples", "controls"})
_SAID: Mapping[_Kind, Whose] = {
    "own": "own", "wants": "own", "examples": "example",
    "others": "others", "controls": "others", "standards": "others",
}  # fmt: skip


def _is_compared(text: str, found: re.Match[str]) -> bool:
    """Whether a word only names what is compared with: 与现有技术相比, than conventional ones."""
    before, behind = _compared()
    return bool(
        before.search(text, max(0, found.start() - _LOOK_BACK), found.start())
        or behind.match(text, found.end())
    )


@cache
def _listed() -> Mapping[str, list[str]]:
    table: Mapping[str, list[str]] = shipped.toml("reading.toml")["whose"]
    return table


@cache
def _kind_of() -> Mapping[str, _Kind]:
    return {word.casefold(): kind for kind in _KINDS for word in _listed()[kind]}


@cache
def _words(kinds: tuple[_Kind, ...]) -> re.Pattern[str]:
    """Any word of these kinds, the longest first; an English example is one only by its number."""
    words = {word: kind for kind in kinds for word in _listed()[kind]}
    return re.compile(_any(words), re.IGNORECASE)


def _any(words: Mapping[str, _Kind]) -> str:
    return "|".join(
        _whole(word) + (rf"(?={_NUMBER})" if kind == "examples" and word.isascii() else "")
        for word, kind in sorted(words.items(), key=lambda pair: -len(pair[0]))
    )


@cache
def _behind(kinds: tuple[_Kind, ...]) -> re.Pattern[str]:
    """Such a word right behind a figure: 85%（对比例 1）, 200 mg/m³ for the existing process."""
    words = _joined(word for kind in kinds for word in _listed()[kind])
    return re.compile(
        rf"\s*[（(]\s*({words})[^（()）为是：:]{{0,12}}[）)]"
        rf"|\s+(?:for|in|with)\s+(?:the\s+|an?\s+)?({words})",
        re.IGNORECASE,
    )


@cache
def _compared() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _joined(_listed()["compared"])
    latin = r"(?:\s*(?:the|an?|of))?"
    return (
        re.compile(rf"(?:{words}){latin}\s*$", re.IGNORECASE),
        re.compile(r"[^，,。；;0-9]{0,8}?(?:相比|相较|比较|对比)", re.IGNORECASE),
    )


def _joined(words: Iterable[str]) -> str:
    return "|".join(_whole(word) for word in sorted(words, key=len, reverse=True))


def _whole(word: str) -> str:
    """A word as a pattern: as a whole word where it is Latin."""
    pattern = re.escape(word)
    left = r"\b" if word[0].isascii() and word[0].isalpha() else ""
    right = r"\b" if word[-1].isascii() and word[-1].isalpha() else ""
    return f"{left}{pattern}{right}"
