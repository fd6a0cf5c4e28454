"""Text to tokens, the same way for documents and for questions.

Chinese is cut by the search mode of jieba's dictionary: short words and the long ones they make up.
Latin words lose their endings; numbers, formulas and units stay whole and also come in parts. A
token's position counts words and Chinese characters, so that a phrase can be checked although the
words of its tokens overlap. Where a clause ends, the bigrams say so by a term of its last character
and a bar: who names a thing in full ("本发明公开了一种电水壶，") is told from who only mentions it.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import opencc
import rjieba
from whoosh.lang.porter import stem

VERSION = 3  # Raise it when the same text gives other tokens than before: old indexes are rebuilt.

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_{HAN}]"
_PIECE = re.compile(
    rf"(?P<han>[{HAN}]+)"
    r"|(?<![a-z0-9])(?P<ipc>[a-h]\d{2}[a-z]\s?\d{1,4}/\d{2,6})(?!\d)"
    r"|(?<!\d)(?P<spaced>(?:19|20)\d\d\s[1-389]\s\d{7}(?:\.[\dx])?)(?!\d)"
    r"|(?P<thousands>(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d))"
    rf"|(?P<word>{_LETTER}+(?:[.\-/·_+]{_LETTER}+)*)"
)
_JOINT = re.compile(r"[.\-/·_+]")
_BREAK = re.compile(r"[^\s\-/·_+]")
_CLAUSE = re.compile(r"[,.;:!?。、，；：！？()（）\[\]【】\n]")
_SPACES = re.compile(r"\s")
_GAPS = re.compile(r"[,\s]")
# Joints between things that stand for themselves: NOx/SO2. In pm2.5 and nh3-n the whole is meant.
_SEVERAL = re.compile(r"[/·_+]")
_MEASURE = re.compile(
    r"(\d+(?:\.\d+)?)("
    r"[^\W\d_]\w*/.+|[mkgt]wh?|[kmμu]g|[knmcμu]m|m[23]|nm3|ml|pp[mb]|[km]?pa|kv|db|[kmg]?hz"
    r")"
)
_NUMBERED = re.compile(r"[a-z]{0,3}((?:19|20)\d{10}(?=\d$)|\d{6,})(\.?[\dx])?[a-z]?\d?")
# Plurals that the stemmer does not bring together with their singular.
_IRREGULAR = {"analysis": "analys", "analyses": "analys", "leaves": "leaf"}
END = "|"
_LEARNED: set[str] = set()
HAN_RUN = re.compile(rf"[{HAN}]+")
_HAN_END = re.compile(rf"[{HAN}]$")
_LONGEST = 80  # Letters of a Latin term; what follows in an endless one is not told apart.


@dataclass(frozen=True, slots=True)
class Token:
    """One searchable term: its position and width in words, and its place in the folded text."""

    text: str
    position: int
    width: int
    start: int
    end: int
    said: str = ""  # What was written, for a Latin word whose ending was taken off.
    needed: bool = True  # False for a part or another spelling of a token beside it.


@cache
def _simplify() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """Traditional Chinese to simplified; everything else stays."""
    return text if text.isascii() else str(_simplify().convert(text))


def wellformed(text: str) -> str:
    """Put a question mark for every half of a character that lost its other half."""
    return text.encode(errors="replace").decode()


def fold(text: str) -> str:
    """One spelling for all: full width to half, CO₂ to co2, traditional to simplified, no case."""
    if text.isascii():
        return text.lower()
    return simplified(unicodedata.normalize("NFKC", wellformed(text)).casefold())


def words(text: str) -> list[str]:
    """The terms of a text in its order, overlapping ones included: 中国, 科学院, 中国科学院."""
    return [token.text for token in tokens(fold(text))]


def bigrams(text: str) -> list[str]:
    """Every two neighbouring Chinese characters of a text, and its Latin terms."""
    return [token.text for token in pairs(fold(text)) if not token.text.endswith(END)]


def learn(words: Iterable[str]) -> None:
    """Have the dictionary know more Chinese words of two to four characters.

    Every process that writes or reads an index has to learn the same ones first: what was learned
    is part of what an index is made for. Words are never guessed: a guess depends on the words
    beside it, and what is cut otherwise in a text than in a question is not found.
    """
    fit = (word for word in map(fold, words) if HAN_RUN.fullmatch(word) and 1 < len(word) < 5)  # noqa: PLR2004
    for word in sorted(set(fit) - _LEARNED):
        if not rjieba.has_word(word):
            rjieba.add_word(word, rjieba.suggest_freq(word), "n")
        _LEARNED.add(word)


def learned() -> str:
    """Name all that was learned, in a few letters."""
    return hashlib.sha256(" ".join(sorted(_LEARNED)).encode()).hexdigest()[:12]


def is_word(han: str) -> bool:
    """Whether the dictionary knows a stretch of Chinese as one word."""
    return rjieba.cut(han, hmm=False) == [han]


def tokens(folded: str) -> Iterator[Token]:
    """The terms of a folded text, each with its place."""
    for piece, position in _pieces(folded):
        if piece.lastgroup == "han":
            for text, start, end in rjieba.tokenize(piece.group(), "search", hmm=False):
                offset = piece.start()
                yield Token(text, position + start, end - start, offset + start, offset + end)
        elif piece.lastgroup == "ipc":
            yield from _classes(piece.group(), position, piece.start(), piece.end())
        else:
            yield from _latin(_joined(piece.group()), position, piece.start(), piece.end())


def pairs(folded: str) -> Iterator[Token]:
    """The bigrams of a folded text, each with its place, and a bar after each clause's last one.

    A lone character stands for itself.
    """
    last: Token | None = None
    for piece, position in _pieces(folded):
        if last and _CLAUSE.search(folded, last.end, piece.start()):
            yield _ending(last)
        for last in _pairs_of(piece, position):
            yield last
    if last:
        yield _ending(last)


def _pairs_of(piece: re.Match[str], position: int) -> Iterator[Token]:
    text, offset = piece.group(), piece.start()
    if piece.lastgroup == "ipc":
        yield from _classes(text, position, offset, piece.end())
    elif piece.lastgroup != "han":
        yield from _latin(_joined(text), position, offset, piece.end())
    elif len(text) == 1:
        yield Token(text, position, 1, offset, offset + 1)
    else:
        for i in range(len(text) - 1):
            yield Token(text[i : i + 2], position + i, 2, offset + i, offset + i + 2)


def _ending(last: Token) -> Token:
    text = last.text[-1] if _HAN_END.search(last.text) else last.text
    return Token(text + END, last.position, last.width, last.start, last.end, needed=False)


def _classes(text: str, position: int, start: int, end: int) -> Iterator[Token]:
    """A symbol of the patent classification, its main group and its subclass."""
    symbol = _SPACES.sub("", text)
    group = symbol.partition("/")[0]
    yield Token(symbol, position, 2, start, end)
    yield Token(group, position, 2, start, end, needed=False)
    yield Token(symbol[:4], position, 1, start, start + 4, needed=False)


def _pieces(folded: str) -> Iterator[tuple[re.Match[str], int]]:
    position, end = 0, 0
    for piece in _PIECE.finditer(folded):
        # A phrase reaches over blanks and joints, never over a comma or a full stop.
        position += 1 if _BREAK.search(folded, end, piece.start()) else 0
        yield piece, position
        end = piece.end()
        position += _breadth_of(piece)


def _joined(text: str) -> str:
    """A number without the commas or blanks in it."""
    return _GAPS.sub("", text)


def _breadth_of(piece: re.Match[str]) -> int:
    if piece.lastgroup == "ipc":
        return 2
    return len(piece.group()) if piece.lastgroup == "han" else _breadth(_joined(piece.group()))


def _breadth(text: str) -> int:
    measure = _MEASURE.fullmatch(text)
    if measure:
        return 1 + _breadth(measure.group(2))
    return len(_JOINT.split(text))


def _latin(text: str, position: int, start: int, end: int) -> Iterator[Token]:
    text = text[:_LONGEST]
    measure = _MEASURE.fullmatch(text)
    if measure:  # 35mg/m3 and 35 mg/m3 are the same.
        middle = start + measure.end(1)
        yield Token(measure.group(1), position, 1, start, middle)
        yield from _latin(measure.group(2), position + 1, middle, end)
        return
    parts = _JOINT.split(text)
    whole = len(parts) == 1 or not all(part.isalpha() for part in parts) or "-" not in text
    numbered = _NUMBERED.fullmatch(text)
    if numbered and numbered.group(1) == text:
        numbered = None
    several = len(parts) > 1 and bool(_SEVERAL.search(text)) and all(map(_speaks, parts))
    if whole:
        yield _token(text, position, len(parts), start, end, needed=not (several or numbered))
    if numbered:
        yield from _numbers(numbered, position, len(parts), start, end)
    elif len(parts) > 1:
        yield from _parts(parts, position, start, needed=several or not whole)


def _numbers(
    numbered: re.Match[str], position: int, width: int, start: int, end: int
) -> Iterator[Token]:
    """The digits of a patent number, with and without the check digit: what all spellings share."""
    digits = numbered.group(1)
    checked = digits + (numbered.group(2) or "")
    if checked != digits and checked != numbered.group():
        yield Token(checked, position, width, start, end, needed=False)
    yield Token(digits, position, width, start, end)


def _speaks(part: str) -> bool:
    """Whether a part says something by itself, as the 5 of pm2.5 does not."""
    return len(part) > 1 and not (part.isdigit() and len(part) < 3)  # noqa: PLR2004


def _parts(parts: list[str], position: int, start: int, *, needed: bool) -> Iterator[Token]:
    for i, part in enumerate(parts):
        if _speaks(part):
            yield _token(part, position + i, 1, start, start + len(part), needed=needed)
        start += len(part) + 1


def _token(text: str, position: int, width: int, start: int, end: int, *, needed: bool) -> Token:
    short = _stem(text)
    said = text if short != text else ""
    return Token(short, position, width, start, end, said, needed)


def _stem(text: str) -> str:
    if len(text) <= 3 or not (text.isascii() and text.isalpha()):  # noqa: PLR2004
        return text
    if text.endswith(("gas", "gases")):  # The stemmer takes biogas for a plural.
        return text.removesuffix("es")
    return _IRREGULAR.get(text) or str(stem(text))
