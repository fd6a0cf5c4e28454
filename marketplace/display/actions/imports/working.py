"""The work on an import: claimed, done in pieces, resumed after any death.

How far it came is written in the same unit as the rows of the piece: a piece is done whole or not
at all, and never twice. A claim runs out by itself when its holder dies.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice, takewhile
from typing import Protocol
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import SYSTEM
from marketplace.core.consent import must_move
from marketplace.core.db import database_now
from marketplace.core.errors import Problem
from marketplace.core.sheets import Row
from marketplace.core.text import content_hash
from marketplace.core.unit import reading, unit
from marketplace.display.actions.imports import demands, patents
from marketplace.display.actions.imports.examine import records
from marketplace.display.actions.imports.moves import step
from marketplace.display.actions.imports.outcome import Job, Outcome, counted, worth_telling
from marketplace.display.actions.imports.planning import job_of, prepare
from marketplace.display.errors.imports import ImportBroken
from marketplace.display.models.imports import Import, ImportWork
from marketplace.display.queries import imports as queries
from marketplace.display.rules import imports as rules
from marketplace.display.rules.import_cells import AGAIN, Trouble
from marketplace.display.states.imports import AT_WORK, ImportState

AT_ONCE = 500
SLICE = 60.0
MOST_DEATHS = 5
Tell = Callable[[int, int], None]


class Taker(Protocol):
    """How rows of one target are taken in, and by what they are known again."""

    def take(self, session: Session, job: Job, rows: Sequence[Row]) -> list[Outcome]:
        """Take rows in, one outcome each, in order."""
        ...

    def keys(self, job: Job, row: Row) -> tuple[set[str], set[str]]:
        """By what a row is known again in the same file, and by what something alike is."""
        ...


TAKERS: dict[str, Taker] = {"patent": patents, "demand": demands}

log = structlog.get_logger(__name__)


class _Lost(Exception):
    """Somebody else holds the work, or the import was cancelled."""


@dataclass(slots=True)
class Hold:
    """Who works, and for how long a claim stands without a sign of life."""

    key: UUID
    owner: str
    lease: float
    until: float
    tell: Tell


def work(key: UUID, owner: str, lease: float, tell: Tell = lambda _done, _total: None) -> None:
    """Work on an import for at most a minute; what is left waits for the next call.

    Does nothing where somebody else is at it. What the file itself is refused for ends the import
    with the reason; anything else is raised, and the work is taken up again when the claim is over.
    """
    hold = Hold(key, owner, lease, time.monotonic() + SLICE, tell)
    try:
        sent = _claim(hold)
        _through(hold, sent)
    except _Lost:
        log.info("import.lost", id=str(key))
    except Problem as problem:
        _fail(hold, problem)


def _claim(hold: Hold) -> Import:
    with unit() as session:
        held = queries.work(session, hold.key)
        sent = session.get(Import, hold.key)
        now = database_now(session)
        if held is None or sent is None or sent.state not in AT_WORK:
            raise _Lost
        if held.lease_owner and held.lease_until and held.lease_until > now:
            raise _Lost
        # A claim that was never given back ended with its holder.
        held.deaths += held.lease_owner is not None
        held.lease_owner, held.began_at = hold.owner, held.began_at or now
        held.lease_until = now + timedelta(seconds=hold.lease)
        broken = held.deaths > MOST_DEATHS
    if broken:
        raise ImportBroken
    return sent


def _through(hold: Hold, sent: Import) -> None:
    """All pieces there are time for, then the move that ends the phase."""
    if sent.state is ImportState.MAPPED and not sent.date_styles:
        prepare(hold.key)
    with reading() as session:
        sent = queries.one(session, SYSTEM, hold.key)
        job = job_of(session, sent)
        at = sent.work.at
    rehearsed = _rehearsed(job, sent, at)
    rows = records(sent, at)
    while time.monotonic() < hold.until:
        piece = list(islice(rows, AT_ONCE))
        if not piece:
            _finish(hold, job)
            return
        at = _piece(hold, job, piece, at, rehearsed)
    _release(hold)


def _rehearsed(job: Job, sent: Import, at: int) -> set[str]:
    """What was met in the pieces before; a trial run left nothing behind to know it by."""
    before = takewhile(lambda row: row.number <= at, records(sent))
    known = (_known_by(job, row) for row in before)
    return {each for same, like, exact in known if same for each in (*same, *like, exact)}


def _piece(hold: Hold, job: Job, rows: list[Row], at: int, rehearsed: set[str]) -> int:
    """One piece in one unit: the rows, how far the file is, what there is to tell."""
    with unit() as session:
        held = _held(session, hold, job)
        if held.at != at:
            raise _Lost
        taken = _taken(session, job, rows, rehearsed)
        session.add_all(worth_telling(job, taken))
        held.counts = counted(taken, held.counts)
        held.at, held.done, held.deaths = rows[-1].number, held.done + len(rows), 0
        held.lease_until = database_now(session) + timedelta(seconds=hold.lease)
        done, total = held.done, held.total or 0
    hold.tell(done, total)
    return rows[-1].number


def _held(session: Session, hold: Hold, job: Job) -> ImportWork:
    """The work, still ours. Raises _Lost."""
    held = queries.work(session, hold.key)
    sent = session.get(Import, hold.key)
    phases = {ImportState.MAPPED: "check", ImportState.RUNNING: "run"}
    if held is None or sent is None or held.lease_owner != hold.owner:
        raise _Lost
    if phases.get(sent.state) != job.phase:
        raise _Lost
    return held


def _taken(session: Session, job: Job, rows: list[Row], rehearsed: set[str]) -> list[Outcome]:
    taker = TAKERS[job.plan.target]
    if job.phase == "run":
        taken = taker.take(session, job, rows)
        _compare(job, taken, rehearsed)
        return taken
    said = len(journal.drafts(session))
    trial = session.begin_nested()
    taken = taker.take(session, job, rows)
    trial.rollback()
    del journal.drafts(session)[said:]
    _compare(job, taken, rehearsed)
    return taken


def _compare(job: Job, taken: list[Outcome], rehearsed: set[str]) -> None:
    """Judge rows by those before them in their file: a number with other words is told of."""
    for each in taken:
        if each.outcome in ("refused", "skipped"):
            continue
        same, like, exact = _known_by(job, each.row)
        if rehearsed & same:
            each.outcome = "same" if each.outcome == "created" else each.outcome
            if job.plan.target == "patent" and exact not in rehearsed:
                each.troubles = [*each.troubles, Trouble(None, "", "again-in-file", AGAIN)]
        each.near = each.outcome == "created" and (each.near or bool(rehearsed & like))
        rehearsed |= same | like | {exact}


def _known_by(job: Job, row: Row) -> tuple[set[str], set[str], str]:
    """By what a row is known again, by what something alike is, and all that it says."""
    same, like = TAKERS[job.plan.target].keys(job, row)
    said = [cell.strip() for cell, name in zip(row.cells, job.plan.fields, strict=False) if name]
    return same, like, f"row:{content_hash(chr(31).join(said))}"


def _finish(hold: Hold, job: Job) -> None:
    name = "check" if job.phase == "check" else "finish"
    with unit() as session:
        held = _held(session, hold, job)
        sent = queries.one(session, SYSTEM, hold.key)
        must_move(rules.MAY, name, SYSTEM, sent)
        if name == "check":
            sent.checked = dict(held.counts)
        held.lease_owner = held.lease_until = None
        counts = {each: held.counts.get(each, 0) for each in ("created", "updated", "refused")}
        step(session, SYSTEM, sent, name, **counts)


def _release(hold: Hold) -> None:
    with unit() as session:
        held = queries.work(session, hold.key)
        if held is not None and held.lease_owner == hold.owner:
            held.lease_owner = held.lease_until = None


def _fail(hold: Hold, problem: Problem) -> None:
    with unit() as session:
        sent = queries.one(session, SYSTEM, hold.key)
        held = queries.work(session, hold.key)
        if held is None or held.lease_owner != hold.owner or sent.state not in AT_WORK:
            return
        must_move(rules.MAY, "fail", SYSTEM, sent)
        words = problem.phrase()
        data = {name: str(value)[:200] for name, value in problem.data.items()}
        sent.failure = {"code": problem.code, "zh": words.zh, "en": words.en, "data": data}
        held.lease_owner = held.lease_until = None
        step(session, SYSTEM, sent, "fail", reason=problem.code)
