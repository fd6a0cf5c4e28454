"""One run: facts are committed while everything fails, then the count."""

import random
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from marketplace.core import journal
from marketplace.core.actor import SYSTEM
from marketplace.core.errors import Unavailable
from marketplace.core.unit import unit
from marketplace.identity.models import Person
from tests.harness.post import points
from tests.harness.post.count import Reckoning, Told, reckon, settled
from tests.harness.post.crew import Crew, until
from tests.harness.post.nemesis import Nemesis
from tests.harness.post.world import Hook, Post
from tests.servers.broker import Broker

FACT = "post.happened"
POISONS = ("raises", "kills", "never ends", "hears nothing", "hungry")
PEOPLE = 20
AT_ONCE = 5
CHANNELS = 3
START_S = 240.0
DIED = "exited with 'signal 9"
T = TypeVar("T")


class _Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard a run is; `kinds` of poison, each so often; faults out of `only`."""

    deliveries: int = 10_000
    faults: int = 60
    tickets: int = 25
    poison: int = 3
    quiet_s: float = 240.0
    kinds: tuple[str, ...] = POISONS
    only: tuple[str, ...] = ()


SHORT = Plan(deliveries=300, faults=20, tickets=2, poison=1, quiet_s=150.0)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run was and what came of it."""

    seed: int
    without: str
    faults: dict[str, int]
    self_kills: int
    restarts: int
    worker_deaths: int
    seconds: float
    settled_after: float
    reckoning: Reckoning
    logs: str

    def line(self) -> str:
        """The run in one line."""
        sums = " ".join(f"{name}={value}" for name, value in asdict(self.reckoning).items())
        return (
            f"seed={self.seed} without={self.without or 'nothing'} {sums} "
            f"faults={sum(self.faults.values())} self_kills={self.self_kills} "
            f"restarts={self.restarts} worker_deaths={self.worker_deaths} "
            f"settled_after={self.settled_after:.1f}s seconds={self.seconds:.0f}"
        )


def fire(
    folder: Path, database_url: str, broker: Broker, seed: int, plan: Plan, without: str = ""
) -> Report:
    """Play it; the broker is ours to break."""
    post, hook = Post().start(), Hook().start()
    given = {
        "DATABASE_URL": database_url, "REDIS_URL": broker.url, "SMTP_URL": post.url,
        "HARNESS_HOOK": hook.url, "PUBLIC_URL": "http://market.example.org",
    }  # fmt: skip
    crew = Crew(folder / "data", given, without)
    nemesis = Nemesis(crew, broker, post, hook, seed, plan.faults, plan.only)
    try:
        return _play(crew, nemesis, seed, plan, without)
    finally:
        nemesis.over.set()
        crew.close()
        post.stop()
        hook.stop()


def _play(crew: Crew, nemesis: Nemesis, seed: int, plan: Plan, without: str) -> Report:
    began = time.monotonic()
    crew.start()
    people = _people()
    facts = _happen([{"to": str(who)} for who in people[:AT_ONCE]], people[:AT_ONCE])
    assert until(lambda: settled(crew.engine), START_S), crew.logs()
    points.lay(crew.data, plan.tickets)
    thread = threading.Thread(target=nemesis.run)
    thread.start()
    told = _commit(nemesis, seed, plan, people, facts)
    until(lambda: nemesis.spent, plan.faults * 5.0)
    calm = time.monotonic()
    until(lambda: nemesis.failure is not None or settled(crew.engine), plan.quiet_s)
    quiet = time.monotonic()
    nemesis.over.set()
    thread.join()
    if nemesis.failure:
        raise nemesis.failure
    used = len(points.POINTS) * plan.tickets - points.left(crew.data)
    found = reckon(crew.engine, told, nemesis.post.taken, nemesis.hook.taken, nemesis.hook.strayed)
    return Report(
        seed, without, dict(nemesis.done), used, crew.restarts, crew.said(DIED),
        time.monotonic() - began, quiet - calm, found, crew.logs(),
    )  # fmt: skip


def _commit(
    nemesis: Nemesis, seed: int, plan: Plan, people: list[UUID], facts: dict[int, UUID]
) -> Told:
    """Commit facts, and among the first of them those that do harm."""
    chance = random.Random(seed)
    poison: dict[int, str] = {}
    kinds = [kind for kind in plan.kinds for _ in range(plan.poison)]
    count = plan.deliveries // CHANNELS
    while len(facts) < count and nemesis.failure is None:
        chosen = [chance.choice(people) for _ in range(min(AT_ONCE, count - len(facts)))]
        facts |= _happen([{"to": str(who)} for who in chosen], chosen)
        if kinds:
            kind = kinds.pop()
            poison |= _happen([{"poison": kind}], [kind])
        time.sleep(0.02)
    return Told(facts, poison)


def _happen(data: list[dict[str, str]], about: Sequence[T]) -> dict[int, T]:
    """Commit one fact for each; their numbers in the journal. Tries again where it is crowded."""
    while True:
        try:
            with unit() as session:
                for number, one in enumerate(data):
                    journal.record(session, SYSTEM, FACT, _Thing(), number=number, **one)
                session.flush()
                journal.write(session)
                head = journal.head(session)
                return {head - len(about) + 1 + n: one for n, one in enumerate(about)}
        except Unavailable:
            time.sleep(0.1)


def _people() -> list[UUID]:
    rows = [
        Person(id=uuid4(), name=f"收件人{n}", email=f"reader{n}@example.org", password_hash="-")
        for n in range(PEOPLE)
    ]
    with unit() as session:
        session.add_all(rows)
    return [row.id for row in rows]
