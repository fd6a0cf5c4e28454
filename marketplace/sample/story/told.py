"""What the story tells of itself: each step, how long it took, and what came of it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from marketplace.sample.story.client import Answered

Ids = dict[str, Any]
EVERY_S = 0.3


class StoryFailed(Exception):
    """A step did not come true; the message says which and why."""


@dataclass(slots=True)
class Told:
    """The steps so far; `say` hears each when it is done, `limit` is how long one may take."""

    limit: float
    say: Callable[[str, float, Ids], None]
    steps: list[dict[str, Any]] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Ids]:
        """Time one step; its ids are put into what it yields. Raises StoryFailed."""
        began, ids = time.monotonic(), Ids()
        try:
            yield ids
        except (Answered, StoryFailed) as error:
            raise StoryFailed(f"{name}: {error}") from None
        except KeyError as error:
            raise StoryFailed(f"{name}: the answer has no {error}") from None
        seconds = round(time.monotonic() - began, 3)
        if seconds > self.limit:
            raise StoryFailed(f"{name}: took {seconds} s, longer than {self.limit} s")
        self.steps.append({"step": name, "seconds": seconds, **ids})
        self.say(name, seconds, ids)

    def until(self, look: Callable[[], Any]) -> Any:
        """Look again until there is something; StoryFailed when the limit has passed."""
        until = time.monotonic() + self.limit
        while not (found := look()):
            if time.monotonic() > until:
                raise StoryFailed(f"nothing came within {self.limit} s")
            time.sleep(EVERY_S)
        return found

    def workers(self) -> list[str]:
        """The Celery workers that delivered notices in this story."""
        return sorted({w for step in self.steps for w in step.get("workers", ())})
