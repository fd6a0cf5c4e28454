"""Measures of judged sets against figures worked out by hand, and the table of a set of our own."""

from math import log2
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.matching.rules.judging import measures
from marketplace.matching.rules.judging.chance import interval, sign_flip
from marketplace.matching.rules.judging.peer import Bm25
from marketplace.matching.rules.judging.report import Pair, best, lines

# (score, grade): gains 7, 0, 3, 1.
CASE = [(0.9, 3.0), (0.8, 0.0), (0.7, 2.0), (0.1, 1.0)]
IDEAL = 7 + 3 / log2(3) + 1 / 2


def test_ndcg_discounts_gains_by_rank() -> None:
    assert measures.ndcg(CASE) == pytest.approx((7 + 3 / 2 + 1 / log2(5)) / IDEAL)


def test_ndcg_of_equal_scores_is_what_a_random_order_gives_on_average() -> None:
    tied = [(0.5, 3.0), (0.5, 0.0), (0.4, 2.0), (0.4, 1.0)]
    assert measures.ndcg(tied) == pytest.approx(
        (3.5 * (1 + 1 / log2(3)) + 2 * (1 / 2 + 1 / log2(5))) / IDEAL
    )


def test_only_the_first_ten_gain() -> None:
    deep = [(1 - place / 100, 0.0) for place in range(10)] + [(0.1, 3.0)]
    assert measures.ndcg(deep) == 0


def test_reciprocal_rank_of_the_first_right_one() -> None:
    assert measures.reciprocal(CASE) == 1
    assert measures.reciprocal([(0.9, 1.0), (0.8, 2.0)]) == 0.5
    assert measures.reciprocal([(0.9, 1.0)]) == 0


def test_reciprocal_rank_among_equals_is_the_average_over_their_orders() -> None:
    # One right of three: first, second or third with the same chance.
    assert measures.reciprocal([(0.5, 2.0), (0.5, 0.0), (0.5, 0.0)]) == pytest.approx(
        (1 + 1 / 2 + 1 / 3) / 3
    )
    # Two right of three: first with 2/3, second with 1/3; one wrong stands before them.
    tied = [(0.9, 0.0), (0.5, 2.0), (0.5, 3.0), (0.5, 0.0)]
    assert measures.reciprocal(tied) == pytest.approx(2 / 3 / 2 + 1 / 3 / 3)


def test_precision_counts_right_ones_among_five() -> None:
    assert measures.precision(CASE) == 0.4
    assert measures.precision([(0.5, 2.0)] * 3 + [(0.5, 0.0)] * 7) == pytest.approx(0.3)


def test_calibration_error_is_the_mean_distance_from_the_share_of_right_ones() -> None:
    assert measures.calibration_error([(0.25, 0.0)] * 3 + [(0.25, 2.0)]) == 0
    assert measures.calibration_error([(0.95, 0.0), (0.95, 3.0), (1.0, 3.0), (1.0, 0.0)]) == (
        pytest.approx(0.475)
    )


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1), st.sampled_from([0.0, 1.0, 2.0, 3.0])), min_size=1))
def test_every_measure_lies_between_0_and_1(pairs: list[tuple[float, float]]) -> None:
    for measure in (
        measures.ndcg, measures.reciprocal, measures.precision, measures.calibration_error,
    ):  # fmt: skip
        assert 0 <= measure(pairs) <= 1 + 1e-9


def test_a_sign_test_tells_a_steady_difference_from_chance() -> None:
    assert sign_flip([0.1] * 20) < 0.01
    assert sign_flip([0.1, -0.1] * 10) == 1
    assert sign_flip([0.0] * 5) == 1


def test_an_interval_holds_the_mean_and_narrows_with_more_cases() -> None:
    few, many = [0.0, 1.0] * 5, [0.0, 1.0] * 100
    low, high = interval(few, fmean)
    assert low < 0.5 < high
    closer = interval(many, fmean)
    assert closer[1] - closer[0] < (high - low) / 2


def test_a_demand_is_told_of_its_best_few_above_the_threshold() -> None:
    scores = {"a": 0.9, "b": 0.8, "c": 0.7, "d": 0.6, "e": 0.2}
    assert best(scores, 0.5, 3) == {"a", "b", "c"}
    assert best(scores, 0.75, 3) == {"a", "b"}
    assert best({"a": 0.1}, 0.5, 3) == frozenset()


def test_the_table_counts_demands_without_a_right_answer_against_what_is_told() -> None:
    right = [Pair("a", 3, 0.9, True, 1.0), Pair("b", 0, 0.1, False, 2.0)]
    missed = [Pair("c", 2, 0.2, False, 1.0)]
    wrong = [Pair("d", 1, 0.8, True, 1.0)]
    found = {line.name: line for line in lines({"x": right, "y": missed, "z": wrong})}
    assert found["told: right"].value == 0.5
    assert found["told: demands"].value == 0.5
    assert found["nDCG@10"].value == 1
    assert found["nDCG@10"].peer == pytest.approx((1 / log2(3) + 1) / 2)
    assert found["calibration error"].value == pytest.approx((0.1 + 0.1 + 0.8 + 0.8) / 4)


def test_bm25_finds_the_text_with_more_and_rarer_pairs() -> None:
    peer = Bm25({"a": "烟气脱硫技术", "b": "烟气余热技术", "c": "秸秆技术", "d": "污泥技术"})
    scores = peer.scores("烟气脱硫技术", "abcd")
    assert scores["a"] > scores["b"] > scores["c"] == scores["d"] > 0
    assert peer.scores("光伏", "ab") == {"a": 0, "b": 0}
    assert Bm25({"a": "", "b": "！"}).scores("光伏", "ab") == {"a": 0, "b": 0}
