"""The sample market: its data are sound, and all of it goes through the rooms' own actions."""

from collections import Counter

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from marketplace.core import journal, measure
from marketplace.core.identifiers import parse_application_number, parse_uscc
from marketplace.core.unit import reading
from marketplace.display.models import Demand, Technology
from marketplace.sample import book
from marketplace.sample.load import Found, look, prepare
from marketplace.trading.models import Deal, LicenceRequest


def test_every_number_has_its_check_digits_and_is_used_once() -> None:
    patents = [number for row in book.technologies() for number, *_ in row["patents"]]
    codes = [row["uscc"] for row in book.organisations().values()]
    for number in patents:
        parse_application_number(number)
    for code in codes:
        parse_uscc(code)
    assert len(set(patents)) == len(patents)
    assert len(set(codes)) == len(codes)


def test_everything_says_that_it_is_invented() -> None:
    for row in book.organisations().values():
        assert "（示例）" in row["name"]
        assert all("（示例）" in name for _, name, _ in row["people"])
        assert all(email.endswith("@example.org") for *_, email in row["people"])


def test_a_search_for_flue_gas_offers_a_real_choice() -> None:
    measured = [
        frozenset(claim[0] for claim in row["claims"])
        for row in book.technologies()
        if {"so2", "nox", "particulates", "vocs"} & set(row["pollutants"])
        and any(claim[0] == "gas_throughput" for claim in row["claims"])
    ]
    assert len(measured) >= 8
    assert len(set(measured)) >= 8


def test_every_claim_and_target_is_a_measurand_with_a_unit_that_fits() -> None:
    for row in (*book.technologies(), *book.rows("demands", "demand")):
        for code, quantity, *_ in row.get("claims", row.get("targets", [])):
            measure.Claim.read(code, quantity)


@pytest.fixture
def loaded(database: Engine) -> Engine:
    for _ in prepare().play():
        pass
    return database


def test_the_sample_fills_an_empty_market_and_is_never_loaded_twice(loaded: Engine) -> None:
    with reading() as session:
        assert look(session) is Found.SAMPLE
        states = Counter(str(state) for state in session.scalars(select(Technology.state)))
        assert sum(states.values()) == len(book.technologies()) == 80
        assert states["published"] >= 70
        assert {"draft", "submitted", "under_review", "changes_requested"} <= states.keys()
        assert len(session.scalars(select(Demand.id)).all()) == 25
        deals = Counter(str(state) for state in session.scalars(select(Deal.state)))
        assert deals == {"negotiating": 2, "term_agreed": 2, "lost": 1}
        asked = {str(state) for state in session.scalars(select(LicenceRequest.state))}
        assert {"sent", "acknowledged", "declined", "converted"} <= asked
        assert most_offers(session) == 3
        assert max(journal.verify(session)) == journal.head(session)


def most_offers(session: Session) -> int:
    return max(len(deal.offers) for deal in session.scalars(select(Deal)))


def test_a_sample_that_broke_off_is_told_from_a_whole_one(database: Engine) -> None:
    steps = prepare().play()
    for _ in range(5):
        next(steps)
    with reading() as session:
        assert look(session) is Found.BROKEN
