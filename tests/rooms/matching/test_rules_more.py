"""How a score and a price range are told."""

import pytest

from marketplace.matching.models import Match
from marketplace.matching.rules.feature import Feature
from marketplace.matching.rules.score import score
from tests.factories.matching import TODAY, asked, offered


def _price(low: int | None, high: int | None, budget: int = 100_000_000) -> Feature:
    technology = offered(price_low_fen=low, price_high_fen=high)
    found = score(asked(budget_fen=budget), technology, TODAY)
    return next(feature for feature in found.features if feature.name == "price")


@pytest.mark.parametrize(("high", "verdict"), [(100_000_000, "yes"), (120_000_000, "unknown")])
def test_a_price_with_a_top_alone_is_told_as_up_to_it(high: int, verdict: str) -> None:
    found = _price(None, high)
    assert found.verdict == verdict
    assert f"不超过 {high // 1_000_000} 万元，" in found.words.zh
    assert f"up to ¥{high / 10**8:g} million," in found.words.en


def test_a_price_with_a_floor_alone_is_told_as_from_it() -> None:
    found = _price(50_000_000, None)
    assert found.verdict == "yes"
    assert "50 万元起" in found.words.zh
    assert "from ¥" in found.words.en


def test_a_price_of_one_figure_is_told_as_that_figure() -> None:
    found = _price(50_000_000, 50_000_000)
    assert "50 万元，预算" in found.words.zh
    assert "起" not in found.words.zh


@pytest.mark.parametrize(("value", "percent"), [(0.0, 0), (0.354, 35), (0.996, 100), (1.0, 100)])
def test_a_score_is_told_as_whole_percent(value: float, percent: int) -> None:
    assert Match(score=value).percent == percent
