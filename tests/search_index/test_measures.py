"""What documents state in figures, and what is wanted of it."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index import Document, Query, Span, Tally, Wish
from search_index.measures import Verdict, ends, pack, unpack, value
from tests.search_index.conftest import Filled

MEETS, MISSES, UNSURE = Verdict.MEETS, Verdict.MISSES, Verdict.UNSURE
NUMBERS = st.none() | st.integers(-5, 5)
SPANS = st.builds(Span, NUMBERS, NUMBERS, st.sampled_from(["", "measured", "stated"]))


@pytest.mark.parametrize(
    ("wanted", "stated", "verdict"),
    [
        ((None, 35), (None, 35), MEETS),
        ((None, 35), (10, 20), MEETS),
        ((None, 35), (35, 35), MEETS),
        ((None, 35), (36, 36), MISSES),
        ((None, 35), (36, None), MISSES),
        ((None, 35), (None, 50), UNSURE),
        ((None, 35), (20, None), UNSURE),
        ((None, 35), (30, 40), UNSURE),
        ((None, 35), (None, None), UNSURE),
        ((95, None), (97, None), MEETS),
        ((95, None), (90, None), UNSURE),
        ((95, None), (None, 94.9), MISSES),
        ((None, None), (1, 2), MEETS),
    ],
)
def test_a_figure_meets_a_wish_misses_it_or_leaves_it_open(
    wanted: tuple[float | None, float | None],
    stated: tuple[float | None, float | None],
    verdict: Verdict,
) -> None:
    assert Wish("so2", *wanted).verdict([Span(*stated)]) is verdict


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        ((40, 60), MEETS),
        ((None, 100), MEETS),
        ((50, 100), UNSURE),
        ((45, 55), UNSURE),
        ((61, None), MISSES),
        ((None, 39), MISSES),
    ],
)
def test_what_has_to_cover_a_wish_holds_all_of_it(
    stated: tuple[float | None, float | None], verdict: Verdict
) -> None:
    assert Wish("capacity", 40, 60, covers=True).verdict([Span(*stated)]) is verdict


def test_the_best_of_several_figures_counts_and_none_says_nothing() -> None:
    wish = Wish("so2", None, 35)
    assert wish.verdict([Span(50, 50), Span(None, 30)]) is MEETS
    assert wish.verdict([Span(50, 50), Span(30, 40)]) is UNSURE
    assert wish.verdict([]) is Verdict.UNKNOWN


@given(st.dictionaries(st.text(), st.lists(SPANS, min_size=1).map(tuple)))
def test_what_is_packed_comes_back(measures: dict[str, tuple[Span, ...]]) -> None:
    assert unpack(pack(measures)) == measures
    assert unpack(b"") == {}


@given(SPANS, NUMBERS, NUMBERS, st.booleans())
def test_a_verdict_agrees_with_the_numbers_themselves(
    span: Span, low: int | None, high: int | None, covers: bool
) -> None:
    some = [n / 2 for n in range(-30, 31)]

    def inside(bounds: tuple[float | None, float | None]) -> set[float]:
        least, most = ends(*bounds)
        return {n for n in some if least <= n <= most}

    stated, wanted = inside((span.low, span.high)), inside((low, high))
    if not stated or not wanted:
        return
    held = wanted <= stated if covers else stated <= wanted
    expected = MISSES if not stated & wanted else MEETS if held else UNSURE
    assert Wish("x", low, high, covers).verdict([span]) is expected


def test_the_sure_end_of_a_figure_is_what_it_is_sorted_by() -> None:
    assert value([Span(10, 30), Span(5, 40)], least=True) == 30
    assert value([Span(10, 30), Span(5, 40)], least=False) == 10
    assert value([Span(20, None)], least=True) == 20
    assert value([Span(None, 20)], least=False) == 20
    assert value([Span(None, None)], least=True) is None
    assert value([], least=False) is None
    assert ends(None, None) == (-inf, inf)


def stating(key: str, *spans: Span, kind: str = "technology", title: str = "烟气") -> Document:
    return Document(
        key, kind, title, "", facets={"field": (key[0],)}, measures={"so2": spans} if spans else {}
    )


PUT = [
    stating("a", Span(None, 30, "measured")),
    stating("b", Span(None, 20, "stated")),
    stating("c", Span(50, 60, "measured")),
    stating("d", Span(30, 40, "measured")),
    stating("e"),
    stating("f", kind="demand"),
]
LOW = Wish("so2", None, 35, kinds=("technology",))


def test_an_answer_counts_who_meets_misses_and_does_not_say_and_by_which_proof(
    filled: Filled,
) -> None:
    found = filled(*PUT).search(Query("烟气", wishes=(LOW,)))
    assert found.total == 6
    assert found.tallies == {"so2": Tally(2, 1, 1, 1, {"measured": 1, "stated": 1})}


def test_a_wish_lifts_what_meets_it_and_lowers_what_misses_it(filled: Filled) -> None:
    hits = filled(*PUT).search(Query("烟气", wishes=(LOW,))).hits
    assert [hit.key for hit in hits] == ["a", "b", "d", "e", "f", "c"]


def test_a_strict_wish_is_a_filter_and_facets_are_counted_under_it(filled: Filled) -> None:
    strict = Wish("so2", None, 35, strict=True)
    found = filled(*PUT).search(
        Query("烟气", wishes=(strict,), filters={"field": ("a",)}, facets=("field",))
    )
    assert ([hit.key for hit in found.hits], found.facets["field"]) == (["a"], {"a": 1, "b": 1})
    assert found.tallies["so2"] == Tally(1, 0, 0, 0, {"measured": 1})


def test_several_wishes_are_told_apart(filled: Filled) -> None:
    other = Wish("dust", None, 10)
    found = filled(*PUT).search(Query("烟气", wishes=(LOW, other), kinds=("technology",)))
    assert (found.tallies["so2"].meets, found.tallies["dust"]) == (2, Tally(0, 0, 0, 5))


@pytest.mark.parametrize(
    ("sort", "order"),
    [("measure:so2", "badcef"), ("-measure:so2", "cadbef"), ("measure:x", "abcdef")],
)
@pytest.mark.parametrize("text", ["", "烟气"])
def test_a_sort_by_a_measure_puts_missing_ones_last_and_goes_on_by_pages(
    filled: Filled, sort: str, order: str, text: str
) -> None:
    index = filled(*PUT)
    seen: list[str] = []
    after = None
    while True:
        page = index.search(Query(text, sort=sort, limit=2, after=after, wishes=(LOW,)))
        seen += [hit.key for hit in page.hits]
        if page.next is None:
            break
        after = page.next
    assert "".join(seen) == order
