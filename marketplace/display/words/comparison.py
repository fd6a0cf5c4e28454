"""The words of comparisons."""

from marketplace.core.speech import Phrase

REMARKS = {
    "scale": Phrase("适用规模，不分优劣", "A scale: neither better nor worse"),
    "circumstances": Phrase(
        "条件、基准或界限不同，不能直接比较",
        "Conditions, baselines or bounds differ: not comparable as they stand",
    ),
    "no_baseline": Phrase("未说明基准，不能直接比较", "No baseline stated: not comparable"),
    "equal": Phrase("数值相同", "The same value"),
    "some": Phrase(
        "仅在条件和基准相同的数值之间标出最优",
        "The best is marked only among values of the same condition and baseline",
    ),
}
BEST = Phrase("较优", "Best here")
GAP = Phrase("未说明", "Not stated")
