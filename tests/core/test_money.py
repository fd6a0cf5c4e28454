from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import money
from marketplace.core.money import ceil_rate, parse_yuan, share, show, span

amounts = st.integers(0, money.MOST)
weights = st.lists(st.integers(0, 1000), min_size=1, max_size=12).filter(any)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("1,234.56", 123_456),
        ("0", 0),
        ("-0", 0),
        (".5", 50),
        ("120 万", 120_000_000),
        ("120万元", 120_000_000),
        ("１．２亿", 12_000_000_000),
        ("￥１，２３４．５６", 123_456),
        ("¥ 300", 30_000),
        ("人民币 3 千元", 300_000),
        ("5百万元整", 500_000_000),
        ("1.234567万", 1_234_567),
        ("RMB 1.2 million", 120_000_000),
        ("2 billion yuan", 200_000_000_000),
        ("+7", 700),
        ("100000亿", money.MOST),
    ],
)
def test_what_people_write_for_yuan_is_read(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    "text",
    ["", "面议", "1,23", "1,2345", "12,34,567", "1.2.3", "100-200万", "1e5", "万", "½", "1" * 61,
     "5%", "10 12"],
)  # fmt: skip
def test_what_is_not_an_amount_says_so(text: str) -> None:
    with pytest.raises(money.AmountNotReadable) as caught:
        parse_yuan(text)
    assert text[:60] in caught.value.phrase.zh
    assert text[:60] in caught.value.phrase.en


def test_negative_too_fine_and_too_large_amounts_have_their_own_names() -> None:
    with pytest.raises(money.NegativeAmount):
        parse_yuan("-5")
    with pytest.raises(money.NegativeAmount):
        parse_yuan("￥-5 万")
    with pytest.raises(money.FractionOfFen):
        parse_yuan("0.001")
    with pytest.raises(money.AmountTooLarge):
        parse_yuan("100001 亿")


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (0, "¥0", "¥0"),
        (123_456, "¥1,234.56", "¥1,234.56"),
        (-123_456, "-¥1,234.56", "-¥1,234.56"),
        (120_000_000, "120 万元", "¥1.2 million"),
        (50_000_000, "50 万元", "¥500,000"),
        (1_250_000, "1.25 万元", "¥12,500"),
        (1_250_001, "¥12,500.01", "¥12,500.01"),
        (12_000_000_000, "1.2 亿元", "¥120 million"),
        (12_345_000_000, "12,345 万元", "¥123.45 million"),
        (-1_000_000_000, "-1,000 万元", "-¥10 million"),
    ],
)
def test_an_amount_is_shown_short_only_where_it_is_round(fen: int, zh: str, en: str) -> None:
    assert show(fen, "zh", short=True) == zh
    assert show(fen, "en", short=True) == en
    assert show(fen).startswith(("¥", "-¥"))


@pytest.mark.parametrize(
    ("low", "high", "zh", "en"),
    [
        (None, None, "", ""),
        (70_000_000, None, "70 万元起", "from ¥700,000"),
        (None, 70_000_000, "不超过 70 万元", "up to ¥700,000"),
        (70_000_000, 70_000_000, "70 万元", "¥700,000"),
        (70_000_000, 120_000_000, "70–120 万元", "¥700,000–¥1.2 million"),
        (70_000_000, 12_000_000_000, "70 万元–1.2 亿元", "¥700,000–¥120 million"),
        (99_900, 199_900, "¥999–¥1,999", "¥999–¥1,999"),
        (0, 70_000_000, "¥0–70 万元", "¥0–¥700,000"),
    ],
)
def test_a_span_of_money_tells_both_its_ends(
    low: int | None, high: int | None, zh: str, en: str
) -> None:
    assert (span(low, high), span(low, high, "en")) == (zh, en)


@given(amounts)
def test_what_is_shown_reads_back_as_the_same_amount(fen: int) -> None:
    for language in ("zh", "en"):
        assert parse_yuan(show(fen, language)) == fen
        assert parse_yuan(show(fen, language, short=True)) == fen


@pytest.mark.parametrize(
    ("total", "by", "parts"),
    [
        (66_500_000, [50, 30, 20], [33_250_000, 19_950_000, 13_300_000]),
        (47_500_001, [1, 1, 1], [15_833_334, 15_833_334, 15_833_333]),
        (10, [Fraction(1, 3), Fraction(2, 3)], [3, 7]),
        (0, [1, 2], [0, 0]),
        (7, [0, 1], [0, 7]),
    ],
)
def test_r_inc_4_split_by_largest_remainder(
    total: int, by: list[int | Fraction], parts: list[int]
) -> None:
    assert share(total, by) == parts


@given(amounts, weights)
def test_r_inc_4_parts_are_the_whole_never_negative_and_never_a_fen_away(
    total: int, by: list[int]
) -> None:
    parts = share(total, by)
    assert sum(parts) == total
    for part, weight in zip(parts, by, strict=True):
        assert part >= 0
        assert abs(part - Fraction(total * weight, sum(by))) < 1


@given(amounts, weights.flatmap(lambda by: st.tuples(st.just(by), st.permutations(range(len(by))))))
def test_r_inc_4_the_order_of_the_people_changes_nobodys_share_but_between_equals(
    total: int, turned: tuple[list[int], list[int]]
) -> None:
    by, order = turned
    before, after = share(total, by), share(total, [by[i] for i in order])
    assert sorted(before) == sorted(after)
    for place, i in enumerate(order):
        assert by.count(by[i]) > 1 or after[place] == before[i]


@pytest.mark.parametrize(("total", "by"), [(1, []), (1, [0, 0]), (1, [3, -1]), (-1, [1])])
def test_weights_that_cannot_be_used_are_refused(total: int, by: list[int]) -> None:
    with pytest.raises(money.WeightsNotUsable):
        share(total, by)


def test_r_inc_3_a_floor_is_rounded_up_to_the_fen() -> None:
    assert ceil_rate(100_000_001, Decimal("0.5")) == 50_000_001
    assert ceil_rate(100_000_001, Fraction(70, 100)) == 70_000_001


@given(amounts, st.integers(0, 1000))
def test_r_inc_3_the_least_amount_that_meets_the_floor(net: int, permille: int) -> None:
    floor = ceil_rate(net, Fraction(permille, 1000))
    assert floor * 1000 >= net * permille > (floor - 1) * 1000
