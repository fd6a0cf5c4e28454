"""The shells around the followers: what they do stands in the rooms, not here."""

from uuid import UUID

from celery.exceptions import SoftTimeLimitExceeded

from config.settings import settings
from marketplace import house
from marketplace.core import heartbeat, react
from marketplace.core import sweep as timed
from marketplace.core.sickness import Watch
from marketplace.core.unit import unit
from marketplace.matching import follow as matching
from marketplace.matching.queries.sources import Sources
from marketplace.search import follow as search
from marketplace.search.queries import index as place
from marketplace.search.queries.news import TABLES
from workers.app import app, main, name
from workers.bounds import bounded
from workers.sick import stop

WATCH = Watch()  # Of this process: a new child begins anew.
HARMFUL = (MemoryError, SoftTimeLimitExceeded)
PACE = search.Pace()  # Of this process, the only one that takes this task.


@app.task(name="react")
def follow() -> None:
    """Turn new facts into deliveries."""
    react.follow(house.ON)


@app.task(name="deliver")
def deliver(key: str) -> None:
    """Make one delivery, unless somebody else does or did; a worker that fails at all stops."""
    lease = settings().lease_seconds
    with bounded():
        react.deliver(UUID(key), house.REACTIONS, name(), lease, watch=WATCH, harmful=HARMFUL)
    if WATCH.sick:
        stop(WATCH, main())


@app.task(name="sweep")
def sweep() -> None:
    """Fire the timed moves that are due, then say that somebody looked."""
    timed.fire_due(house.LIVES.values())
    with unit() as session:
        heartbeat.beat(session, "sweep", "sweep")


@app.task(name="index")
def index() -> None:
    """Let the search index learn what is new in the journal, a crowd of changes at once."""
    search.follow(pace=PACE)


@app.task(name="match")
def match() -> None:
    """Let matching learn what is new in the journal, with the index's help."""
    matching.follow(Sources(place.index(), TABLES.documents))


@app.task(name="beat")
def beat(queue: str) -> None:
    """Say that the queue's messages reach a worker and its word reaches the database."""
    with unit() as session:
        heartbeat.beat(session, f"worker:{queue}", "worker")


@app.task(name="chore")
def chore(kind: str, key: str) -> None:
    """Do a piece of long work, unless somebody else is at it."""
    house.CHORES[kind].work(UUID(key), name(), settings().lease_seconds)
