"""Codes that lie in others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import trees
from marketplace.core.vocabulary import vocabulary

NAMES = ("gbt4754", "regions", "pollutants", "agency_scopes", "ipc", "green_fields")
TERMS = st.sampled_from(NAMES).flatmap(
    lambda name: st.tuples(st.just(name), st.sampled_from(sorted(vocabulary(name).terms)))
)


@pytest.mark.parametrize(
    ("name", "code", "above"),
    [
        ("ipc", "H01M 10/00", ("H01M", "H01", "H")),
        ("ipc", "H01M", ("H01", "H")),
        ("ipc", "H", ()),
        ("ipc", "A99Z 1/00", ("A99Z", "A99", "A")),
        ("ipc", "A99", ("A",)),
        ("ipc", "H01M 10/0525", ()),
        ("ipc", "nonsense", ()),
        ("gbt4754", "311", ("31", "C")),
        ("regions", "410305", ("410300", "410000")),
        ("pollutants", "so2", ("air",)),
        ("licence_kinds", "sole", ()),
    ],
)
def test_a_code_lies_in_what_is_wider(name: str, code: str, above: tuple[str, ...]) -> None:
    assert trees.ancestors(name, code) == above


@given(TERMS)
def test_the_tree_is_the_vocabularys_own(drawn: tuple[str, str]) -> None:
    name, code = drawn
    expected = tuple(term.code for term in vocabulary(name).ancestors(code))
    assert trees.ancestors(name, code) == expected
    assert trees.lineage(name, [code]) == (code, *expected)


@given(st.lists(TERMS, min_size=1, max_size=5))
def test_the_narrowest_say_as_much_as_the_whole_lineage(drawn: list[tuple[str, str]]) -> None:
    name = drawn[0][0]
    codes = [code for other, code in drawn if other == name]
    whole = trees.lineage(name, codes)
    least = trees.narrowest(name, whole)
    assert set(trees.lineage(name, least)) == set(whole)
    assert not {above for code in least for above in trees.ancestors(name, code)} & set(least)
