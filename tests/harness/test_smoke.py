"""A short fault run; `make harness` is the long one."""

import pytest

from tests.harness.fire import fire
from tests.servers.fixtures import StartMarket


@pytest.mark.fault
def test_inv_i14_kill_9_of_every_part_loses_nothing_that_was_acknowledged(
    start_market: StartMarket,
) -> None:
    report = fire(start_market(), seed=7, faults=8)
    assert report.told > 0, report.line()
    assert report.reckoning.clean, report.line()
