"""Quantified claims: one set of columns for what a technology states and a demand asks."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Numeric
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.display.states.claim import COMPARATORS, EVIDENCE_STATES

# Twenty-four figures, nine of them behind the point: tonnes a year beside micrograms.
QUANTITY = Numeric(24, 9)


def one_of(column: str, words: tuple[str, ...]) -> str:
    """The condition of a CHECK that a column holds one of these words."""
    return f"{column} IN ({', '.join(repr(word) for word in words)})"


def claim_checks() -> tuple[CheckConstraint, ...]:
    """The CHECKs that every table with `ClaimColumns` puts into its `__table_args__`."""
    return (
        CheckConstraint(one_of("comparator", COMPARATORS), name="comparator"),
        CheckConstraint(one_of("evidence_state", EVIDENCE_STATES), name="evidence_state"),
    )


class ClaimColumns:
    """One measurand: what is measured, how much, compared how, on which condition, how proved.

    `low` and `high` are in `unit` as typed; `canonical_low` and `canonical_high` are the same in
    the measurand's canonical unit, so that figures in different units can be compared in the
    database. le and lt use `high`, ge and gt use `low`, between uses both, eq and about have the
    same number in both. `must_have` belongs to demands. A thing without claims states no effect
    and is shown as 未量化.
    """

    measurand: Mapped[str]
    comparator: Mapped[str]
    low: Mapped[Decimal | None] = mapped_column(QUANTITY)
    high: Mapped[Decimal | None] = mapped_column(QUANTITY)
    unit: Mapped[str]
    condition: Mapped[str | None]
    baseline: Mapped[str | None]
    canonical_low: Mapped[Decimal | None] = mapped_column(QUANTITY)
    canonical_high: Mapped[Decimal | None] = mapped_column(QUANTITY)
    canonical_unit: Mapped[str | None]
    must_have: Mapped[bool] = mapped_column(default=False)
    evidence_state: Mapped[str] = mapped_column(default="none")
    evidence_number: Mapped[str | None]
    evidence_sha256: Mapped[str | None]
    evidence_issuer: Mapped[str | None]
    evidence_date: Mapped[date | None]
