"""What happens on which day, and to whom: steps are gathered in any order and played in time's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.unit import unit

OPENS = time(9, 5)
# What is done is called with the session, the stage, and what was given with it.
Act = Callable[..., object]


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """One thing that somebody does at a moment; `number` keeps those of one moment in order."""

    at: datetime
    number: int
    act: Act = field(compare=False)
    given: tuple[object, ...] = field(compare=False)


@dataclass(slots=True)
class Stage:
    """The days of the sample market counted back from `now`, and who and what is there by then.

    `actors` and `ids` are by the keys of the data files and filled while the steps are played.
    """

    now: datetime
    actors: dict[str, Actor] = field(default_factory=dict)
    ids: dict[tuple[str, str], UUID] = field(default_factory=dict)
    _steps: list[Step] = field(default_factory=list)

    def on(self, days_ago: int, minutes: int, act: Act, *given: object) -> None:
        """Have something done so many days ago, so many minutes after nine in the morning.

        What would lie ahead of now is done now.
        """
        day = clock.to_people(self.now).date() - timedelta(days=days_ago)
        moment = datetime.combine(day, OPENS, clock.SHANGHAI) + timedelta(minutes=minutes)
        self._steps.append(Step(min(moment, self.now), len(self._steps), act, given))

    def play(self) -> Iterator[int]:
        """Do everything, each step in a unit of its own at its own time; yields what is done."""
        for done, step in enumerate(sorted(self._steps), 1):
            with clock.held(step.at), unit() as session:
                step.act(session, self, *step.given)
            yield done

    def __len__(self) -> int:
        """How many steps there are."""
        return len(self._steps)
