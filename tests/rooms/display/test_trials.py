"""Of several trials one claim is made that holds for each of them."""

from marketplace.core.measure import Claim, Span
from marketplace.display.rules.trials import as_one


def told(code: str, *said: str) -> list[tuple[Claim, Span]]:
    return [(Claim.read(code, text), Span(n * 10, n * 10 + 5)) for n, text in enumerate(said)]


def test_figures_of_one_unit_become_the_range_they_span() -> None:
    claim, span = as_one(told("so2_out", "20 mg/m³", "28 mg/m³", "25 mg/m³"), 100)
    assert claim == Claim.read("so2_out", "20~28 mg/m³")
    assert (span.start, span.end) == (0, 25)


def test_of_open_figures_the_worst_is_taken() -> None:
    assert as_one(told("so2_out", "≤20 mg/m³", "≤35 mg/m³"), 100)[0].high == 35
    assert as_one(told("desulphurisation_rate", "≥98%", "≥95%"), 100)[0].low == 95


def test_of_scales_the_one_that_reaches_least_far_is_taken() -> None:
    claim, _ = as_one(told("gas_throughput", "40~60 万m³/h", "50000~60000 m³/h"), 100)
    assert claim.unit == "m³/h"
