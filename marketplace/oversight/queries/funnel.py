"""From publishing to agreement: how far the things published in a period came, by a given day.

Everything is counted from the journal. A thing counts once in each step it reached, by the first
fact of it; the green field alone is read from the thing as it is now.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from math import ceil
from statistics import median
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.actor import SYSTEM
from marketplace.core.journal import Entry
from marketplace.core.vocabulary import vocabulary
from marketplace.display import public as display
from marketplace.oversight.errors import PeriodUpsideDown
from marketplace.oversight.queries.figures import AT_ONCE, end_of

STEPS = ("published", "matched", "told", "opened", "interested", "requested", "agreed")
SPANS = (("to_match", "published", "matched"), ("to_request", "matched", "requested"))
SIDES = {"demand": "seeker", "technology": "holder"}
OF_MATCHES = ("match.found", "match.risen", "match.opened", "match.taken_up")
OF_TRADE = {
    "licence_request.sent": "requested",
    "proposal.submitted": "requested",
    "deal.accepted": "agreed",
}
DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Question:
    """Things of one kind (`direction`) first published from `since` to `until`.

    They are counted as known at the end of the day `on`; of one green field or of all.
    """

    since: date
    until: date
    on: date
    direction: str = "demand"
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step: how many reached it; the share of all, and how many of the step before did (0..1)."""

    code: str
    count: int
    of_all: float | None
    of_before: float | None


@dataclass(frozen=True, slots=True)
class Span:
    """Days between two steps, of the things that reached both in this order."""

    code: str
    count: int
    median_days: float | None
    p90_days: float | None


@dataclass(frozen=True, slots=True)
class Funnel:
    """The answer to a question."""

    question: Question
    steps: Sequence[Step]
    spans: Sequence[Span]


@dataclass(frozen=True, slots=True)
class _Pair:
    """A match as the journal tells it; `seq` is the entry by which it was found."""

    seq: int
    demand: UUID
    technology: UUID


@dataclass(slots=True)
class _Reached:
    """When each thing of a cohort first reached each step."""

    direction: str
    at: dict[str, dict[UUID, datetime]] = field(default_factory=lambda: {s: {} for s in STEPS})

    def mark(self, step: str, pair: _Pair, at: datetime) -> None:
        """The pair reached a step; entries come in their true order, so the first one stays."""
        thing = pair.demand if self.direction == "demand" else pair.technology
        if thing in self.at["published"]:
            self.at[step].setdefault(thing, at)


def funnel(session: Session, question: Question) -> Funnel:
    """Count. Raises DayAhead, PeriodUpsideDown."""
    if question.since > question.until:
        raise PeriodUpsideDown(fields=["since", "until"])
    end = end_of(question.on)
    reached = _Reached(question.direction)
    reached.at["published"] = _cohort(session, question, end)
    pairs = _matches(session, reached, end)
    _trade(session, reached, pairs, end)
    return Funnel(question, _steps(reached), _spans(reached))


def _cohort(session: Session, question: Question, end: datetime) -> dict[UUID, datetime]:
    """The things first published in the period, with that moment."""
    first = func.min(Entry.at)
    rows = select(Entry.subject_id, first).where(
        Entry.subject_kind == question.direction,
        Entry.fact == f"{question.direction}.published",
        Entry.at < end,
    )
    begin = datetime.combine(question.since, time(), clock.SHANGHAI)
    until = min(end, end_of(min(question.until, question.on)))
    inside = rows.group_by(Entry.subject_id).having(first >= begin, first < until)
    found = {row[0]: row[1] for row in session.execute(inside)}
    return _of_field(session, question, found) if question.field else found


def _of_field(
    session: Session, question: Question, found: dict[UUID, datetime]
) -> dict[UUID, datetime]:
    read = display.demands if question.direction == "demand" else display.technologies
    keys, kept = list(found), {}
    for at in range(0, len(keys), AT_ONCE):
        for key, card in read(session, SYSTEM, keys[at : at + AT_ONCE]).items():
            if question.field in _with_ancestors(card.green_fields):
                kept[key] = found[key]
    return kept


