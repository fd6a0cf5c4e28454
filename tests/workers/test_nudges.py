"""When a nudge is sent, sent again, or left to wait."""

from itertools import pairwise

import pytest

from workers.nudges import AGAIN, LONGEST, Nudges, View


def seen(head: int = 0, at: int = 0, **beats: int) -> View:
    return View(head, {"react": at}, beats)


def test_a_follower_that_lags_gets_one_nudge_until_it_answers() -> None:
    nudges = Nudges()
    assert nudges.follower("react", seen(5), 0)
    assert not nudges.follower("react", seen(5), 1)
    assert not nudges.follower("react", seen(9, 3), 2)
    assert nudges.follower("react", seen(9, 5), 3)
    assert not nudges.follower("react", seen(9, 9), 4)


def test_the_first_round_asks_also_followers_that_report_no_lag() -> None:
    nudges = Nudges()
    assert nudges.follower("react", seen(5, 5), 0)
    assert not nudges.follower("react", seen(5, 5), 100)


def test_an_unanswered_nudge_is_sent_again_ever_later() -> None:
    nudges = Nudges()
    sent = [tick for tick in range(600) if nudges.follower("react", seen(1), tick)]
    gaps = [after - before for before, after in pairwise(sent)]
    assert gaps[:4] == [AGAIN, AGAIN * 2, AGAIN * 4, AGAIN * 8]
    assert set(gaps[4:]) == {LONGEST}


def test_a_periodic_nudge_keeps_its_rhythm_while_it_is_answered() -> None:
    nudges, sent = Nudges(), []
    for tick in range(60):
        if nudges.periodic("sweep", 5, seen(sweep=len(sent)), tick):
            sent.append(tick)
    assert sent == list(range(0, 60, 5))


def test_a_periodic_nudge_without_sign_of_life_does_not_pile_up() -> None:
    nudges = Nudges()
    assert sum(nudges.periodic("sweep", 5, seen(), tick) for tick in range(3600)) < 70


@pytest.mark.parametrize("lost", [True, False])
def test_after_a_fault_everything_is_asked_anew(lost: bool) -> None:
    nudges = Nudges()
    nudges.follower("react", seen(1), 0)
    if lost:
        nudges.forget()
    assert nudges.follower("react", seen(1), 1) is lost
