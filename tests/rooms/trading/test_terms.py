"""Terms: sound, told in words, compared, hashed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core.text import content_hash
from marketplace.trading.errors import BadTerms
from marketplace.trading.rules import places
from marketplace.trading.rules.difference import described, difference, price
from marketplace.trading.rules.licences import compatible, overlap
from marketplace.trading.rules.terms import (
    Instalment,
    Terms,
    must_be_sound,
    of_json,
    to_json,
)
from marketplace.trading.words import terms as words
from tests.factories.trading import TERMS

SOUND = st.builds(
    Terms,
    licence=st.sampled_from(["exclusive", "sole", "ordinary", "other"]),
    price_mode=st.just("lump_sum_once"),
    territory=st.lists(
        st.sampled_from(["WORLD", "CN", "DE", "410000", "410300", "420000"]),
        min_size=1,
        unique=True,
    ).map(tuple),
    acts=st.lists(st.sampled_from(list(words.ACTS)), unique=True).map(tuple),
    lump_sum_fen=st.integers(1, 10**12),
    months=st.none() | st.integers(1, 240),
    note=st.none() | st.text("铁钢烧结abc", min_size=1, max_size=20),
)


@given(SOUND)
def test_terms_survive_being_kept(terms: Terms) -> None:
    must_be_sound(terms)
    assert to_json(of_json(to_json(terms))) == to_json(terms)
    assert difference(terms, of_json(to_json(terms))) == []


@given(SOUND, SOUND)
def test_inv_x3_the_hash_is_the_same_only_for_the_same_terms(one: Terms, other: Terms) -> None:
    same = to_json(one) == to_json(other)
    assert (content_hash(to_json(one)) == content_hash(to_json(other))) == same


@given(SOUND, SOUND)
def test_r_lic_4_compatibility_of_licences_is_mutual_but_for_transfers(
    one: Terms, other: Terms
) -> None:
    assert compatible(one, other) == compatible(other, one)
    assert overlap(one, other) == overlap(other, one)
    if one.licence == other.licence == "ordinary":
        assert compatible(one, other)


@pytest.mark.parametrize(
    ("inner", "outer", "related"),
    [
        ("410300", "410000", True),
        ("410302", "410300", True),
        ("410300", "CN", True),
        ("DE", "WORLD", True),
        ("420000", "410000", False),
        ("DE", "CN", False),
        ("410300", "410400", False),
    ],
)
def test_r_lic_3_a_place_and_the_one_it_lies_in_are_related(
    inner: str, outer: str, related: bool
) -> None:
    one, other = replace(TERMS, territory=(inner,)), replace(TERMS, territory=(outer,))
    assert overlap(one, other) is related
    assert overlap(other, one) is related


def test_r_con_4_each_way_of_payment_has_its_figures_and_only_these() -> None:
    royalty = replace(
        TERMS,
        price_mode="royalty_plus_entry_fee",
        lump_sum_fen=None,
        entry_fee_fen=100_000_00,
        royalty_permille=35,
        royalty_base="sales",
        royalty_cap_fen=10**9,
    )
    must_be_sound(royalty)
    for wrong, field in (
        (replace(royalty, royalty_base=None), "royalty_base"),
        (replace(royalty, lump_sum_fen=1), "lump_sum_fen"),
        (replace(TERMS, lump_sum_fen=None), "lump_sum_fen"),
        (replace(TERMS, royalty_permille=10), "royalty_permille"),
        (replace(TERMS, territory=("Atlantis",)), "territory"),
        (replace(TERMS, licence="transfer"), "months"),
    ):
        with pytest.raises(BadTerms) as told:
            must_be_sound(wrong)
        assert field in told.value.data["fields"]


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6), st.integers(-3, 3))
def test_inv_x4_instalments_add_up_to_the_fen(parts: list[int], off: int) -> None:
    terms = replace(
        TERMS,
        price_mode="lump_sum_instalments",
        lump_sum_fen=sum(parts) + off,
        instalments=tuple(Instalment(p, "到期") for p in parts),
    )
    if off == 0:
        must_be_sound(terms)
        return
    with pytest.raises(BadTerms):
        must_be_sound(terms)


def test_a_difference_reads_in_both_languages() -> None:
    after = replace(TERMS, lump_sum_fen=1_200_000_00, territory=("CN",), months=None)
    changes = {c.field: (c.before, c.after) for c in difference(TERMS, after)}
    assert list(changes) == ["territory", "months", "lump_sum_fen"]
    assert changes["lump_sum_fen"][0].zh == "50 万元"
    assert changes["lump_sum_fen"][1].en == "¥1.2 million"
    assert (changes["territory"][0].zh, changes["territory"][1].en) == ("河南省", "China")


def test_every_field_of_terms_has_words_and_a_price_one_line() -> None:
    assert set(described(TERMS)) == set(words.FIELDS)
    assert price(TERMS).zh == "50 万元"
    rate = replace(TERMS, lump_sum_fen=None, royalty_permille=35, royalty_base="sales")
    assert price(rate).en == "3.5% of sales"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("全国", ("CN",)),
        ("河南省、湖北省", ("410000", "420000")),
        ("Henan, de", ("410000", "DE")),
        ("410300", ("410300",)),
        ("全球；全球", ("WORLD",)),
    ],
)
def test_places_are_read_as_people_write_them(text: str, codes: tuple[str, ...]) -> None:
    assert places.read(text) == codes
