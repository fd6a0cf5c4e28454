"""Bands of money: every sum in exactly one, a range in all it touches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import price_bands, shipped
from marketplace.core.money import MOST, WAN
from marketplace.core.price_bands import PriceBandsWrong, bands, codes

SUMS = st.integers(0, MOST) | st.sampled_from([b.low + d for b in bands().values() for d in (0, 1)])


@given(SUMS)
def test_every_sum_is_in_exactly_one_band(fen: int) -> None:
    (code,) = codes(fen, fen)
    band = bands()[code]
    assert band.low <= fen
    assert band.high is None or fen < band.high
    assert codes(fen, None) == codes(None, fen) == (code,)


@given(SUMS, SUMS)
def test_a_range_is_in_every_band_between_its_ends_and_in_no_other(one: int, other: int) -> None:
    low, high = sorted((one, other))
    found = codes(low, high)
    known = list(bands())
    first, last = known.index(codes(low, low)[0]), known.index(codes(high, high)[0])
    assert list(found) == known[first : last + 1]


def test_without_a_sum_it_is_its_own_value() -> None:
    assert codes(None, None) == (price_bands.UNSTATED,)
    assert price_bands.names()[price_bands.UNSTATED].zh


def test_an_edge_belongs_to_the_band_above_it() -> None:
    assert codes(10 * WAN, 10 * WAN) == ("100000-500000",)
    assert codes(10 * WAN - 1, 10 * WAN - 1) == ("0-100000",)


def test_names_say_both_ends_in_both_languages() -> None:
    assert [tuple(band.name) for band in bands().values()][:2] == [
        ("不足 10 万元", "Below ¥100,000"),
        ("10 万元至 50 万元", "¥100,000 to ¥500,000"),
    ]
    assert list(bands().values())[-1].name == ("1,000 万元以上", "¥10 million and above")


@pytest.mark.parametrize(
    "table",
    [
        {"source": "s", "reason": "r", "edges": [5, 5]},
        {"source": "s", "reason": "r", "edges": [9, 5]},
        {"source": "s", "reason": "r", "edges": [0]},
        {"reason": "r", "edges": [5]},
        {"source": "s", "reason": "", "edges": [5]},
    ],
)
def test_a_file_that_breaks_its_rules_is_refused(
    monkeypatch: pytest.MonkeyPatch, table: dict[str, object]
) -> None:
    monkeypatch.setattr(shipped, "toml", lambda *_: table)
    bands.cache_clear()
    with pytest.raises(PriceBandsWrong):
        bands()
    monkeypatch.undo()
    bands.cache_clear()
