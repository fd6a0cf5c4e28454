"""Rows of a file with one JSON object in each line."""

import json
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from marketplace.core.speech import Phrase

LONGEST_LINE = 1 << 20
# The names are gathered from the first lines: exports leave empty ones out.
AHEAD = 200
BROKEN = Phrase("这一行不是完整的 JSON 对象", "This line is not a whole JSON object")
Line = tuple[int, dict[str, Any] | None]


def read(path: Path, encoding: str) -> Iterator[tuple[int, list[str], Phrase | None]]:
    """First the names (as row 0), then each line's values as text in their order.

    A line that is no object comes with the reason and its own text as the only value.
    """
    with path.open(encoding=encoding, errors="surrogateescape") as file:
        lines = _objects(file)
        first = list(islice(lines, AHEAD))
        names = list(dict.fromkeys(chain.from_iterable(found or () for _, found, _ in first)))
        yield 0, names, None
        for number, found, text in chain(first, lines):
            if found is None:
                yield number, [text[:200]], BROKEN
            else:
                yield number, [_text(found.get(name)) for name in names], None


def _objects(file: Any) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if not line.strip():
            continue
        try:
            # Nesting is bounded by the line's length; the parser itself refuses what is too deep.
            found = json.loads(line, parse_float=str, parse_int=str)
        except (ValueError, RecursionError):
            found = None
        yield number, found if isinstance(found, dict) else None, line.strip()


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "true" if value else "false"
        case list():
            return ";".join(_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False)
