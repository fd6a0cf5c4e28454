"""Every figure in force is listed, with where it comes from."""

import json

import pytest

from marketplace.core import clock
from marketplace.core.policy import all_figures
from tests.cli.conftest import Here


@pytest.mark.parametrize("day", ["2021-06-01", "2026-11-23"])
def test_the_figures_of_a_day_are_listed_with_their_sources(here: Here, day: str) -> None:
    lines = here.run("policy", "list", "--on", day, "--json").output.splitlines()
    figures = [json.loads(line) for line in lines]
    assert all(f["source"] and f["valid_from"] <= day for f in figures)
    assert all(f["valid_to"] is None or f["valid_to"] >= day for f in figures)
    words = here.run("policy", "list", "--on", day).output.splitlines()
    assert [line.split()[0] for line in words] == [f["id"] for f in figures]


def test_without_a_day_it_is_today(here: Here) -> None:
    said = here.run("policy", "list").output.splitlines()
    assert len(said) == len(all_figures(clock.today()))


def test_a_day_that_is_none_is_refused(here: Here) -> None:
    assert here.run("policy", "list", "--on", "yesterday").exit_code == 2
