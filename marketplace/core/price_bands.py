"""Bands of money as data (`config/policy/price_bands.toml`): by them people narrow by price."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from marketplace.core import money, shipped
from marketplace.core.money import Fen
from marketplace.core.speech import Phrase

UNSTATED = "unstated"
NOT_STATED = Phrase("未标明金额", "No sum stated")


class PriceBandsWrong(ValueError):
    """The file of bands breaks its own rules; the message says where."""


@dataclass(frozen=True, slots=True)
class Band:
    """Sums from `low` (which belongs to it) up to `high` (which does not; None is without end)."""

    code: str
    low: Fen
    high: Fen | None
    name: Phrase

    def touches(self, low: Fen, high: Fen) -> bool:
        """Whether some sum from `low` to `high`, both included, lies in the band."""
        return self.low <= high and (self.high is None or low < self.high)


def codes(low: Fen | None, high: Fen | None) -> tuple[str, ...]:
    """The bands that a price touches; one end alone stands for the sum; UNSTATED without any."""
    given = [end for end in (low, high) if end is not None]
    if not given:
        return (UNSTATED,)
    return tuple(b.code for b in bands().values() if b.touches(min(given), max(given)))


def names() -> Mapping[str, Phrase]:
    """What the bands are called, and what it is called when no sum is stated."""
    return {code: band.name for code, band in bands().items()} | {UNSTATED: NOT_STATED}


@cache
def bands() -> Mapping[str, Band]:
    """All bands by code, the cheapest first. Raises PriceBandsWrong."""
    table = shipped.toml("price_bands.toml")
    edges = [0, *(yuan * money.YUAN for yuan in table["edges"])]
    if not (table.get("source") and table.get("reason")) or edges != sorted(set(edges)):
        raise PriceBandsWrong("price_bands.toml needs a source, a reason and rising edges")
    made = [*map(_band, *zip(*pairwise(edges), strict=True)), _band(edges[-1], None)]
    return {band.code: band for band in made}


def _band(low: Fen, high: Fen | None) -> Band:
    above = f"{low // money.YUAN}"
    code = f"{above}-{high // money.YUAN}" if high is not None else f"{above}-"
    return Band(code, low, high, Phrase(_zh(low, high), _en(low, high)))


def _zh(low: Fen, high: Fen | None) -> str:
    if high is None:
        return f"{money.show(low, 'zh', short=True)}以上"
    if low == 0:
        return f"不足 {money.show(high, 'zh', short=True)}"
    return f"{money.show(low, 'zh', short=True)}至 {money.show(high, 'zh', short=True)}"


def _en(low: Fen, high: Fen | None) -> str:
    if high is None:
        return f"{_yuan(low)} and above"
    return f"Below {_yuan(high)}" if low == 0 else f"{_yuan(low)} to {_yuan(high)}"


def _yuan(fen: Fen) -> str:
    return money.show(fen, "en", short=True)
