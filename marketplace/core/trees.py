"""Codes that lie in others: who asks for the wider one also finds what has the narrower.

A tree is a vocabulary by its name. The classification of patents goes one level deeper than its
vocabulary: a main group is written as people print it, `H01M 10/00`, and lies in `H01M`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from marketplace.core.vocabulary import vocabulary

IPC = "ipc"
_GROUP = re.compile(r"([A-H]\d{2}[A-Z]) \d{1,4}/00")


@lru_cache(maxsize=2**14)  # Bounded: visitors may ask for codes that are none.
def parent(name: str, code: str) -> str | None:
    """What a code lies directly in; None for a root and for what is no code of the tree."""
    group = _GROUP.fullmatch(code) if name == IPC else None
    if group:
        return group[1]
    term = vocabulary(name).terms.get(code)
    if term is None and name == IPC:
        return _unlisted(code)
    return term.parent if term else None


def ancestors(name: str, code: str) -> tuple[str, ...]:
    """Everything a code lies in, the nearest first."""
    found: list[str] = []
    above = parent(name, code)
    while above is not None:
        found.append(above)
        above = parent(name, above)
    return tuple(found)


def lineage(name: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes with everything they lie in, each once, a code before what it lies in."""
    return tuple(dict.fromkeys(one for code in codes for one in (code, *ancestors(name, code))))


def narrowest(name: str, codes: Iterable[str]) -> tuple[str, ...]:
    """The codes without those that only say again, less exactly, where another one lies."""
    kept = tuple(dict.fromkeys(codes))
    wider = {above for code in kept for above in ancestors(name, code)}
    return tuple(code for code in kept if code not in wider)


def _unlisted(code: str) -> str | None:
    """A class or subclass that the vocabulary has no title for still lies where its letters say."""
    if re.fullmatch(r"[A-H]\d{2}[A-Z]", code):
        return code[:3]
    return code[:1] if re.fullmatch(r"[A-H]\d{2}", code) else None
