"""What a broker earns: only on success, on money received, to the fen (INV-K1, K2, K7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from marketplace.core.money import share
from marketplace.service.errors import FeeUnclear

PERMILLE = 1000


@dataclass(frozen=True, slots=True)
class Fee:
    """The fee terms of a mandate; money in fen, shares in thousandths."""

    kind: str
    fen: int | None = None
    permille: int | None = None
    tiers: Sequence[Mapping[str, Any]] = ()
    base: str = "received"
    payer: str = "both"


def must_be_clear(fee: Fee) -> None:
    """Raise FeeUnclear unless exactly what its kind asks is given, and tiers rise."""
    if fee.kind == "fixed":
        clear = fee.fen is not None and fee.permille is None and not fee.tiers
    elif fee.kind == "percent":
        clear = fee.permille is not None and fee.fen is None and not fee.tiers
    else:
        clear = fee.fen is None and fee.permille is None and _rising(fee.tiers)
    if not clear:
        raise FeeUnclear(fields=["fee_kind"])


def _rising(tiers: Sequence[Mapping[str, Any]]) -> bool:
    if not tiers or tiers[-1]["up_to_fen"] is not None:
        return False
    bounds = [tier["up_to_fen"] for tier in tiers[:-1]]
    if any(bound is None for bound in bounds):
        return False
    return all(low < high for low, high in zip([0, *bounds], bounds, strict=False))


def commission(fee: Fee, *, effective: bool, contract_fen: int, received_fen: int) -> int:
    """The fee due in fen, rounded down: nothing before the contract is effective (INV-K1).

    The base is money actually received unless the contract amount was agreed (INV-K7).
    """
    if not effective:
        return 0
    base = contract_fen if fee.base == "contract" else received_fen
    if fee.kind == "fixed":
        return fee.fen or 0
    if fee.kind == "percent":
        return base * (fee.permille or 0) // PERMILLE
    return int(_by_tiers(fee.tiers, base))


def _by_tiers(tiers: Sequence[Mapping[str, Any]], base: int) -> Fraction:
    due, floor = Fraction(0), 0
    for tier in tiers:
        ceiling = base if tier["up_to_fen"] is None else min(base, tier["up_to_fen"])
        due += Fraction(max(0, ceiling - floor) * tier["permille"], PERMILLE)
        floor = max(floor, ceiling)
    return due


def shares(fee: Fee, due_fen: int) -> dict[str, int]:
    """Who pays how much; the parts add up to the fee to the fen (INV-K2; both pay half, L5 §39)."""
    weights = {"client": (1, 0), "counterparty": (0, 1), "both": (1, 1)}[fee.payer]
    client, counterparty = share(due_fen, weights)
    return {"client": client, "counterparty": counterparty}
