"""A life cycle as data: one table from which everything about it comes.

From a `Flow` come the only writer of `state`, the database CHECK, the journal's facts (named by
move), the open moves of API and page, the desks ("what needs me today"), the timed moves, the
diagram and the law tests. A move with two targets is two moves.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import Enum
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core import clock
from marketplace.core.db import Aggregate
from marketplace.core.errors import MoveNotPossible
from marketplace.core.speech import Phrase

S = TypeVar("S", bound=StrEnum)

OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Owner:
    """On whose desk a thing lies: an organisation's, or that of everybody of a kind."""

    org: UUID | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """What a state waits for.

    `whose` says from the row whose turn it is, `ask` what is asked of them; `due` says until when
    and `then` which timed move fires when that passes (none: it only becomes overdue). A wait
    without a clock states the reason in `why_no_clock`; one whose `due` may answer None does, too.
    `quiet` waits (a published listing) are shown to their owner only when their clock comes near.
    """

    whose: Callable[[Any], Owner]
    ask: Phrase
    due: Callable[[Any], datetime | None] | None = None
    then: str | None = None
    why_no_clock: Phrase | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Arrow(Generic[S]):
    """One move: from any of `sources` to `target`, told as the fact `noun.fact`."""

    name: str
    sources: frozenset[S]
    target: S
    fact: str
    words: Phrase
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What a move did: the journal's name of it, and the states before and after."""

    fact: str
    before: str
    after: str


class Stateful(Protocol):
    """A row with a life cycle (see `Living`)."""

    state: Any
    moved_at: datetime
    steps: int
    desk_org: UUID | None
    desk_role: str | None
    due_at: datetime | None


class Living(Aggregate):
    """The columns of every aggregate that has a life cycle.

    `steps` grows with every move, so that the version changes even where only child rows did;
    `desk_org`, `desk_role` and `due_at` are the answers of the state's `Wait`, kept in the row so
    that desks and the sweep are plain queries.
    """

    moved_at: Mapped[datetime] = mapped_column(default=clock.now)
    steps: Mapped[int] = mapped_column(default=0)
    desk_org: Mapped[UUID | None] = mapped_column(index=True)
    desk_role: Mapped[str | None] = mapped_column(index=True)
    due_at: Mapped[datetime | None] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class Flow(Generic[S]):
    """The table of a life cycle: `start`, its moves, and what each waiting state waits for.

    `entries` are further states a thing may begin in (a deal struck elsewhere), `later` states
    that stand in the table before the moves that lead to them do.
    """

    noun: str
    start: S
    moves: tuple[Arrow[S], ...]
    waits: Mapping[S, Wait] = field(default_factory=dict)
    words: Mapping[str, Phrase] = field(default_factory=dict)
    entries: frozenset[S] = frozenset()
    later: frozenset[S] = frozenset()

    def begin(self, thing: Stateful, at: S | None = None) -> None:
        """Put a new thing into its first state (or another entry) and on its first desk."""
        if at is not None and at not in self.entries:
            raise MoveNotPossible(move="begin", state=str(at))
        thing.state = at or self.start
        thing.steps = 0
        self.settle(thing)

    def open(self, thing: Stateful) -> list[Arrow[S]]:
        """The moves that the state leaves open; whether one may make them is the rules' matter."""
        return [move for move in self.moves if thing.state in move.sources]

    def named(self, name: str) -> list[Arrow[S]]:
        """All arrows of a move's name."""
        return [move for move in self.moves if move.name == name]

    def step(self, thing: Stateful, name: str) -> Step:
        """Make a move: the only writer of `state`. Raises MoveNotPossible."""
        for move in self.moves:
            if move.name == name and thing.state in move.sources:
                before, thing.state = thing.state, move.target
                self.settle(thing)
                return Step(f"{self.noun}.{move.fact}", str(before), str(move.target))
        raise MoveNotPossible(move=name, state=str(thing.state))

    def settle(self, thing: Stateful) -> None:
        """Write down whose turn it is and until when, from the state's `Wait`."""
        thing.moved_at = clock.now()
        thing.steps = (thing.steps or 0) + 1
        wait = self.waits.get(thing.state)
        owner = wait.whose(thing) if wait else Owner()
        thing.desk_org, thing.desk_role = owner.org, owner.role
        thing.due_at = wait.due(thing) if wait and wait.due else None

    def states(self) -> type[S]:
        """The enumeration of the states."""
        return type(self.start)

    def final(self) -> set[S]:
        """The states that no move leaves."""
        leaving = {source for move in self.moves for source in move.sources}
        return set(self.states()) - leaving

    def facts(self) -> set[str]:
        """The journal's names of all moves."""
        return {f"{self.noun}.{move.fact}" for move in self.moves}

    def mermaid(self) -> str:
        """The diagram of the life cycle."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for move in self.moves:
            lines += [f"    {s} --> {move.target}: {move.name}" for s in sorted(move.sources)]
        lines += [f"    {state} --> [*]" for state in sorted(self.final())]
        return "\n".join(lines)


def arrow(
    name: str, sources: Iterable[S], target: S, words: Phrase, *, fact: str, danger: bool = False
) -> Arrow[S]:
    """One move; `fact` is its past participle in the journal."""
    return Arrow(name, frozenset(sources), target, fact, words, danger)


def column(states: type[StrEnum]) -> Enum:
    """A column type for a state: text plus CHECK on both databases, no PostgreSQL enum."""
    return Enum(
        states,
        native_enum=False,
        create_constraint=True,
        length=32,
        name="state",
        values_callable=lambda e: [member.value for member in e],
    )


@dataclass(frozen=True, slots=True)
class Life:
    """A life cycle in use: the flow, its table, and how rooms show and move it.

    `title` gives the line a desk shows, `page` the path of the thing's page, `fire` makes a timed
    move as the system, with the same guards as anybody's. `also` gives the condition under which a
    row lies on further desks than its owner's (a broker's who may speak for the side whose turn it
    is); it takes the actor.
    """

    flow: Flow[Any]
    model: Any
    may: Mapping[str, Callable[..., bool]]
    title: Callable[[Any], str]
    page: Callable[[Any], str]
    fire: Callable[[Any, UUID, str], object] | None = None
    also: Callable[[Any], Any] | None = None
