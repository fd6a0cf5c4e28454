"""Which step of a plan is due when: working days, working hours, and only the last one missed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from marketplace import house
from marketplace.core import clock
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import SHANGHAI
from marketplace.reminders import rules
from marketplace.reminders.models import Escalation

PLANS = rules.policy().plans


def china(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI).astimezone(UTC)


def test_every_state_the_file_names_waits_in_some_life_cycle() -> None:
    waits = {
        f"{noun}.{state}": wait
        for noun, life in house.LIVES.items()
        for state, wait in life.flow.waits.items()
    }

    assert rules.policy().states.keys() <= waits.keys()
    for name, plan in rules.policy().states.items():
        assert plan in PLANS
        assert PLANS[plan].since == "moved" or waits[name].due, f"{name} has no clock"


def test_whatever_asks_by_a_clock_is_followed_up() -> None:
    for noun, life in house.LIVES.items():
        for state, wait in life.flow.waits.items():
            if wait.due and not wait.quiet:
                assert rules.plan_of(noun, str(state), wait), f"{noun}.{state}"


def test_the_steps_of_a_plan_follow_each_other_and_end_with_the_operator_or_a_nudge() -> None:
    for plan in PLANS.values():
        days = [step.days for step in plan.steps]
        order = ["nudge", "broker", "operator"]
        done = [order.index(step.do) for step in plan.steps]
        assert days == sorted(set(days))
        assert done == sorted(done)


# The National Day holiday of 2026 is 1 to 7 October; 20 September and 10 October are worked.
@pytest.mark.parametrize(
    ("at", "step"),
    [
        ("2026-09-29T09:00", None),
        ("2026-09-30T08:59", None),
        ("2026-09-30T09:00", 0),  # One working day before the last day, 8 October.
        ("2026-10-08T17:00", 0),
        ("2026-10-09T09:00", 1),
        ("2026-10-12T08:59", 1),
        ("2026-10-12T09:00", 2),
        ("2026-10-13T08:59", 2),
        ("2026-10-14T09:00", 3),
        ("2026-12-01T09:00", 3),
    ],
)
def test_a_step_opens_with_the_working_hours_of_its_working_day(at: str, step: int | None) -> None:
    due, moved = china("2026-10-09T00:00"), china("2026-09-20T12:00")

    assert rules.due_step(PLANS["answer"], moved, due, 0, china(at)) == step


def test_steps_that_were_missed_are_passed_over_and_none_is_taken_twice() -> None:
    due, moved = china("2026-11-03T00:00"), china("2026-10-20T12:00")
    at = china("2026-12-01T10:00")

    assert rules.due_step(PLANS["answer"], moved, due, 0, at) == 3
    assert rules.due_step(PLANS["answer"], moved, due, 3, at) == 3
    assert rules.due_step(PLANS["answer"], moved, due, 4, at) is None


def test_what_has_no_clock_has_no_step_of_a_plan_that_counts_from_one() -> None:
    at = china("2026-12-01T10:00")

    assert rules.due_step(PLANS["answer"], at - timedelta(days=90), None, 0, at) is None


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        ("2026-12-01T08:59", False),
        ("2026-12-01T09:00", True),
        ("2026-12-01T17:59", True),
        ("2026-12-01T18:00", False),
        ("2026-12-05T10:00", False),  # A Saturday.
        ("2026-10-01T10:00", False),  # National Day.
        ("2026-10-10T10:00", True),  # A Saturday that is worked.
    ],
)
def test_people_are_reminded_in_working_hours_alone(at: str, open_: bool) -> None:
    assert rules.in_hours(china(at)) is open_


def test_no_step_of_a_listed_clock_comes_before_what_is_read() -> None:
    """What `reach` leaves out in SQL could have no step: the longest holidays are within it."""
    for plan in PLANS.values():
        if plan.since == "due":
            for day in range(366):
                due = china("2026-01-01T00:00") + timedelta(days=day)
                early = due - plan.reach()
                assert rules.due_step(plan, early, due, 0, early) is None, (plan.name, due)


def test_the_last_day_of_a_clock_ends_at_midnight_in_china() -> None:
    assert clock.last_day(china("2026-10-09T00:00")) == date(2026, 10, 8)


def test_only_the_house_settles_an_escalation() -> None:
    assert rules.may_settle(SYSTEM, Escalation())
    assert not rules.may_settle(Actor(None, None, frozenset({"operator"})), Escalation())


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        (SYSTEM, True),
        (Actor(None, None, frozenset({"operator"})), True),
        (Actor(None, None, frozenset({"supervisor"})), True),
        (Actor(None, None, frozenset({"holder"})), False),
    ],
)
def test_the_operator_and_the_bureau_see_what_rests(who: Actor, sees: bool) -> None:
    assert rules.may_see(who, Escalation()) is sees
