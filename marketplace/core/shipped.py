"""The data files that ship inside `config/policy`, found also in an installed wheel."""

import tomllib
from importlib.resources import files
from typing import Any


def text(*path: str) -> str:
    """The text of one file below `config/policy`."""
    return files("config").joinpath("policy", *path).read_text(encoding="utf-8")


def toml(*path: str) -> dict[str, Any]:
    """One TOML file below `config/policy`, as plain values."""
    return tomllib.loads(text(*path))
