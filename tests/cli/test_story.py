"""`market story`: told to its end on a running market, or broken off with the reason."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Here
from tests.servers import run
from tests.servers.fixtures import StartMarket
from tests.servers.market import Market

OPERATOR, PASSWORD = "operator@story.example.org", "green-market-story"


def played(here: Here, url: str, *words: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, the JSON document, and what else was said."""
    said = here.run("story", "--url", url, "--operator", OPERATOR, "--password", PASSWORD, *words)
    return said.exit_code, json.loads(said.stdout.partition("Error:")[0]), said.stderr


@pytest.fixture
def market(start_market: StartMarket) -> Market:
    """A market that runs, with its operator."""
    made = start_market()
    words = ("--name", "故事市场", "--city", "洛阳市", "--operator", "示例运营中心")
    done = made.run(
        "init", *words, "--person", "林晓河", "--email", OPERATOR, "--password", PASSWORD
    )
    assert done.returncode == 0, done.stderr
    return made


@pytest.mark.journey
@pytest.mark.enable_socket
def test_the_story_comes_true_on_a_running_market(here: Here, market: Market) -> None:
    code, told, said = played(here, market.url)
    assert (code, told["ok"]) == (0, True), told
    assert told["workers"]
    names = [step["step"] for step in told["steps"]]
    assert names[0] == "registered and verified"
    assert "found by a Chinese search" in names
    assert all(f" s  {name}\n" in said for name in names)
    code, told, said = played(here, market.url, "--json", "--keep")
    assert (code, told["ok"], said) == (0, True, ""), told
    code, told, said = played(here, market.url, "--password", "not the password")
    assert (code, told["ok"]) == (1, False)
    assert "registered and verified: POST /api/v1/tokens: 4" in told["failed"]
    assert told["steps"] == []


@pytest.mark.enable_socket
def test_a_market_that_does_not_answer_is_named(here: Here) -> None:
    code, told, said = played(here, f"http://127.0.0.1:{run.free_port()}")
    assert (code, told["ok"]) == (1, False)
    assert "no answer" in told["failed"]
    assert "The story broke off." in said


@pytest.mark.parametrize("url", ["file:///etc/hostname", "127.0.0.1:8000"])
def test_what_is_no_address_of_a_market_is_never_opened(here: Here, url: str) -> None:
    code, told, _ = played(here, url, "--json")
    assert code == 1
    assert "is no address of a market" in told["failed"]
