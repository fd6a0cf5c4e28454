"""A hint, never a verdict: which field of green technology the IPC symbols of a patent suggest."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from marketplace.core import shipped
from marketplace.core.identifiers import Ipc, parse_ipc
from marketplace.core.speech import Phrase


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A field (a code of the vocabulary `green_fields`), the symbol that suggests it, and why."""

    field: str
    symbol: str
    reason: Phrase


def suggest(symbols: Iterable[Ipc]) -> list[Suggestion]:
    """The fields that symbols suggest, in their order, each field once; ours, not WIPO's list."""
    found: dict[str, Suggestion] = {}
    for symbol in symbols:
        hint = _hint(symbol.key)
        if hint:
            found.setdefault(hint.field, hint)
    return list(found.values())


def disclaimer() -> Phrase:
    """What must stand beside every suggestion: whose table it is."""
    table = shipped.toml("ipc_green.toml")
    return Phrase(table["zh"], table["en"])


def _hint(key: str) -> Suggestion | None:
    table = hints()
    for length in range(len(key), 0, -1):
        if key[:length] in table:
            return table[key[:length]]
    return None


@cache
def hints() -> dict[str, Suggestion]:
    """All hints by the prefix that the keys of their symbols begin with."""
    rows = shipped.toml("ipc_green.toml")["suggestions"]
    return {
        parse_ipc(row["symbol"]).prefix: Suggestion(
            row["field"], row["symbol"], Phrase(row["zh"], row["en"])
        )
        for row in rows
    }
