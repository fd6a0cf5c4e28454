"""How soon to commit again: at once after a rest, once a second under load.

A commit costs about as much for one document as for fifty, and each makes all readers open their
files again. So a first change is committed at once, a second waits a tenth of a second, and while
changes keep coming they are gathered for ever longer, up to a second.
"""

from dataclasses import dataclass

SHORTEST = 0.1
LONGEST = 1.0


@dataclass(slots=True)
class Pace:
    """When this process committed last, and how long it gathers before it does so again."""

    last: float = float("-inf")
    gap: float = 0.0

    def hold(self, now: float) -> float:
        """Say how many seconds to gather before the next commit."""
        return max(0.0, self.last + self.gap - now)

    def committed(self, now: float) -> None:
        """Note a commit: after a rest the next one may follow soon, in a crowd ever later."""
        rested = now - self.last > 2 * LONGEST
        self.gap = SHORTEST if rested else min(LONGEST, max(SHORTEST, 2 * self.gap))
        self.last = now
