"""Kills parts of a running market with -9, by a seed that can be played again."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import psutil

from tests.servers.market import Market

PARTS = ("web", "relay", "worker", "outward", "bulk", "index", "broker")
WITH_CHILDREN = ("web", "worker", "outward", "bulk", "index")


class Nemesis:
    """So many faults, one after the other, each healed before the next."""

    def __init__(
        self, market: Market, seed: int, faults: int, broker: Callable[[], object] | None = None
    ) -> None:
        """`broker` kills and restarts a broker that is not a part of the market."""
        self.market = market
        self.faults = faults
        self._broker = broker
        self.done: Counter[str] = Counter()
        self.over = threading.Event()
        self._random = random.Random(seed)

    def run(self) -> None:
        """Strike until all faults are spent or `over` is set from outside."""
        try:
            # Every part is met; what comes beyond is chance.
            order = [*PARTS, *(f"{name}'s child" for name in WITH_CHILDREN)]
            self._random.shuffle(order)
            for number in range(self.faults):
                if self.over.wait(self._random.uniform(0.3, 2.0)):
                    return
                self._strike(order[number] if number < len(order) else self._random.choice(order))
        finally:
            self.over.set()

    def _strike(self, target: str) -> None:
        self.done[target] += 1
        name, _, child = target.partition("'s ")
        if name == "broker" and self._broker:
            self._broker()
            return
        if child:
            with suppress(psutil.NoSuchProcess):
                self.market.kill_child(name)
            return
        self.market.until_back(name, self.market.kill(name), 60)
