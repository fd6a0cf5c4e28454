"""What befalls the deliveries, by a seed that can be played again."""

import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

from celery import Celery
from redis import Redis
from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core.deliveries import Delivery
from tests.harness.post.crew import Crew
from tests.harness.post.world import WELL, Hook, Post, moods
from tests.servers.broker import Broker
from workers.app import TRANSPORT

TWICE = 60


class Nemesis:
    """So many faults, each met once before any comes again."""

    def __init__(
        self,
        crew: Crew,
        broker: Broker,
        post: Post,
        hook: Hook,
        seed: int,
        faults: int,
        only: Sequence[str] = (),
    ) -> None:
        self.crew, self.broker, self.post, self.hook = crew, broker, post, hook
        self.faults = faults
        self.done: Counter[str] = Counter()
        self.over = threading.Event()
        self.failure: Exception | None = None
        self._random = random.Random(seed)
        self._strikes: dict[str, Callable[[], None]] = {
            "worker": partial(crew.kill, "worker"),
            "worker's child": partial(crew.kill_child, "worker"),
            "relay": partial(crew.kill, "relay"),
            "second relay": partial(crew.kill, "second relay"),
            "broker": self._broker_dies,
            "broker and its files": broker.lose,
            "broker flushed": self._flushed,
            "broker hangs": self._broker_hangs,
            "messages twice": self._twice,
            "garbage": self._garbage,
        }
        for whose, mood in moods():
            self._strikes[f"{whose} {mood}"] = partial(self._mood, whose, mood)
        self._order = list(only or self._strikes)

    def run(self) -> None:
        """Strike until all faults are spent; keeps everybody alive until `over`."""
        order = self._order
        self._random.shuffle(order)
        try:
            for number in range(self.faults):
                name = order[number] if number < len(order) else self._random.choice(order)
                self._rest(self._random.uniform(0.2, 0.8))
                self.done[name] += 1
                self._strikes[name]()
            while not self.over.is_set():
                self._rest(0.2)
        except Exception as error:  # noqa: BLE001 -- Told to the one who waits.
            self.failure = error

    @property
    def spent(self) -> bool:
        """Whether the last fault is over."""
        return sum(self.done.values()) >= self.faults or self.failure is not None

    def _rest(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while True:
            self.crew.tend()
            if time.monotonic() >= end:
                return
            time.sleep(min(0.1, seconds))

    def _mood(self, whose: str, mood: str) -> None:
        one = self.post if whose == "mail" else self.hook
        one.mood = mood
        self._rest(self._random.uniform(0.5, 1.5))
        one.mood = WELL

    def _broker_dies(self) -> None:
        self.broker.kill()
        self._rest(0.3)
        self.broker.start()

    def _broker_hangs(self) -> None:
        self.broker.signal(signal.SIGSTOP)
        self._rest(2.5)
        self.broker.signal(signal.SIGCONT)

    def _flushed(self) -> None:
        Redis.from_url(self.broker.url).flushall()

    def _twice(self) -> None:
        """Send messages of rows in every state twice, in any order."""
        with Session(self.crew.engine) as session:
            keys = list(session.scalars(select(Delivery.id).limit(2000)))
        chosen = self._random.sample(keys, min(TWICE, len(keys))) * 2
        self._random.shuffle(chosen)
        self._send(*map(str, chosen))

    def _garbage(self) -> None:
        """Put what nobody can read before the worker: no message, no task, no id."""
        client = Redis.from_url(self.broker.url)
        client.lpush("market:notify", b"\x80\x04garbage")
        self._send("no id at all")

    def _send(self, *words: str) -> None:
        with Celery("nemesis", broker=self.broker.url) as app:
            app.conf.broker_transport_options = TRANSPORT
            for word in words:
                app.send_task("deliver", [word], queue="notify", retry=False)
