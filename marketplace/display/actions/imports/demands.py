"""Rows of demands, entered and handed in for review for the organisation that seeks."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.errors import Problem
from marketplace.core.sheets import Row
from marketplace.core.speech import Phrase
from marketplace.core.text import content_hash, near_key
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import DemandFields
from marketplace.display.actions.imports.outcome import Job, Outcome, refused
from marketplace.display.models.demand import Demand
from marketplace.display.rules import import_cells
from marketplace.display.rules.import_cells import Reading, Trouble
from marketplace.identity import public as identity

Known = dict[tuple[str, str], UUID]
CONTACT = "由{name}转达；来源：{source}"
REFERENCE = "，编号 {ref}"


def take(session: Session, job: Job, rows: Sequence[Row]) -> list[Outcome]:
    """Enter rows as demands and hand them in, one outcome each, in order."""
    readings = [import_cells.read(row, job.plan) for row in rows]
    known = _known(session, job, readings)
    return [_one(session, job, row, r, known) for row, r in zip(rows, readings, strict=True)]


def keys(job: Job, row: Row) -> tuple[set[str], set[str]]:
    """By what a row is known again later in the same file, and by what something alike is."""
    reading = import_cells.read(row, job.plan)
    if reading.troubles or reading.example:
        return set(), set()
    title, text = _key(reading.values)
    return {f"{title}|{text}"}, {f"like:{title}", f"like:{text}"}


def _key(values: dict[str, Any]) -> tuple[str, str]:
    return near_key(values["title"]), content_hash(near_key(values["text"]))


def _known(session: Session, job: Job, readings: Iterable[Reading]) -> Known:
    """The organisation's demands that ask the same, or bear the same title."""
    good = [r.values for r in readings if not r.troubles]
    texts = [_key(values)[1] for values in good]
    titles = [values["title"] for values in good]
    same = Demand.text_key.in_(texts) | Demand.title.in_(titles)
    rows = session.scalars(select(Demand).where(Demand.seeker_id == job.actor.org, same))
    return {(near_key(row.title), row.text_key): row.id for row in rows}


def _one(session: Session, job: Job, row: Row, reading: Reading, known: Known) -> Outcome:
    title = str(reading.values.get("title") or "")
    if reading.example:
        return Outcome(row, "skipped", title)
    if reading.troubles:
        return refused(row, reading)
    key = _key(reading.values)
    if key in known:
        return Outcome(row, "same", title, known[key], troubles=reading.notes)
    said = len(journal.drafts(session))
    try:
        with session.begin_nested():
            made = _enter(session, job, reading.values)
    except Problem as problem:
        del journal.drafts(session)[said:]
        return refused(row, reading, _why(job, problem))
    near = next((each for (t, text), each in known.items() if t == key[0] or text == key[1]), None)
    known[key] = made.id
    return Outcome(row, "created", title, made.id, near, near is not None, reading.notes)


def _enter(session: Session, job: Job, values: dict[str, Any]) -> Demand:
    told = {name: value for name, value in values.items() if name != "source_ref"}
    name = identity.name_of(session, job.actor.org)
    organisation = identity.organisations(session, [job.actor.org] if job.actor.org else [])
    region = next((card.region for card in organisation.values()), None)
    reference = values.get("source_ref")
    contact = CONTACT.format(name=name, source=job.source or job.title)
    told.setdefault("contact", contact + (REFERENCE.format(ref=reference) if reference else ""))
    told.setdefault("place", region)
    made = actions.enter(session, job.actor, DemandFields(**told))
    return actions.submit(session, job.actor, made.id, made.version)


def _why(job: Job, problem: Problem) -> Trouble:
    named = problem.data.get("fields")
    name = str(named[0]) if isinstance(named, list) and named else ""
    words = problem.phrase()
    if name and name not in job.plan.columns:
        words = Phrase(f"{words.zh}（{name}）", f"{words.en} ({name})")
    return Trouble(job.plan.columns.get(name), "", problem.code, words)
