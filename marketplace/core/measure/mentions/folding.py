"""A text in one spelling, and where each of its characters came from."""

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc

# Folded, a full-width comma would join two numbers into one: 20，300 is not 20,300.
_KEPT = {"，": "，", "〜": "~", "∼": "~", "−": "-", "‐": "-", "‑": "-", "․": "."}
_POWERS = {c: str(n) for n, c in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_FIRST_HAN, _LAST_HAN = "㐀", "鿿"
_CACHED = 8192


@dataclass(frozen=True, slots=True)
class Folded:
    """A text with widths, powers and characters in one spelling; `lower` is of the same length."""

    text: str
    lower: str
    origins: tuple[int, ...] | None
    length: int

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The span of the given text that a span of the folded one came from."""
        if self.origins is None:
            return start, end
        after = bisect_right(self.origins, self.origins[end - 1])
        last = self.origins[after] if after < len(self.origins) else self.length
        return self.origins[start], last


def fold(text: str) -> Folded:
    """One spelling of a text: ３５㎎ is 35mg, m³ is m3, 10⁴ is 10^4, and 脫硫 is 脱硫."""
    if text.isascii():
        return Folded(text, text.lower(), None, len(text))
    parts: list[str] = []
    origins: list[int] = []
    for at, character in enumerate(text):
        one = _POWERS.get(character)
        if one is None:
            one = "^-" if character == "⁻" else _one_spelling(character)
        elif at and text[at - 1].isdecimal():
            one = f"^{one}"
        parts.append(one)
        origins += [at] * len(one)
    folded = "".join(parts)
    return Folded(folded, _lower(folded), tuple(origins), len(text))


@lru_cache(maxsize=_CACHED)
def _one_spelling(character: str) -> str:
    if _FIRST_HAN <= character <= _LAST_HAN:
        return str(_simplify().convert(character))
    return _KEPT.get(character) or unicodedata.normalize("NFKC", character)


@cache
def _simplify() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _lower(folded: str) -> str:
    lower = folded.lower()
    if len(lower) == len(folded):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in folded)
