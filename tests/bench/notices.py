"""From the operator's click to the line in the inbox and the letter at the mail server.

    python -m tests.bench.notices --listings 40 [--postgresql]

A whole market runs: web, relay, workers, broker. Technologies are brought as far as the operator's
desk; each publishing is timed from before the request is sent. Idle: one after the other, with
pauses. Under load: as fast as they are answered, while two readers search without pause.
"""

import argparse
import statistics
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import httpx
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from config.urls import database
from marketplace.core.db import open_engine
from marketplace.core.journal import Entry
from marketplace.notices.models import Notice
from marketplace.sample.story import texts
from marketplace.sample.story.play import Story
from marketplace.sample.story.told import Told
from tests.harness.driver import PATIENCE, Driver, Ledger
from tests.harness.fire import _url, found_operator
from tests.harness.main_job import OPERATOR, PEOPLE, UnderFire
from tests.harness.post.world import Post
from tests.servers import run
from tests.servers.broker import Broker
from tests.servers.market import Market
from tests.servers.postgres import shared

PAUSE_S = 1.0
READERS = 2
FACT = "technology.published"


class Here:
    """A market with one holder, whose technologies lie before the operator."""

    def __init__(self, market: Market, post: Post) -> None:
        self.market, self.post = market, post
        found_operator(market)
        self.door = UnderFire(Driver(market.url, Ledger()))
        self.story = Story(self.door, Told(PATIENCE, lambda *_: None), "b", 1, OPERATOR, PEOPLE)
        self.story.register()
        self.engine: Engine = open_engine(database(_url(market)))

    def prepared(self, count: int, first: int) -> list[str]:
        """So many technologies, taken into review; their paths."""
        paths = []
        for number in range(first, first + count):
            self.story.be("holder")
            card = self.door.post("/api/v1/patents", texts.patent(f"b{number}", number))
            given = texts.technology(f"b{number}", card["id"])
            made = self.door.post("/api/v1/technologies", given, fact="technology.created")
            paths.append(f"/api/v1/technologies/{made['id']}")
            self.story.move(paths[-1], "submit", "technology.submitted")
            self.story.be("operator")
            self.story.move(paths[-1], "take", "technology.taken")
        return paths

    def published(self, paths: list[str], pause: float) -> dict[UUID, float]:
        """Publish them; when each was clicked."""
        self.story.be("operator")
        clicked = {}
        for path in paths:
            time.sleep(pause)
            version = self.door.get(path)["version"]
            clicked[UUID(path.rpartition("/")[2])] = time.time()
            self.story.move(path, "publish", FACT, seen=version)
        return clicked

    def arrived(self, clicked: dict[UUID, float]) -> tuple[list[float], list[float]]:
        """Seconds to the inbox and to the mail server, of all; waits until all are there."""
        until = time.monotonic() + PATIENCE
        while True:
            inbox, letters = self._seen(clicked)
            if len(inbox) == len(letters) == len(clicked):
                return inbox, letters
            if time.monotonic() > until:
                raise AssertionError(f"{len(inbox)} and {len(letters)} of {len(clicked)} came")
            time.sleep(0.5)

    def _seen(self, clicked: dict[UUID, float]) -> tuple[list[float], list[float]]:
        of = select(Entry.seq, Entry.subject_id).where(Entry.fact == FACT)
        lines = select(Notice).where(Notice.fact == FACT, Notice.subject_id.in_(clicked))
        with Session(self.engine) as session:
            numbers = {str(seq): key for seq, key in session.execute(of) if key in clicked}
            inbox = [
                line.created_at.timestamp() - clicked[line.subject_id]
                for line in session.scalars(lines)
            ]
        letters = [
            at - clicked[numbers[number]]
            for key, at in list(self.post.at.items())
            if (number := key.lstrip("<").partition(".")[0]) in numbers
        ]
        return inbox, letters


def reading(url: str, over: threading.Event) -> None:
    """Search without pause, as somebody who looks around."""
    while not over.is_set():
        with suppress(httpx.HTTPError):
            httpx.get(f"{url}/api/v1/search?q=烧结烟气脱硫", timeout=20)


def row(name: str, taken: list[float]) -> str:
    """One line of the table, in seconds."""
    cuts = statistics.quantiles(taken, n=100)
    return f"{name:<40}{len(taken):>5}{cuts[49]:>9.2f}{cuts[94]:>9.2f}{max(taken):>9.2f}"


def measure(here: Here, listings: int) -> None:
    """Print the table: idle, then under load."""
    print(f"{'click to arrival, s':<40}{'n':>5}{'p50':>9}{'p95':>9}{'max':>9}")
    for words, pause, first in (("idle", PAUSE_S, 1), ("under load", 0.0, listings + 1)):
        paths, over = here.prepared(listings, first), threading.Event()
        readers = [
            threading.Thread(target=reading, args=(here.market.url, over))
            for _ in range(0 if pause else READERS)
        ]
        for reader in readers:
            reader.start()
        try:
            inbox, letters = here.arrived(here.published(paths, pause))
        finally:
            over.set()
            for reader in readers:
                reader.join()
        print(row(f"inbox, {words}", inbox), row(f"e-mail, {words}", letters), sep="\n", flush=True)


def main() -> None:
    """Start a market and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--listings", type=int, default=40)
    parser.add_argument("--postgresql", action="store_true")
    asked = parser.parse_args()
    run.begin()
    post = Post().start()
    broker = Broker("redis").start() if asked.postgresql else None
    given = {"SMTP_URL": post.url}
    if broker:
        given |= {"DATABASE_URL": shared().migrated(), "REDIS_URL": broker.url}
    folder = Path(tempfile.mkdtemp(prefix="n-", dir=run.folder()))
    try:
        with Market(folder / "data", given) as market:
            market.start(seconds=300)
            measure(Here(market, post), asked.listings)
    finally:
        post.stop()
        if broker:
            broker.kill()
        run.end()


if __name__ == "__main__":
    main()
