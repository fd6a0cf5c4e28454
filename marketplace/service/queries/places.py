"""Places by their codes: a county's code begins with its city's, a city's with its province's."""

from typing import Any

from sqlalchemy import ColumnElement


def stem(code: str) -> str:
    """The digits that everything inside a place begins with: 41 for 410000, 4103 for 410300."""
    return code[:2] if code.endswith("0000") else code.removesuffix("00")


def within(column: Any, code: str) -> ColumnElement[bool]:
    """Whether a column holds a place inside another (or the place itself)."""
    inside: ColumnElement[bool] = column.startswith(stem(code), autoescape=True)
    return inside


def around(code: str) -> tuple[str, ...]:
    """A place and those it lies in, the widest first."""
    return tuple(dict.fromkeys((code[:2] + "0000", code[:4] + "00", code)))
