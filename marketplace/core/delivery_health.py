"""How deliveries fare, per channel: what waits, what was delivered and how late, what is dead."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from marketplace.core.db import database_now
from marketplace.core.deliveries import Delivery

MOST = 5_000


@dataclass(frozen=True, slots=True)
class Health:
    """One channel. Seconds count from when a delivery was planned; None where there is none.

    `ready` are those that might be delivered now, `held` those that wait for their hour or for
    another try; `errors` and `deaths` are those kept by rows that are not done. Of what was done
    since, the newest 5,000 of all channels make p50 and p95.
    """

    channel: str
    ready: int
    held: int
    oldest_ready_s: float | None
    done: int
    p50_s: float | None
    p95_s: float | None
    dead: int
    errors: int
    deaths: int


@dataclass(frozen=True, slots=True)
class _Open:
    ready: int = 0
    held: int = 0
    oldest_s: float | None = None
    dead: int = 0
    errors: int = 0
    deaths: int = 0


def health(session: Session, since: datetime) -> Sequence[Health]:
    """Each channel that has open, dead or since then delivered rows, by name."""
    waiting = _waiting(session, database_now(session))
    counted = _counted(session, since)
    taken = _taken(session, since)
    return [
        _told(channel, waiting.get(channel, _Open()), counted.get(channel, 0), taken[channel])
        for channel in sorted(waiting.keys() | counted.keys())
    ]


def _told(channel: str, found: _Open, done: int, taken: list[float]) -> Health:
    return Health(
        channel,
        ready=found.ready,
        held=found.held,
        oldest_ready_s=found.oldest_s,
        done=done,
        p50_s=_share(taken, 0.50),
        p95_s=_share(taken, 0.95),
        dead=found.dead,
        errors=found.errors,
        deaths=found.deaths,
    )


def _waiting(session: Session, at: datetime) -> dict[str, _Open]:
    """What is not done, by channel; the index on state finds it among many that are."""
    may = or_(Delivery.not_before.is_(None), Delivery.not_before <= at)
    ready = (Delivery.state == "ready") & may
    rows = session.execute(
        select(
            Delivery.channel,
            func.count().filter(ready),
            func.count().filter((Delivery.state == "ready") & ~may),
            func.min(Delivery.planned_at).filter(ready),
            func.count().filter(Delivery.state == "dead"),
            func.sum(Delivery.errors),
            func.sum(Delivery.deaths),
        )
        .where(Delivery.state.in_(("ready", "dead")))
        .group_by(Delivery.channel)
    )
    return {
        channel: _Open(ready, held, (at - oldest).total_seconds() if oldest else None, *rest)
        for channel, ready, held, oldest, *rest in rows
    }


def _counted(session: Session, since: datetime) -> dict[str, int]:
    done = select(Delivery.channel, func.count()).where(Delivery.done_at >= since)
    rows = session.execute(done.group_by(Delivery.channel))
    return {row[0]: row[1] for row in rows}


def _taken(session: Session, since: datetime) -> defaultdict[str, list[float]]:
    """Seconds from planned to done, by channel, each list sorted; a clock that errs gives 0."""
    rows = select(Delivery.channel, Delivery.planned_at, Delivery.done_at)
    newest = rows.where(Delivery.done_at >= since).order_by(Delivery.done_at.desc()).limit(MOST)
    found: defaultdict[str, list[float]] = defaultdict(list)
    for channel, planned, done in session.execute(newest):
        if done is not None:
            found[channel].append(max(0.0, (done - planned).total_seconds()))
    for taken in found.values():
        taken.sort()
    return found


def _share(taken: list[float], share: float) -> float | None:
    """The value below which this share lies (nearest rank)."""
    return taken[min(len(taken) - 1, int(len(taken) * share))] if taken else None
