"""One fault run from start to reckoning."""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import count

from config.urls import database
from marketplace.core.db import open_engine
from tests.harness.count import Reckoning, reckon, settled
from tests.harness.driver import Driver, Ledger
from tests.harness.main_job import OPERATOR
from tests.harness.nemesis import Nemesis
from tests.harness.stories import STORIES, Story
from tests.servers.market import Market

DRIVERS = 2
QUIET_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Report:
    """What a run was and what came of it."""

    seed: int
    commands: int
    told: int
    unknown: int
    faults: dict[str, int]
    seconds: float
    settled_after: float
    reckoning: Reckoning

    def line(self) -> str:
        """Return the run in one line."""
        sums = " ".join(f"{name}={value}" for name, value in asdict(self.reckoning).items())
        return (
            f"seed={self.seed} commands={self.commands} told={self.told} unknown={self.unknown} "
            f"faults={sum(self.faults.values())} {sums} "
            f"settled_after={self.settled_after:.1f}s seconds={self.seconds:.0f}"
        )


def fire(
    market: Market,
    seed: int,
    faults: int,
    *,
    stories: Sequence[Story] = STORIES,
    broker: Callable[[], object] | None = None,
) -> Report:
    """Play the stories while the nemesis strikes; then wait for quiet and reckon."""
    found_operator(market)
    began, ledger, failures = time.monotonic(), Ledger(), []
    nemesis = Nemesis(market, seed, faults, broker)
    numbers = count(seed * 1_000_000)

    def drive() -> None:
        driver = Driver(market.url, ledger)
        try:
            while not nemesis.over.is_set():
                number = next(numbers)
                stories[number % len(stories)](driver, number)
        except Exception as error:  # noqa: BLE001 -- Told to the one who waits below.
            failures.append(error)
            nemesis.over.set()

    threads = [threading.Thread(target=work) for work in (*[drive] * DRIVERS, nemesis.run)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    healed = time.monotonic()
    engine = open_engine(database(_url(market)))
    market.wait_for(market.ready, 60, "ready after the last fault")
    market.wait_for(lambda: settled(engine), QUIET_SECONDS, "settled")
    quiet = time.monotonic()
    reckoning = reckon(engine, ledger)
    engine.dispose()
    return Report(
        seed, ledger.commands, len(ledger.told), ledger.unknown, dict(nemesis.done),
        time.monotonic() - began, quiet - healed, reckoning,
    )  # fmt: skip


def found_operator(market: Market) -> None:
    """Give an empty market the operator that the stories need, as `market init` does."""
    email, password = OPERATOR
    words = (
        "--name",
        "火线市场",
        "--city",
        "洛阳市",
        "--operator",
        "火线运营中心",
        "--person",
        "示例",
    )
    done = market.run("init", *words, "--email", email, "--password", password)
    assert done.returncode == 0, done.stderr


def _url(market: Market) -> str:
    return market.given.get("DATABASE_URL") or f"sqlite:///{market.data / 'market.db'}"
