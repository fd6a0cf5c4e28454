"""`market init`: a real, empty market."""

import pytest

from tests.servers.market import Market


def given(*more: str) -> tuple[str, ...]:
    words = ("--name", "洛阳市场", "--city", "洛阳", "--operator", "运营中心", "--person", "林")
    return ("init", *words, "--email", "a@example.org", "--password", "long-enough-1", *more)


@pytest.fixture
def market(tmp_path_factory: pytest.TempPathFactory) -> Market:
    return Market(tmp_path_factory.mktemp("init") / "data")


def test_init_makes_an_operator_keeps_name_and_city_and_does_it_once(market: Market) -> None:
    done = market.run(*given())
    assert done.returncode == 0, done.stderr
    assert "market serve" in done.stdout
    kept = (market.data / "market.env").read_text("utf-8")
    assert kept == "MARKET_NAME='洛阳市场'\nMARKET_CITY='410300'\n"
    again = market.run(*given())
    assert again.returncode == 1
    assert "not empty" in again.stderr


def test_init_refuses_a_city_that_is_none(market: Market) -> None:
    refused = market.run(*given("--city", "乌有"))
    assert refused.returncode != 0
    assert "no region" in refused.stderr


def test_the_sample_is_never_mixed_into_a_real_market(market: Market) -> None:
    assert market.run(*given()).returncode == 0
    refused = market.run("demo")
    assert refused.returncode == 1
    assert "real one" in refused.stderr
    content = market.run("demo", "--if-empty")
    assert content.returncode == 0
    assert "password" not in content.stdout
