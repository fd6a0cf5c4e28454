"""`market deliveries`: dead ones are listed, sent again or given up, on the record."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from click.testing import Result
from sqlalchemy import select

from config.settings import settings
from marketplace.core import db
from marketplace.core.clock import now
from marketplace.core.deliveries import Delivery
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit
from tests.cli.conftest import Here

OPERATOR = "operator@example.org"
FOUND = (
    *("init", "--name", "示例市场", "--city", "洛阳市", "--operator", "运营中心"),
    *("--person", "示例", "--email", OPERATOR, "--password", "green-market-for-tests"),
)


@pytest.fixture
def market(here: Here) -> Here:
    """A market with an operator and one fact."""
    assert here.run(*FOUND).exit_code == 0
    here.happen(1)
    return here


def dead(here: Here, reaction: str = "a.tell", days_ago: int = 0) -> UUID:
    """A delivery that is dead."""
    del here
    db.bind(db.open_engine(settings().database_url))
    key, at = uuid4(), now() - timedelta(days=days_ago)
    row = Delivery(
        id=key, entry_seq=1, reaction=reaction, recipient=str(key), channel="mail", state="dead",
        errors=12, planned_at=at, last_error="ConnectionRefusedError: away",
    )  # fmt: skip
    with unit() as session:
        session.add(row)
    return key


def states() -> dict[UUID, str]:
    db.bind(db.open_engine(settings().database_url))
    with reading() as session:
        return {row.id: row.state for row in session.scalars(select(Delivery))}


def facts() -> list[tuple[str, str]]:
    """What was recorded of deliveries, each with its reason."""
    with reading() as session:
        rows = session.scalars(select(Entry).where(Entry.subject_kind == "delivery"))
        return [(row.fact, row.data.get("reason", "")) for row in rows]


def told(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.output


def test_the_dead_are_listed_with_their_reason(market: Here) -> None:
    key = dead(market)
    said = told(market.run("deliveries", "list"))
    assert str(key) in said
    assert "ConnectionRefusedError: away" in said
    assert "1 dead" in said
    assert "0 dead" in told(market.run("deliveries", "list", "--reaction", "b.tell"))


def test_what_died_since_a_moment_lives_again_and_what_died_before_does_not(market: Here) -> None:
    old, new = dead(market, days_ago=3), dead(market)
    said = told(market.run("deliveries", "retry", "--since", "24h", "--as", OPERATOR))
    assert "1 are sent again" in said
    assert states() == {old: "dead", new: "ready"}
    assert facts() == [("delivery.retried", "")]


def test_all_of_one_reaction_live_again(market: Here) -> None:
    one, other = dead(market, "a.tell"), dead(market, "b.tell")
    told(market.run("deliveries", "retry", "--reaction", "b.tell", "--as", OPERATOR))
    assert states() == {one: "dead", other: "ready"}


def test_what_is_given_up_is_kept_with_its_reason_on_record(market: Here) -> None:
    key = dead(market)
    told(market.run("deliveries", "drop", str(key), "--reason", "旧地址", "--as", OPERATOR))
    assert states() == {key: "dropped"}
    assert facts() == [("delivery.dropped", "旧地址")]
    again = market.run("deliveries", "retry", str(key), "--as", OPERATOR)
    assert again.exit_code == 1
    assert states() == {key: "dropped"}


def test_nothing_is_retried_by_accident(market: Here) -> None:
    key = dead(market)
    assert market.run("deliveries", "retry", "--as", OPERATOR).exit_code == 2
    assert states() == {key: "dead"}


def test_a_stranger_may_neither_retry_nor_drop(market: Here) -> None:
    key = dead(market)
    for words in (["retry", str(key)], ["drop", str(key), "--reason", "because"]):
        result = market.run("deliveries", *words, "--as", "nobody@example.org")
        assert result.exit_code == 1
    assert states() == {key: "dead"}


def test_channels_tell_how_they_fare(market: Here) -> None:
    dead(market)
    line = told(market.run("deliveries", "state")).splitlines()[-1]
    assert line.split() == ["mail", "0", "0", "-", "0", "-", "-", "1"]


def test_a_moment_that_cannot_be_read_is_refused(market: Here) -> None:
    result = market.run("deliveries", "list", "--since", "yesterday")
    assert result.exit_code == 2
    assert "neither" in result.output
