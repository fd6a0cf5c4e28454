"""The data files that ship inside `config/policy`, found also in an installed wheel."""

import hashlib
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def text(*path: str) -> str:
    """The text of one file below `config/policy`."""
    return files("config").joinpath("policy", *path).read_text(encoding="utf-8")


def toml(*path: str) -> dict[str, Any]:
    """One TOML file below `config/policy`, as plain values."""
    return tomllib.loads(text(*path))


@cache
def fingerprint() -> str:
    """Name the content of all files below `config/policy`, in a few letters."""
    digest = hashlib.sha256()
    for path, content in sorted(_contents(files("config").joinpath("policy"), "")):
        digest.update(f"{path} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:16]


def _contents(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _contents(one, f"{path}/{one.name}")
        else:
            yield f"{path}/{one.name}", one.read_bytes()
