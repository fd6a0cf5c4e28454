"""Whether a worker is sick: it fails where the work is sound, and must stop before it burns rows.

The world's failures are no sign of it: while a mail server is away every letter fails in every
worker, and lines in inboxes are still written. Nor is one reaction with a fault in it. A worker is
sick when more than half of its last twenty deliveries failed, of more than one kind, and more than
half of those that touch nothing but our own database.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

WINDOW = 20
LEAST_INSIDE = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one delivery went."""

    key: UUID
    reaction: str
    channel: str
    outside: bool
    failed: bool


@dataclass(slots=True)
class Watch:
    """The last deliveries of one process; once it is sick, it stays so."""

    last: deque[Outcome] = field(default_factory=lambda: deque(maxlen=WINDOW))
    sick: bool = False

    def note(self, outcome: Outcome) -> None:
        """Take in one more."""
        self.last.append(outcome)
        self.sick = self.sick or self._judge()

    def failed(self) -> Sequence[UUID]:
        """The rows whose errors were counted here; one that failed twice is named twice."""
        return [one.key for one in self.last if one.failed]

    def why(self) -> str:
        """What was seen, for the record."""
        return f"{len(self.failed())} of its last {len(self.last)} deliveries failed"

    def _judge(self) -> bool:
        inside = [one.failed for one in self.last if not one.outside]
        kinds = {(one.reaction, one.channel) for one in self.last if one.failed}
        return (
            len(self.last) == WINDOW
            and len(self.failed()) * 2 > WINDOW
            and len(kinds) > 1
            and len(inside) >= LEAST_INSIDE
            and sum(inside) * 2 > len(inside)
        )
