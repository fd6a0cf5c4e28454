"""Before the first piece: how long the file is, and how each of its columns orders its days."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import SYSTEM
from marketplace.core.sheets import DateStyle, Evidence, evidence
from marketplace.core.unit import reading, unit
from marketplace.display.actions.imports.examine import records
from marketplace.display.actions.imports.outcome import Job
from marketplace.display.models.imports import Import
from marketplace.display.queries import imports as queries
from marketplace.display.rules.import_cells import Plan
from marketplace.display.rules.import_fields import TARGETS
from marketplace.display.rules.import_profiles import BY_KEY
from marketplace.display.states.imports import ImportState
from marketplace.identity import public as identity


def prepare(key: UUID) -> None:
    """Read the whole file once, keeping nothing of it but its length and its date columns' order.

    Raises what a table may be refused for further down.
    """
    with reading() as session:
        sent = queries.one(session, SYSTEM, key)
    columns = _date_columns(sent)
    found: dict[int, Evidence] = {}
    total = 0
    for row in records(sent):
        total += 1
        for at in columns:
            if at < len(row.cells):
                _weigh(found, at, row.number, row.cells[at])
    with unit() as session:
        sent = queries.one(session, SYSTEM, key)
        sent.work.total = total
        sent.date_styles = {"read": True} | {str(at): _kept(e) for at, e in found.items()}


def _weigh(found: dict[int, Evidence], at: int, number: int, text: str) -> None:
    """Add what a cell shows; a column that shows both orders stays mixed."""
    known = found.get(at)
    if known and known.style is DateStyle.MIXED:
        return
    before = [(known.row, known.text)] if known else []
    shown = evidence([*before, (number, text)])
    if shown:
        found[at] = shown


def _kept(found: Evidence) -> dict[str, Any]:
    return {name: str(value) for name, value in asdict(found).items()}


def _date_columns(sent: Import) -> list[int]:
    fields = TARGETS[sent.target]
    return [at for at, f in enumerate(sent.fields) if f and fields[f].reading == "date"]


def job_of(session: Session, sent: Import) -> Job:
    """What the work on an import needs; its actor is read anew, as they stand now."""
    profile = BY_KEY.get(sent.profile or "")
    default = {} if profile is None or profile.dates is None else _default(sent, profile.dates)
    shown = {
        int(at): DateStyle(found["style"]) for at, found in sent.date_styles.items() if at != "read"
    }
    plan = Plan(
        sent.target,
        tuple(sent.fields),
        default | shown,
        profile.splits if profile else frozenset(),
    )
    behalf = sent.behalf_of or (sent.for_id if sent.target == "demand" else None)
    home = None if sent.behalf_of else sent.org_id
    return Job(
        id=sent.id,
        phase="check" if sent.state is ImportState.MAPPED else "run",
        actor=identity.actor_again(session, sent.person_id, home, behalf),
        plan=plan,
        header=sent.header,
        title=sent.title,
        source=sent.source,
        as_of=sent.as_of,
        for_id=sent.for_id,
    )


def _default(sent: Import, style: str) -> dict[int, DateStyle]:
    return dict.fromkeys(_date_columns(sent), DateStyle(style))
