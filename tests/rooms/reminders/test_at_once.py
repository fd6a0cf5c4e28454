"""Several workers remind at the same moment, on real connections of either database."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from marketplace import house
from marketplace.core import clock
from marketplace.reminders import actions
from tests.factories import trading
from tests.factories.reminders import later, told


@pytest.mark.usefixtures("committed")
def test_inv_i12_several_workers_at_once_take_a_step_once() -> None:
    deals = [trading.opened().id for _ in range(4)]

    with clock.held(later(5)), ThreadPoolExecutor(4) as pool:
        taken = sum(pool.map(lambda _: actions.remind([house.LIVES["deal"]]), range(4)))

    assert [told(deal) for deal in deals] == [["reminder.nudged"]] * 4
    assert taken == len(deals)