def _with_ancestors(codes: Iterable[str]) -> set[str]:
    terms, codes = vocabulary("green_fields"), set(codes)
    return codes | {term.code for code in codes for term in terms.ancestors(code)}


def _matches(session: Session, reached: _Reached, end: datetime) -> dict[UUID, _Pair]:
    """Mark what happened to matches; returns all that were found."""
    rows = select(Entry).where(
        Entry.subject_kind == "match", Entry.fact.in_(OF_MATCHES), Entry.at < end
    )
    pairs: dict[UUID, _Pair] = {}
    for entry in session.scalars(rows.order_by(Entry.seq)):
        if entry.fact == "match.found":
            demand, technology = UUID(entry.data["demand_id"]), UUID(entry.data["technology_id"])
            pairs[entry.subject_id] = _Pair(entry.seq, demand, technology)
        pair = pairs.get(entry.subject_id)
        if pair is None:
            continue
        for step in _step_of(entry, SIDES[reached.direction]):
            reached.mark(step, pair, entry.at)
    return pairs


def _step_of(entry: Entry, side: str) -> tuple[str, ...]:
    told = ("told",) if entry.data.get("push") else ()
    match entry.fact:
        case "match.found":
            return ("matched", *told)
        case "match.risen":
            return told
        case "match.opened":
            return ("opened",) if entry.data["side"] == side else ()
    return ("interested",)


def _trade(session: Session, reached: _Reached, pairs: dict[UUID, _Pair], end: datetime) -> None:
    """Mark requests, proposals and agreements between the two sides of a match found before."""
    seekers = _seekers(session, end)
    by_sides: defaultdict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for pair in pairs.values():
        others = {pair.demand, seekers.get(pair.demand)} - {None}
        for other in others:
            by_sides[str(pair.technology), str(other)].append(pair)
    rows = select(Entry).where(Entry.fact.in_(OF_TRADE), Entry.at < end).order_by(Entry.seq)
    for entry in session.scalars(rows):
        # A proposal names the demand it answers; requests and deals only who seeks.
        other = entry.data.get("demand") or entry.data.get("seeker")
        for pair in by_sides.get((str(entry.data.get("technology")), str(other)), ()):
            if pair.seq < entry.seq:
                reached.mark(OF_TRADE[entry.fact], pair, entry.at)


def _seekers(session: Session, end: datetime) -> dict[UUID, UUID]:
    """Whose each demand is: of whoever entered it, or the firm a question was given to."""
    facts = ("demand.entered", "demand.asked", "demand.attached")
    rows = select(Entry).where(Entry.fact.in_(facts), Entry.at < end).order_by(Entry.seq)
    found: dict[UUID, UUID] = {}
    for entry in session.scalars(rows):
        owner = entry.data.get("organisation") or entry.on_behalf_of or entry.org_id
        if owner:
            found[entry.subject_id] = UUID(str(owner))
    return found


def _steps(reached: _Reached) -> list[Step]:
    everything = set(reached.at["published"])
    before: set[UUID] | None = None
    made = []
    for code in STEPS:
        here = set(reached.at[code])
        of_before = None if before is None else _share(len(here & before), len(before))
        made.append(Step(code, len(here), _share(len(here), len(everything)), of_before))
        before = here
    return made


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _spans(reached: _Reached) -> list[Span]:
    return [_span(code, reached.at[one], reached.at[two]) for code, one, two in SPANS]


def _span(code: str, start: dict[UUID, datetime], end: dict[UUID, datetime]) -> Span:
    both = ((end[key] - start[key]).total_seconds() for key in start.keys() & end.keys())
    days = sorted(seconds / DAY_S for seconds in both if seconds >= 0)
    if not days:
        return Span(code, 0, None, None)
    return Span(code, len(days), median(days), days[ceil(0.9 * len(days)) - 1])
