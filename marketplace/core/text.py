"""Text as people paste it, made fit to keep, to compare and to prove."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from itertools import pairwise
from typing import Any
from uuid import UUID

from marketplace.core.unreadable import Unreadable

# What word processors and chat programs leave behind; it carries no meaning and shows nothing.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u180e\u200b\u200c\u200d\u2060\ufeff"))
# What makes text show in another order than it is stored: names and numbers could lie.
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LINES = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}


class HiddenCharacters(Unreadable):
    """The text contains characters that cannot be seen but change what is shown: {characters}."""

    code = "hidden_characters"
    zh = "文本中含有不可见但会改变显示内容的字符：{characters}。"


def clean(text: str) -> str:
    """The text in NFC, without invisible leftovers and outer spaces, each line end one newline.

    Raises `HiddenCharacters` for controls that turn or break what is shown.
    """
    for found, line_end in _LINES.items():
        text = text.replace(found, line_end)
    read = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    hidden = sorted(c for c in set(read) if _hides(c))
    if hidden:
        raise HiddenCharacters(characters=", ".join(f"U+{ord(c):04X}" for c in hidden))
    return read.strip()


def skeleton(text: str) -> str:
    """The key under which two spellings of the same words meet: width, case and spaces ignored."""
    # Folding may join what a space kept apart, so it is repeated until nothing changes.
    folded = _fold(text)
    while folded != text:
        text, folded = folded, _fold(folded)
    return folded


def near_key(text: str) -> str:
    """The skeleton without punctuation and symbols: what is left are letters and figures."""
    return "".join(c for c in skeleton(text) if unicodedata.category(c)[0] in "LN")


def shingles(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a text, by which near-duplicates are looked up."""
    key = near_key(text)
    if len(key) == 1:
        return frozenset(key)
    return frozenset(map("".join, pairwise(key)))


def similarity(a: str, b: str) -> float:
    """How alike two texts are, from 0 (no pair of characters shared) to 1 (the same pairs)."""
    left, right = shingles(a), shingles(b)
    if not left and not right:
        return 1.0
    return 2 * len(left & right) / (len(left) + len(right))


def content_hash(content: Any) -> str:
    """The SHA-256 (hex) of plain values, the same whatever the order of keys.

    Takes str, int, bool, None, Decimal, aware datetime, date, UUID, Enum, and lists, tuples and
    string-keyed mappings of them; refuses floats, which do not survive a database unchanged.
    """
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()


def canonical_json(content: Any) -> str:
    """The one JSON spelling of plain values that `content_hash` is computed over."""
    return json.dumps(plain(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _fold(text: str) -> str:
    read = unicodedata.normalize("NFKC", text.translate(_INVISIBLE)).casefold()
    return "".join(unicodedata.normalize("NFKC", read).split())


def _hides(character: str) -> bool:
    if character in _TURNING:
        return True
    return unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"


def plain(content: Any) -> Any:
    """Plain values as JSON knows them, each with one spelling; TypeError for anything else."""
    match content:
        case Enum():
            return plain(content.value)
        case list() | tuple():
            return [plain(item) for item in content]
        case Mapping():
            if not all(isinstance(key, str) for key in content):
                raise TypeError("The keys of what is hashed are strings.")
            return {key: plain(value) for key, value in content.items()}
    return _scalar(content)


def _scalar(content: Any) -> Any:
    match content:
        case None | bool() | int() | str():
            return content
        case Decimal():
            return format(content.normalize() + 0, "f")
        case datetime() if content.tzinfo:
            return content.astimezone(UTC).isoformat(timespec="microseconds")
        case date() if not isinstance(content, datetime):
            return content.isoformat()
        case UUID():
            return str(content)
    raise TypeError(f"{content!r:.60} has no one spelling to be hashed by.")
