"""Loading the sample market: everything through the rooms' own actions, day by day."""

from enum import Enum

from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.identity import queries
from marketplace.sample import demands, people, services, technologies, trades
from marketplace.sample.stage import Stage


class Found(Enum):
    """What a database holds: nothing yet, a market of its own, the sample, or a part of it."""

    EMPTY = "empty"
    REAL = "real"
    SAMPLE = "sample"
    BROKEN = "broken"


def prepare() -> Stage:
    """Everything that is to happen, in the diary of the months before now; `play` does it."""
    stage = Stage(clock.now())
    people.plan(stage)
    services.plan(stage)
    technologies.plan(stage)
    demands.plan(stage)
    trades.plan(stage)
    people.plan_last(stage)
    return stage


def look(session: Session) -> Found:
    """What is there: the sample is whole when those who register last are there."""
    if journal.head(session) == 0:
        return Found.EMPTY
    if queries.by_login(session, f"{people.ACCOUNTS[0]}@example.org") is None:
        return Found.REAL
    whole = queries.by_login(session, people.LAST) is not None
    return Found.SAMPLE if whole else Found.BROKEN
