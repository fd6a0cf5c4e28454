"""In which encoding a text file is, found by reading all of it once, piece by piece."""

import codecs
from pathlib import Path

from marketplace.core.sheets.refusals import NotATable, WrongEncoding

PIECE = 1 << 18
# What text written as GBK consists of; text of another encoding read as GBK is full of rare ones.
COMMON = 0.85
# A file of plain letters with a few broken bytes is read, and those cells refused by name.
STRAY = 0.01
BROKEN = "ascii"
_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 26, 27}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def encoding(path: Path) -> str:
    """The name of the encoding; `BROKEN` where all but a few bytes are plain ASCII.

    Raises WrongEncoding, and NotATable where it is no text at all.
    """
    with path.open("rb") as file:
        begin = file.read(PIECE)
    marked = next((name for mark, name in _MARKS if begin.startswith(mark)), None)
    candidates = [marked] if marked else _wide(begin) or ["utf-8", "gb18030"]
    at = 0
    for name in candidates:
        good, at = _reads(path, name)
        if good:
            return name
    if not marked and _strays(path) <= STRAY:
        return BROKEN
    raise WrongEncoding(tried=", ".join(candidates), byte=at)


def _wide(begin: bytes) -> list[str]:
    """UTF-16 without a mark shows by its zero bytes; any other text has none."""
    even, odd = begin[::2].count(0), begin[1::2].count(0)
    if not (even or odd):
        return []
    if max(even, odd) < len(begin) // 20 or min(even, odd) > max(even, odd) // 10:
        raise NotATable(found="binary")
    return ["utf-16-le"] if odd > even else ["utf-16-be"]


def _reads(path: Path, name: str) -> tuple[bool, int]:
    """Whether the whole file reads as this encoding, and where it does not."""
    decoder = codecs.getincrementaldecoder(name)()
    at = wide = common = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                text = decoder.decode(piece)
                _must_be_text(text)
                if name == "gb18030":
                    found = [c for c in text if c > "\x7f"]
                    wide += len(found)
                    common += len("".join(found).encode("gb2312", "ignore")) // 2
                at += len(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        return False, at + error.start
    return common >= wide * COMMON, 0


def _strays(path: Path) -> float:
    """The share of bytes that are no ASCII."""
    stray = size = 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            size += len(piece)
            stray += len(piece) - len(piece.decode("ascii", "ignore"))
    return stray / size


def _must_be_text(text: str) -> None:
    if any(ord(c) in _CONTROLS for c in set(text)):
        raise NotATable(found="control characters")
