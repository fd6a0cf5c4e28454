"""Rows of patents, taken in through the one intake of cards."""

from collections.abc import Sequence
from dataclasses import fields as fields_of

from sqlalchemy.orm import Session

from marketplace.core.errors import Problem
from marketplace.core.sheets import Row
from marketplace.display.actions.imports.outcome import Job, Outcome, refused
from marketplace.display.actions.patent.card import CardIn, Taken
from marketplace.display.actions.patent.card import read as read_card
from marketplace.display.actions.patent.intake import take_in_cards
from marketplace.display.rules import import_cells
from marketplace.display.rules.import_cells import Reading, Trouble

CARD = {each.name for each in fields_of(CardIn)}


def take(session: Session, job: Job, rows: Sequence[Row]) -> list[Outcome]:
    """Take rows in as patent cards, one outcome each, in order."""
    readings = [import_cells.read(row, job.plan) for row in rows]
    pairs = list(zip(rows, readings, strict=True))
    cards = [card(job, reading) for _, reading in pairs if _is_good(reading)]
    taken = iter(take_in_cards(session, job.actor, cards))
    return [
        _told(job, row, reading, next(taken)) if _is_good(reading) else _untaken(row, reading)
        for row, reading in pairs
    ]


def keys(job: Job, row: Row) -> tuple[set[str], set[str]]:
    """By what a row is known again later in the same file, and by what something alike is."""
    reading = import_cells.read(row, job.plan)
    if not _is_good(reading):
        return set(), set()
    try:
        made = read_card(card(job, reading))
    except Problem:
        return set(), set()
    return set(made.keys), {f"like:{made.values['title_key']}"}


def card(job: Job, reading: Reading) -> CardIn:
    """A row as the intake takes it."""
    values = {name: value for name, value in reading.values.items() if name in CARD}
    if values.get("legal_state"):
        values.setdefault("legal_state_on", job.as_of)
        values["legal_state_source"] = job.source or job.title
    return CardIn(**values, source=job.source, holder_id=job.for_id)


def _is_good(reading: Reading) -> bool:
    return not (reading.troubles or reading.example)


def _untaken(row: Row, reading: Reading) -> Outcome:
    if reading.example:
        return Outcome(row, "skipped", str(reading.values["title"]))
    return refused(row, reading)


def _told(job: Job, row: Row, reading: Reading, taken: Taken) -> Outcome:
    columns = job.plan.columns
    if taken.because is not None:
        at = columns.get(taken.field or "")
        value = row.cells[at][:200] if at is not None and at < len(row.cells) else ""
        return refused(row, reading, Trouble(at, value, taken.problem or "", taken.because))
    notes = [Trouble(columns.get("ipc"), "", "ipc-unreadable", note) for note in taken.notes]
    return Outcome(
        row,
        taken.outcome,
        str(reading.values["title"]),
        taken.patent_id,
        taken.near_of,
        taken.outcome == "created" and taken.near_of is not None,
        [*reading.notes, *notes],
        taken.changes,
    )
