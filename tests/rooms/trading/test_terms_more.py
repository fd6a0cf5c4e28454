"""Terms: each bound of scope and price, days kept and read again, instalments told in words."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from marketplace.core import money
from marketplace.trading.errors import BadExpiry, BadTerms
from marketplace.trading.rules.clocks import offer_ends
from marketplace.trading.rules.difference import described
from marketplace.trading.rules.terms import (
    HUNDRED_YEARS,
    Instalment,
    Terms,
    must_be_sound,
    of_json,
    to_json,
)
from tests.factories.trading import TERMS

ROYALTY = Terms(
    licence="ordinary", price_mode="royalty", royalty_permille=1000, royalty_base="profit"
)
TRANSFER = replace(TERMS, licence="transfer", months=None)


def _wrong(terms: Terms) -> list[str]:
    with pytest.raises(BadTerms) as told:
        must_be_sound(terms)
    fields: list[str] = told.value.data["fields"]
    return fields


def test_the_last_day_of_a_licence_survives_being_kept() -> None:
    terms = replace(TERMS, months=None, until=date(2030, 2, 28))
    must_be_sound(terms)
    assert to_json(terms)["until"] == "2030-02-28"
    assert of_json(to_json(terms)) == terms


@pytest.mark.parametrize(
    "terms",
    [
        replace(TERMS, months=1),
        replace(TERMS, months=HUNDRED_YEARS),
        replace(TERMS, lump_sum_fen=1),
        replace(TERMS, lump_sum_fen=money.MOST),
        ROYALTY,
        replace(ROYALTY, royalty_permille=1),
        TRANSFER,
    ],
)
def test_terms_at_their_very_bounds_are_sound(terms: Terms) -> None:
    must_be_sound(terms)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"acts": ("make", "destroy")}, "acts"),
        ({"licence": "gift"}, "licence"),
        ({"sublicensing": "perhaps"}, "sublicensing"),
        ({"improvements": "nobody"}, "improvements"),
        ({"territory": ()}, "territory"),
        ({"months": 0}, "months"),
        ({"months": HUNDRED_YEARS + 1}, "months"),
        ({"until": date(2030, 1, 1)}, "until"),
        ({"lump_sum_fen": money.MOST + 1}, "lump_sum_fen"),
        ({"lump_sum_fen": -1}, "lump_sum_fen"),
    ],
)
def test_what_lies_beyond_a_bound_is_refused_at_its_field(
    change: dict[str, Any], field: str
) -> None:
    assert _wrong(replace(TERMS, **change)) == [field]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({"months": 12}, ["months"]),
        ({"until": date(2030, 1, 1)}, ["until"]),
        ({"sublicensing": "yes"}, ["sublicensing"]),
        ({"months": 12, "sublicensing": "consent"}, ["months", "sublicensing"]),
    ],
)
def test_a_transfer_has_no_end_and_no_sublicences(
    change: dict[str, Any], fields: list[str]
) -> None:
    assert _wrong(replace(TRANSFER, **change)) == fields


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"royalty_permille": 1001}, "royalty_permille"),
        ({"royalty_permille": -5}, "royalty_permille"),
        ({"royalty_base": "weather"}, "royalty_base"),
        ({"royalty_cap_fen": 0}, "royalty_cap_fen"),
        ({"royalty_cap_fen": money.MOST + 1}, "royalty_cap_fen"),
    ],
)
def test_r_con_4_a_royalty_is_a_share_of_a_named_base_up_to_the_whole(
    change: dict[str, Any], field: str
) -> None:
    assert _wrong(replace(ROYALTY, **change)) == [field]


def test_inv_x4_a_part_of_nothing_is_no_instalment_even_where_the_sum_is_right() -> None:
    parts = (Instalment(500_000_00, "签约后"), Instalment(0, "验收后"))
    terms = replace(TERMS, price_mode="lump_sum_instalments", instalments=parts)
    assert _wrong(terms) == ["instalments"]


def test_instalments_are_told_with_their_amount_and_when_in_both_languages() -> None:
    parts = (Instalment(200_000_00, "签约后"), Instalment(300_000_00, "验收后"))
    terms = replace(TERMS, price_mode="lump_sum_instalments", instalments=parts)
    told = described(terms)["instalments"]
    first, second = (money.show(part.amount_fen, "en", short=True) for part in parts)
    assert told.zh == "20 万元（签约后）；30 万元（验收后）"
    assert told.en == f"{first} (签约后); {second} (验收后)"


@pytest.mark.parametrize("days", [0, -1, 100_000])
def test_an_offer_is_open_for_a_day_at_least_and_not_beyond_the_longest_time(days: int) -> None:
    with pytest.raises(BadExpiry) as told:
        offer_ends(days)
    assert told.value.data["fields"] == ["valid_days"]
