"""Claims as rows, and as `core.measure` compares and shows them."""

from marketplace.core import measure
from marketplace.display.models import TechnologyClaim


def as_claim(row: TechnologyClaim) -> measure.Claim:
    """A claim as `core.measure` compares and shows it."""
    return measure.Claim(
        row.measurand,
        row.comparator,  # type: ignore[arg-type]  # The table's CHECK holds the same seven words.
        None if row.low is None else row.low.normalize(),
        None if row.high is None else row.high.normalize(),
        row.unit,
        row.condition or "",
        row.baseline or "",
    )
