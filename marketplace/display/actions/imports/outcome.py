"""What became of a row, as the work on it tells it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from marketplace.core.actor import Actor
from marketplace.core.sheets import Row
from marketplace.core.text import plain
from marketplace.display.models.imports import ImportRow
from marketplace.display.rules.import_cells import Plan, Reading, Trouble


@dataclass(frozen=True, slots=True)
class Job:
    """What the work on an import needs to know, beside its rows."""

    id: UUID
    phase: str
    actor: Actor
    plan: Plan
    header: Sequence[str]
    title: str
    source: str | None
    as_of: Any
    for_id: UUID | None


@dataclass(slots=True)
class Outcome:
    """One row's: created, updated, same, refused or skipped, and what there is to tell of it."""

    row: Row
    outcome: str
    title: str
    subject_id: UUID | None = None
    near_of: UUID | None = None
    near: bool = False
    troubles: Sequence[Trouble] = ()
    changes: dict[str, Any] = field(default_factory=dict)


def refused(row: Row, reading: Reading, *more: Trouble) -> Outcome:
    """A row that is not taken in."""
    title = str(reading.values.get("title") or "")
    return Outcome(row, "refused", title, troubles=[*reading.troubles, *more, *reading.notes])


def counted(outcomes: Iterable[Outcome], before: dict[str, int]) -> dict[str, int]:
    """The counts by outcome, with near-duplicates and remarks among what was taken."""
    counts = Counter(before)
    for each in outcomes:
        counts[each.outcome] += 1
        counts["near"] += each.near
        counts["noted"] += each.outcome != "refused" and bool(each.troubles)
    return dict(counts)


def worth_telling(job: Job, outcomes: Iterable[Outcome]) -> list[ImportRow]:
    """The rows of the report: all but those that came in smoothly or were known already."""
    return [_told(job, each) for each in outcomes if _is_news(each)]


def _is_news(each: Outcome) -> bool:
    return each.near or bool(each.troubles) or each.outcome in ("refused", "updated")


def _told(job: Job, each: Outcome) -> ImportRow:
    return ImportRow(
        import_id=job.id,
        phase=job.phase,
        number=each.row.number,
        outcome=each.outcome,
        title=each.title[:200],
        # A trial leaves nothing behind that a page could lead to.
        subject_id=None if job.phase == "check" and each.outcome == "created" else each.subject_id,
        near=each.near,
        near_of=each.near_of if each.near else None,
        problems=[_problem(job, trouble) for trouble in each.troubles],
        changes={name: plain(list(pair)) for name, pair in each.changes.items()},
        cells=list(each.row.cells) if each.outcome == "refused" else [],
    )


def _problem(job: Job, trouble: Trouble) -> dict[str, Any]:
    at = trouble.column
    return {
        "column": job.header[at] if at is not None and at < len(job.header) else None,
        "value": trouble.value,
        "code": trouble.code,
        "zh": trouble.because.zh,
        "en": trouble.because.en,
    }
