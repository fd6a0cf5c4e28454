"""Quantified claims from plain values to rows: units proved and converted, evidence kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from marketplace.core import measure
from marketplace.core.speech import Phrase
from marketplace.core.unreadable import Unreadable
from marketplace.display.errors.technology import BadClaim
from marketplace.display.models import ClaimColumns, TechnologyClaim
from marketplace.display.rules.content import CLAIM, EVIDENCE, claim


def all_plain(given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Claims as content keeps them. Raises BadClaim naming every one that cannot be, and why."""
    made, errors = [], {}
    for at, one in enumerate(given):
        try:
            made.append(plain(one, f"claims.{at}"))
        except BadClaim as bad:
            because = bad.data.get("because")
            told = because if isinstance(because, Phrase) else bad.phrase()
            errors[f"claims.{at}"] = [told]
    if errors:
        (because, *_), *_ = errors.values()
        raise BadClaim(fields=list(errors), because=because, errors=errors)
    return made


def plain(given: Mapping[str, Any], field: str) -> dict[str, Any]:
    """A claim as content keeps it; `quantity` (“≤35 mg/m³”) may stand for the four parts of it.

    Raises BadClaim naming the field.
    """
    try:
        read = _read(given)
    except Unreadable as error:
        raise BadClaim(fields=[field], because=error.phrase) from error
    except InvalidOperation as error:
        raise BadClaim(fields=[field]) from error
    made: dict[str, Any] = dict.fromkeys((*CLAIM, *EVIDENCE, "evidence_date"))
    made |= {name: getattr(read, name) or None for name in ("condition", "baseline")}
    made |= {name: getattr(read, name) for name in ("measurand", "comparator", "unit")}
    for bound in ("low", "high"):
        value = getattr(read, bound)
        made[bound] = None if value is None else format(value.normalize(), "f")
    made |= {name: given.get(name) or None for name in EVIDENCE[1:]}
    on = given.get("evidence_date")
    made["evidence_date"] = on.isoformat() if isinstance(on, date) else on or None
    # A holder names a report; only an agency's verified report makes a claim confirmed (INV-L5).
    made["evidence_state"] = "external_report" if made["evidence_number"] else "none"
    return made


def _read(given: Mapping[str, Any]) -> measure.Claim:
    more = {name: str(given.get(name) or "") for name in ("condition", "baseline")}
    if given.get("quantity"):
        return measure.Claim.read(given["measurand"], given["quantity"], **more)
    low, high = (
        None if given.get(bound) in (None, "") else Decimal(str(given[bound]))
        for bound in ("low", "high")
    )
    return measure.Claim(
        given["measurand"], given["comparator"], low, high, given.get("unit") or "", **more
    )


def rows(content: Sequence[Mapping[str, Any]], held: Sequence[TechnologyClaim]) -> list[Any]:
    """Rows of these claims, in order; one that says the same as before keeps its proof."""
    same = {_said(claim(row)): row for row in held}
    made = []
    for position, given in enumerate(content):
        row = same.pop(_said(given), None)
        if row is None:
            row = TechnologyClaim(must_have=False)
            fill(row, given)
            _prove(row, given)
        elif row.evidence_state != "confirmed":
            _prove(row, given)
        row.position = position
        made.append(row)
    return made


def fill(row: ClaimColumns, given: Mapping[str, Any]) -> None:
    """Write what a claim says into its columns, with its bounds in the canonical unit."""
    measured = measure.measurand(given["measurand"])
    for name in CLAIM:
        setattr(row, name, given[name])
    for bound in ("low", "high"):
        value = None if given[bound] is None else Decimal(given[bound])
        setattr(row, bound, value)
        exact = None if value is None else measure.to_canonical(value, given["unit"], measured)
        setattr(row, f"canonical_{bound}", exact)
    row.canonical_unit = measured.unit.code


def _prove(row: ClaimColumns, given: Mapping[str, Any]) -> None:
    for name in EVIDENCE:
        setattr(row, name, given.get(name))
    on = given.get("evidence_date")
    row.evidence_date = date.fromisoformat(on) if on else None


def _said(given: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(given.get(name) for name in CLAIM)
