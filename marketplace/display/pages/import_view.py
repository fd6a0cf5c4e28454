"""What the pages of imports draw: plain values, read in the page's own snapshot."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from marketplace.core import files
from marketplace.core.actor import Actor
from marketplace.core.errors import Problem
from marketplace.core.speech import Phrase
from marketplace.display.actions import imports as actions
from marketplace.display.models.imports import Import, ImportRow
from marketplace.display.queries import import_report
from marketplace.display.queries import imports as queries
from marketplace.display.rules import imports as rules
from marketplace.display.rules.import_fields import NEEDED, TARGETS
from marketplace.display.rules.import_header import guess
from marketplace.display.schemas.imports import LEFT_OUT, styles
from marketplace.display.states.imports import IMPORT, ImportState
from marketplace.display.words.imports import ENCODINGS, FORMATS, OUTCOMES
from marketplace.display.words.imports import TARGETS as TARGET_WORDS
from marketplace.web.fields import open_moves
from marketplace.web.forms import Form
from marketplace.web.shapes import Move
from marketplace.web.speech import say, speak

SHOWN = 20
TAKEN = ("created", "same", "updated")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is told of several rows in the same words, once: its column, reason and row numbers."""

    column: str | None
    because: Phrase
    numbers: list[int]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading, some of its cells, the field it fills."""

    heading: str
    samples: tuple[str, ...]
    chosen: str


def columns_view(
    session: Session, actor: Actor, row: Import, target: str | None, typed: dict[str, Any]
) -> dict[str, Any]:
    """The file's columns beside ours, with what is known or guessed of them."""
    examined = actions.examine(files.Kept(row.sha256, row.size), row.title)
    found = actions.proposed(session, row, examined.samples)
    wanted = str(typed.get("target") or target or found.target)
    chosen = found.fields
    if wanted != found.target:
        chosen = tuple(guess(row.header, examined.samples, wanted))
    given = typed.get("columns") or chosen
    return {
        "target": wanted,
        "targets": TARGET_WORDS,
        "source": found.source,
        "columns": [
            Column(name, _samples(examined.samples, at), given[at] if at < len(given) else "")
            for at, name in enumerate(row.header)
        ],
        "fields": TARGETS[wanted].values(),
        "needed": NEEDED[wanted],
        "left_out": LEFT_OUT,
        "moves": _moves(actor, row),
        "asks_holder": actor.is_operator,
        "samples": examined.samples,
    }


def refused(form: Form, problem: Problem, target: str) -> None:
    """Show what is wrong with a matching, and name the fields it is about."""
    form.refuse(problem)
    lacking = problem.data.get("lacking")
    about = lacking if isinstance(lacking, list) else [problem.data.get("field")]
    known = TARGETS.get(target, {})
    names = [speak(known[name].words) for name in about if name in known]
    if names:
        form.errors[""] = [f"{form.errors[''][0]} {say('、', ', ').join(names)}"]


def result_view(session: Session, actor: Actor, row: Import, language: str) -> dict[str, Any]:
    """The trial or the real run: its counts and the first rows worth telling of."""
    phase = import_report.phase(row)
    told = {
        name: queries.told(session, row.id, phase, outcomes=(name,), limit=SHOWN)
        for name in ("refused", "updated")
    }
    remarked = queries.told(session, row.id, phase, outcomes=TAKEN, limit=queries.AT_ONCE)
    counts = row.checked if row.state is ImportState.CHECKED else row.work.counts
    return {
        "counts": [(OUTCOMES[name], counts[name], name) for name in OUTCOMES if counts.get(name)],
        "refused": told["refused"],
        "refused_total": (counts or row.checked or {}).get("refused", 0),
        "updated": told["updated"],
        "near": [each for each in remarked if each.near][:SHOWN],
        "remarks": _remarks(remarked),
        "styles": styles(row, language),
        "format": FORMATS[row.format],
        "encoding": ENCODINGS.get(row.encoding or ""),
        "fields": TARGETS[row.target],
        "moves": _moves(actor, row),
        "own": actor.org == row.org_id and not actor.is_operator,
        "shown": SHOWN,
    }


def _remarks(rows: list[ImportRow]) -> list[Remark]:
    """The rarest first: what is told of one row is easily missed among what is told of forty."""
    found: dict[tuple[str | None, Phrase], list[int]] = {}
    for row in rows:
        for each in row.problems:
            about = (each["column"], Phrase(each["zh"], each["en"]))
            found.setdefault(about, []).append(row.number)
    grouped = [Remark(column, because, numbers) for (column, because), numbers in found.items()]
    return sorted(grouped, key=lambda remark: len(remark.numbers))


def _samples(rows: tuple[tuple[str, ...], ...], at: int) -> tuple[str, ...]:
    cells = (row[at].strip() for row in rows if at < len(row))
    return tuple(dict.fromkeys(cell[:60] for cell in cells if cell))[:3]


def _moves(actor: Actor, row: Import) -> list[Move]:
    """The moves that are a click; matching the columns is a form of its own."""
    return [
        Move(m.words, f"/imports/{row.id}/moves/{m.name}", row.version, danger=m.danger)
        for m in open_moves(IMPORT, rules.MAY, actor, row)
        if m.name in actions.CLICKS
    ]
