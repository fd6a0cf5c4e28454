"""Targets from what people write to rows: units proved, bounds kept in the canonical unit too."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from marketplace.core import measure
from marketplace.core.unreadable import Unreadable
from marketplace.display.errors.demand import BadTarget
from marketplace.display.models.demand import DemandTarget
from marketplace.display.queries.demand_card import Target


def read(given: Mapping[str, Any], at: int = 0) -> Target:
    """A target from `quantity` as people write it (“≤35 mg/m³”), or from its four parts.

    Raises BadTarget naming the row.
    """
    try:
        claim = _claim(given)
    except (Unreadable, InvalidOperation) as error:
        because = error.phrase if isinstance(error, Unreadable) else None
        raise BadTarget(fields=[f"targets.{at}.quantity"], because=because) from error
    return Target(
        measurand=claim.measurand,
        comparator=claim.comparator,
        low=claim.low,
        high=claim.high,
        unit=claim.unit,
        condition=claim.condition or None,
        baseline=claim.baseline or None,
        must_have=bool(given.get("must_have")),
    )


def _claim(given: Mapping[str, Any]) -> measure.Claim:
    more = {name: str(given.get(name) or "") for name in ("condition", "baseline")}
    if given.get("quantity"):
        return measure.Claim.read(given["measurand"], given["quantity"], **more)
    low, high = (_number(given.get(bound)) for bound in ("low", "high"))
    return measure.Claim(
        given["measurand"],
        _comparator(given.get("comparator")),
        low,
        high,
        given.get("unit") or "",
        **more,
    )


def _comparator(given: object) -> measure.Comparator:
    return next((word for word in get_args(measure.Comparator) if word == given), "eq")


def _number(given: object) -> Decimal | None:
    return None if given in (None, "") else Decimal(str(given))


def claim(target: Target) -> measure.Claim:
    """A target as a claim, which can be shown and compared."""
    return _claim({
        "measurand": target.measurand,
        "comparator": target.comparator,
        "low": target.low,
        "high": target.high,
        "unit": target.unit,
    })  # fmt: skip


def row(target: Target, position: int) -> DemandTarget:
    """The row of a target; its bounds in the canonical unit make figures comparable."""
    measured = measure.measurand(target.measurand)

    def canonical(value: Decimal | None) -> Decimal | None:
        return None if value is None else measure.to_canonical(value, target.unit, measured)

    return DemandTarget(
        position=position,
        measurand=target.measurand,
        comparator=target.comparator,
        low=target.low,
        high=target.high,
        unit=target.unit,
        condition=target.condition,
        baseline=target.baseline,
        must_have=target.must_have,
        canonical_low=canonical(target.low),
        canonical_high=canonical(target.high),
        canonical_unit=measured.unit.code,
    )
