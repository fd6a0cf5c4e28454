"""When to send which nudge: pure of broker and database, so that it can be reasoned about."""

from collections.abc import Container, Hashable, Mapping
from dataclasses import dataclass, field

AGAIN = 5.0
LONGEST = 60.0


@dataclass(frozen=True, slots=True)
class View:
    """What a round sees: the journal's head, where followers stand, the last signs of life."""

    head: int
    cursors: Mapping[str, int]
    beats: Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Asked:
    """A nudge that was sent: when, how long to wait for its answer, what was seen then."""

    at: float
    wait: float
    mark: Hashable


@dataclass(slots=True)
class Nudges:
    """Which nudges wait for an answer; one that stays unanswered is sent again, ever later.

    Waiting longer keeps the queue short while no worker runs; forgetting all of this (a new relay)
    costs one more nudge each and nothing else.
    """

    asked: dict[str, Asked] = field(default_factory=dict)

    def follower(self, name: str, view: View, now: float) -> bool:
        """Say whether to nudge a follower now: it lags, and no nudge about that is on its way.

        A nudge is answered when the follower has reached what was the journal's end at the time.
        The first round asks all, lagging or not: a follower's own cursor may differ from the
        reported one, for instance where the index was removed.
        """
        at = view.cursors.get(name, 0)
        before = self.asked.get(name)
        if before is not None and at >= view.head:
            return False
        answered = before is None or (isinstance(before.mark, int) and at >= before.mark)
        return self._ask(name, view.head, now, answered=answered)

    def periodic(self, name: str, every: float, view: View, now: float) -> bool:
        """Say whether to send a periodic nudge now; its sign of life is its answer."""
        sign = view.beats.get(name)
        before = self.asked.get(name)
        answered = before is None or sign != before.mark
        if before is not None and answered and now < before.at + every:
            return False
        return self._ask(name, sign, now, answered=answered)

    def unanswered(self, name: str, now: float) -> bool:
        """Say whether to nudge about something that still waits: at once, then ever later."""
        return self._ask(name, None, now, answered=False)

    def keep(self, prefix: str, names: Container[str]) -> None:
        """Forget what was asked under a prefix and waits no more."""
        for name in [n for n in self.asked if n.startswith(prefix) and n not in names]:
            del self.asked[name]

    def forget(self) -> None:
        """Forget what was sent: the broker may have lost it."""
        self.asked.clear()

    def _ask(self, name: str, mark: Hashable, now: float, *, answered: bool) -> bool:
        before = self.asked.get(name)
        if before is None or answered:
            self.asked[name] = Asked(now, AGAIN, mark)
            return True
        if now < before.at + before.wait:
            return False
        self.asked[name] = Asked(now, min(LONGEST, before.wait * 2), mark)
        return True
