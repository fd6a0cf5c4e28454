"""When which step is due, and who may do what with an escalation: pure functions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Literal

from marketplace.core import shipped
from marketplace.core.actor import Actor
from marketplace.core.clock import SHANGHAI, last_day, to_people
from marketplace.core.flow import Wait
from marketplace.core.legal_days import is_working_day
from marketplace.reminders.models import Escalation

Do = Literal["nudge", "broker", "operator"]
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, and how many working days after the clock (minus: before it)."""

    do: Do
    days: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The steps in their order; `since` says what they count from: the clock, or the last move."""

    name: str
    since: Literal["due", "moved"]
    steps: Sequence[Step]

    def reach(self) -> timedelta:
        """A time before which no step of a thing with this clock can be due, generously."""
        ahead = max(0, -min(step.days for step in self.steps))
        return timedelta(days=2 * ahead + 14)


@dataclass(frozen=True, slots=True)
class Policy:
    """The hours in which people are reminded, and which plan a waiting state has."""

    since: time
    until: time
    plans: Mapping[str, Plan]
    states: Mapping[str, str]


@cache
def policy() -> Policy:
    """What `config/policy/follow_ups.toml` says."""
    table = shipped.toml("follow_ups.toml")
    plans = {
        name: Plan(name, row["since"], tuple(Step(**step) for step in row["steps"]))
        for name, row in table["plans"].items()
    }
    hours = table["hours"]
    read = time.fromisoformat
    return Policy(read(hours["from"]), read(hours["until"]), plans, table["states"])


def plan_of(noun: str, state: str, wait: Wait) -> Plan | None:
    """The plan of a waiting state: the one it is given, else `answer` for what asks by a clock."""
    by = policy()
    name = by.states.get(f"{noun}.{state}")
    if name is None and wait.due and not wait.quiet:
        name = "answer"
    return by.plans[name] if name else None


def in_hours(at: datetime) -> bool:
    """Whether people are at work: outside of it nobody is reminded."""
    by, there = policy(), to_people(at)
    return is_working_day(there.date()) and by.since <= there.time() < by.until


def due_step(
    plan: Plan, moved: datetime, due: datetime | None, taken: int, at: datetime
) -> int | None:
    """The place of the step to take now: the last one that is due and comes after those taken.

    `taken` counts the steps that lie behind. A thing without the clock its plan counts from has no
    step.
    """
    anchor = due if plan.since == "due" else moved
    if anchor is None:
        return None
    day = last_day(anchor) if plan.since == "due" else to_people(anchor).date()
    ripe = [n for n, step in enumerate(plan.steps) if _opens(day, step.days) <= at]
    return ripe[-1] if ripe and ripe[-1] >= taken else None


def _opens(day: date, days: int) -> datetime:
    """The beginning of the working hours so many working days from a day."""
    by = ONE_DAY if days > 0 else -ONE_DAY
    for _ in range(abs(days)):
        day += by
        while not is_working_day(day):
            day += by
    return datetime.combine(day, policy().since, SHANGHAI)


def may_see(actor: Actor, _escalation: Escalation) -> bool:
    """The operator, who deals with it, and the bureau, which supervises."""
    return actor.is_operator or actor.is_supervisor or actor.is_system


def may_close(actor: Actor, _escalation: Escalation) -> bool:
    """The operator."""
    return actor.is_operator


def may_settle(actor: Actor, _escalation: Escalation) -> bool:
    """The system, when what rested has moved."""
    return actor.is_system


MAY: dict[str, Callable[[Actor, Escalation], bool]] = {"close": may_close, "settle": may_settle}
