"""Which row names the columns, and which field each of them fills: guesses, to be confirmed."""

import re
from collections.abc import Callable, Sequence

from marketplace.core.identifiers import parse_ipc, parse_patent_number
from marketplace.core.sheets import Row
from marketplace.core.text import content_hash, near_key
from marketplace.core.unreadable import Unreadable
from marketplace.display.errors.imports import NoColumns
from marketplace.display.rules.import_fields import KNOWN, SEVERAL
from marketplace.display.rules.import_profiles import recognised

AMONG = 10
ENOUGH = 0.8
# The columns our report of refused rows puts in front; they are known again and left out.
REPORT = ("原行号 / Row", "问题列 / Column", "问题值 / Value", "原因 / Reason")
# What has a name of its own that is no title.
_ELSE = re.compile("公司|单位|企业|机构|学校|学院|部门")
_ASIDE = re.compile(r"[(（\[【].*?[)）\]】]")


def choose(rows: Sequence[Row]) -> Row:
    """The row that names the columns, among the first ones. Raises NoColumns.

    The one of which most names are known; else the first that names at least two columns (or one,
    where the table is one column wide).
    """
    candidates = [
        row for row in rows[:AMONG] if row.fault is None and any(map(str.strip, row.cells))
    ]
    if not candidates:
        raise NoColumns
    best = max(candidates, key=lambda row: (_known(row.cells), -row.number))
    if recognised(best.cells) or _known(best.cells) > 1:
        return best
    wide = min(2, max(_filled(row.cells) for row in candidates))
    return next(row for row in candidates if _filled(row.cells) >= wide)


def fingerprint(header: Sequence[str]) -> str:
    """What two files with the same columns share, whatever the case, width and punctuation."""
    return content_hash([near_key(name) for name in header])


def is_report(header: Sequence[str]) -> bool:
    """Whether this is our own report of refused rows, mended."""
    return tuple(header[: len(REPORT)]) == REPORT


def guess(header: Sequence[str], samples: Sequence[Sequence[str]], target: str) -> list[str]:
    """For each column the field its name means, else the one its values look like, else none."""
    fields: list[str] = []
    for name in header:
        found = named(name, target) or ""
        fields.append("" if found in fields and found not in SEVERAL else found)
    for at, name in enumerate(header):
        meant = _ending(name, target)
        if not fields[at] and meant and meant not in fields:
            fields[at] = meant
    if target == "patent":
        for at in range(len(header)):
            looks = _looks([row[at] for row in samples if at < len(row) and row[at].strip()])
            if not fields[at] and looks and looks not in fields:
                fields[at] = looks
    return fields


def target_of(header: Sequence[str]) -> str:
    """Whether a header is rather of demands or of patents."""
    demand = sum(named(name, "demand") is not None for name in header)
    patent = sum(named(name, "patent") is not None for name in header)
    return "demand" if demand > patent else "patent"


def named(name: str, target: str) -> str | None:
    """The field that a heading means, also in two languages or with something in brackets."""
    known = KNOWN[target]
    for spelling in (name, _ASIDE.sub("", name), *re.split(r"\s*[/|\n]\s*", name)):
        key = near_key(spelling)
        if key in known:
            return known[key]
    return None


def _ending(name: str, target: str) -> str | None:
    """The field whose heading a longer one ends with, where it speaks of nothing else.

    “我们的名称” is a title; “申请人名称” and “申请人地址” are not.
    """
    key = near_key(name)
    known = {heading: f for heading, f in KNOWN[target].items() if len(heading) > 1}
    spoken = {f for heading, f in known.items() if heading in key}
    ends = any(key.endswith(heading) for heading in known)
    return spoken.pop() if ends and len(spoken) == 1 and not _ELSE.search(key) else None


def _known(cells: Sequence[str]) -> int:
    return max(sum(named(cell, target) is not None for cell in cells) for target in KNOWN)


def _filled(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _looks(values: Sequence[str]) -> str | None:
    """The field whose cells look like these."""
    if not values:
        return None
    if _share(values, _is_number) >= ENOUGH:
        return "number"
    if _share(values, _is_class) >= ENOUGH:
        return "ipc"
    return None


def _share(values: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, values)) / len(values)


def _is_number(text: str) -> bool:
    try:
        return parse_patent_number(text).office == "CN"
    except Unreadable:
        return False


def _is_class(text: str) -> bool:
    try:
        parse_ipc(re.split(r"[;；|,，]", text)[0])
    except Unreadable:
        return False
    return True
