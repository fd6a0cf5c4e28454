"""A reader that understands nothing: it picks the text that shares most with the lines.

Of a line it reads what the demand asks ("要求 ≤ 35 mg/m³", "需求为 焦化") and what is compared, or
the whole line where the two sides agree; a line of which nothing is known is left out. It counts
pairs of Chinese characters, words in Latin letters, and numbers; each weighs by how few of the four
texts have it, and what all four have weighs nothing. The sum is divided by the root of how
much there is in a text, so that long texts do not win by their length. It knows no vocabulary (that
NOx is 氮氧化物, that clinker is made in a cement kiln), no unit and no box of the form.
"""

import re
from collections.abc import Sequence
from math import log, sqrt

from search_index import fold
from tests.bench.explained.cases import Case

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z]+[0-9]*")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_ASKED = re.compile(r"(?:，要求|，希望|需求为|，预算)(.*)")
_NAME = re.compile(r"不同|\s")
_SILENT = ("未知 ？", "无要求")


def asks(line: str) -> str:
    """What a line says of the demand."""
    if line.endswith(_SILENT):
        return ""
    found = _ASKED.search(line)
    return f"{_NAME.split(line)[0]} {found[1]}" if found else line


def marks(text: str) -> frozenset[str]:
    """What of a text may be found again: pairs of characters, words, numbers."""
    folded = fold(text).replace(",", "")
    pairs = {run[n : n + 2] for run in _HAN.findall(folded) for n in range(len(run) - 1)}
    return frozenset(pairs | {*_LATIN.findall(folded)} | {*_NUMBER.findall(folded)})


def shares(lines: Sequence[str], texts: Sequence[str]) -> list[float]:
    """How much each text shares with the lines."""
    said = frozenset[str]().union(*(marks(asks(line)) for line in lines))
    each = [marks(text) for text in texts]

    def telling(mark: str) -> float:
        return log(len(each) / sum(mark in one for one in each))

    return [sum(map(telling, sorted(said & one))) / sqrt(len(one) or 1) for one in each]


def picks(case: Case) -> int:
    """The place of the text that shares most; the first of equals."""
    found = shares(case.lines, case.texts)
    return found.index(max(found))
