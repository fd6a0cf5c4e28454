"""What is marked as the best of a row is beaten by nothing that it can be compared with."""

from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.core import measure
from marketplace.core.measure.aligning import promised
from marketplace.core.text import skeleton
from marketplace.display.models import Technology, TechnologyClaim
from marketplace.display.rules.comparison import MeasuredRow, Remark, Stated, measured

PATIENT = settings(deadline=None)  # The first conversion reads all units.
CODES = ("so2_out", "desulphurisation_rate", "energy_saving_rate", "gas_throughput", "cop")


@st.composite
def claims(draw: st.DrawFn) -> TechnologyClaim:
    """A claim in any unit of its measurand; strict bounds are left out: they tie with others."""
    found = measure.measurand(draw(st.sampled_from(CODES)))
    comparator = draw(st.sampled_from(["le", "ge", "eq", "between"]))
    low = draw(st.decimals(min_value=1, max_value=999, places=1))
    high = low + draw(st.integers(1, 50)) if comparator == "between" else low
    return TechnologyClaim(
        measurand=found.code,
        comparator=comparator,
        low=None if comparator == "le" else low,
        high=None if comparator == "ge" else high,
        unit=draw(st.sampled_from(found.units)).code,
        condition=draw(st.sampled_from([None, "满负荷", "满 负荷", "半负荷"])),
        baseline=draw(st.sampled_from([None, "改造前"])),
        evidence_state="none",
    )


OFFERS = st.lists(
    st.lists(claims(), max_size=3).map(lambda several: Technology(claims=several)),
    min_size=2,
    max_size=5,
)


def told(row: MeasuredRow) -> list[tuple[int, Stated]]:
    return [(place, one) for place, cell in enumerate(row.cells) for one in cell]


def circumstances(one: Stated) -> tuple[str, str]:
    return skeleton(one.written.condition), skeleton(one.written.baseline)


@PATIENT
@given(OFFERS)
def test_every_claim_stands_once_in_its_row_and_its_column(offers: list[Technology]) -> None:
    rows = measured(offers)
    assert len({row.measurand.code for row in rows}) == len(rows)
    for row in rows:
        assert len(row.cells) == len(offers)
        for offer, cell in zip(offers, row.cells, strict=True):
            mine = [c for c in offer.claims if c.measurand == row.measurand.code]
            assert [one.row for one in cell] == mine
            assert {one.claim.unit for one in cell} <= {row.unit}
    stated = sum(len(offer.claims) for offer in offers)
    assert sum(len(told(row)) for row in rows) == stated


@PATIENT
@given(OFFERS)
def test_nothing_comparable_beats_the_best(offers: list[Technology]) -> None:
    for row in measured(offers):
        for _, one in told(row):
            if not one.best:
                continue
            alike = [
                (place, other)
                for place, other in told(row)
                if circumstances(other) == circumstances(one)
                and promised(other.written) is not None
            ]
            assert len({place for place, _ in alike}) > 1
            for _, other in alike:
                assert measure.satisfies(one.written, other.written) == "yes"


@PATIENT
@given(OFFERS)
def test_a_row_without_a_best_says_why_or_has_nobody_to_compare(offers: list[Technology]) -> None:
    for row in measured(offers):
        stating = {place for place, _ in told(row)}
        best = any(one.best for _, one in told(row))
        if len(stating) < 2:
            assert (best, row.remark) == (False, None)
        elif not best:
            assert row.remark in set(Remark) - {Remark.SOME}
        else:
            assert row.remark in (None, Remark.SOME)
        if row.measurand.better == "covers" and len(stating) > 1:
            assert row.remark is Remark.SCALE
