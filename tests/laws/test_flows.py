"""Life cycles: one rule a move, an owner and a clock (or a reason) for everything that waits."""

from collections import Counter

import pytest

from marketplace import house
from marketplace.core.flow import Life

LIVES = sorted(house.LIVES.items())


@pytest.mark.parametrize(("noun", "life"), LIVES)
def test_every_move_has_exactly_one_rule(noun: str, life: Life) -> None:
    assert {move.name for move in life.flow.moves} == set(life.may), noun


@pytest.mark.parametrize(("noun", "life"), LIVES)
def test_a_move_leads_to_one_place(noun: str, life: Life) -> None:
    pairs = Counter((m.name, s) for m in life.flow.moves for s in m.sources)
    assert not [pair for pair, times in pairs.items() if times > 1], noun


@pytest.mark.parametrize(("noun", "life"), LIVES)
def test_every_waiting_state_has_an_owner_and_a_clock_or_a_reason(noun: str, life: Life) -> None:
    waiting = set(life.flow.states()) - life.flow.final()
    assert waiting == set(life.flow.waits), noun
    for state, wait in life.flow.waits.items():
        assert wait.ask.zh, f"{noun} {state}"
        assert wait.ask.en, f"{noun} {state}"
        assert wait.due is not None or wait.why_no_clock is not None, f"{noun} {state}"


@pytest.mark.parametrize(("noun", "life"), LIVES)
def test_a_timed_move_exists_and_may_be_made_by_the_system(noun: str, life: Life) -> None:
    for state, wait in life.flow.waits.items():
        if wait.then is None:
            continue
        assert wait.due is not None, f"{noun} {state}: a timed move needs its clock"
        assert life.fire is not None, noun
        assert any(state in m.sources for m in life.flow.named(wait.then)), f"{noun} {state}"


@pytest.mark.parametrize(("noun", "life"), LIVES)
def test_every_state_can_be_reached(noun: str, life: Life) -> None:
    starts = {life.flow.start, *life.flow.entries}
    reached, frontier = set(starts), starts
    while frontier:
        frontier = {m.target for m in life.flow.moves if m.sources & frontier} - reached
        reached |= frontier
    assert reached | life.flow.later == set(life.flow.states()), noun


def test_reactions_have_names_of_their_own() -> None:
    names = [r.name for several in house.ON.values() for r in several]
    assert len(names) == len(set(names))


def test_reactions_wait_for_facts_that_exist() -> None:
    assert set(house.ON) <= set(house.FACTS)
