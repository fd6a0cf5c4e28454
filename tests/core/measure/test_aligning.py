"""Claims of one measurand side by side in one unit."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.core.measure import Claim, measurands
from marketplace.core.measure.aligning import aligned, promised

PATIENT = settings(deadline=None)  # The first conversion reads all units.
CODES = sorted(measurands())


@st.composite
def several(draw: st.DrawFn) -> list[Claim]:
    """Claims about one measurand in any of its units."""
    measured = measurands()[draw(st.sampled_from(CODES))]
    found = []
    for _ in range(draw(st.integers(1, 4))):
        unit = draw(st.sampled_from(measured.units)).code
        number = draw(st.decimals(min_value=0, max_value=10**6, places=2))
        comparator = draw(st.sampled_from(["le", "ge", "eq", "about"]))
        low = None if comparator == "le" else number
        high = None if comparator == "ge" else number
        found.append(Claim(measured.code, comparator, low, high, unit))
    return found


@PATIENT
@given(several())
def test_all_claims_of_a_row_are_in_one_unit_and_say_the_same(claims: list[Claim]) -> None:
    made = aligned(claims)
    assert len({one.claim.unit for one in made}) == 1
    measured = measurands()[claims[0].measurand]
    for before, after in zip(claims, made, strict=True):
        assert (before.comparator, before.condition) == (
            after.claim.comparator,
            after.claim.condition,
        )
        for old, new in ((before.low, after.claim.low), (before.high, after.claim.high)):
            assert (old is None) == (new is None)
            if old is None or new is None:
                continue
            was, now = measured.exact(old, before.unit), measured.exact(new, after.claim.unit)
            if after.rounded:
                scale = abs(measured.exact(abs(new), after.claim.unit)) or Fraction(1)
                assert abs(was - now) <= scale / 10**5
            else:
                assert was == now


@PATIENT
@given(several())
def test_a_row_of_one_unit_stays_in_it_unless_its_numbers_are_hard_to_read(
    claims: list[Claim],
) -> None:
    bounds = [n for c in claims for n in (c.low, c.high) if n]
    units = {claim.unit for claim in claims}
    if len(units) == 1 and all(1 <= n < 1000 and n == int(n) for n in bounds):
        (unit,) = units
        wide = [one for one in aligned(claims) if one.claim.unit != unit]
        longer = sum(len(str(int(n))) for n in bounds)
        shorter = sum(
            len(format(n, "f")) for one in wide for n in (one.claim.low, one.claim.high) if n
        )
        assert not wide or shorter + 8 <= longer


@pytest.mark.parametrize(
    ("code", "written", "shown"),
    [
        ("so2_out", ["≤35 mg/m³", "0.02 g/m³"], ["≤ 35 mg/m³", "20 mg/m³"]),
        ("mercury_out", ["≤0.03 mg/m³", "≤5 µg/m³"], ["≤ 30 µg/m³", "≤ 5 µg/m³"]),
        ("water_throughput", ["5 万吨/日", "20000 m³/d"], ["5 万t/d", "2 万t/d"]),
        ("investment", ["≤500万元", "1.2亿元"], ["≤ 500 万元", "12,000 万元"]),
        ("desulphurisation_rate", ["≥99.5%", "≥995‰"], ["≥ 99.5 %", "≥ 99.5 %"]),
        ("operating_temperature", ["30~50 ℃", "300 K"], ["30–50 ℃", "26.85 ℃"]),
        ("cop", ["≥4.5", "4"], ["≥ 4.5", "4"]),
    ],
)
def test_the_unit_is_the_one_that_reads_best(
    code: str, written: list[str], shown: list[str]
) -> None:
    made = aligned([Claim.read(code, text) for text in written])
    assert [one.claim.show("zh") for one in made] == shown
    assert not any(one.rounded for one in made)


def test_what_does_not_end_is_rounded_to_six_figures_and_says_so() -> None:
    made = aligned([Claim.read("energy_per_mass", text) for text in ("3 kWh/t", "7 kcal/kg")])
    assert [one.claim.show("zh") for one in made] == ["3 kWh/t", "8.13556 kWh/t"]
    assert [one.rounded for one in made] == [False, True]


def test_no_claims_make_no_row() -> None:
    assert aligned([]) == []


@pytest.mark.parametrize(
    ("code", "written", "value"),
    [
        ("so2_out", "≤35 mg/m³", 35),
        ("so2_out", "20~50 mg/m³", 50),
        ("so2_out", "≥10 mg/m³", None),
        ("desulphurisation_rate", "≥99%", 99),
        ("desulphurisation_rate", "90~95%", 90),
        ("desulphurisation_rate", "≤95%", None),
        ("gas_throughput", "10~20 万m³/h", None),
    ],
)
def test_a_claim_answers_for_its_worst_value(code: str, written: str, value: int | None) -> None:
    assert promised(Claim.read(code, written)) == value
