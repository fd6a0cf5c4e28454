"""Reading matches, as their reader may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.journal import Entry
from marketplace.core.page import Page, keyset
from marketplace.display import public as display
from marketplace.matching.errors import NoSuchMatch
from marketplace.matching.models import Match
from marketplace.matching.rules import match as rules
from marketplace.matching.states import MatchState


@dataclass(frozen=True, slots=True)
class MatchCard:
    """A match for one reader.

    Titles and reasons are left out where the reader may not see a side any more (it was withdrawn);
    who said no and why is told to that side only. `row` knows the life cycle, not for showing.
    """

    row: Match
    id: UUID
    version: int
    state: str
    side: str | None
    demand_id: UUID
    technology_id: UUID
    demand: str | None
    technology: str | None
    score: float
    percent: int
    told: bool
    features: Sequence[dict[str, Any]]
    dismissed_by: str | None
    reason: str | None
    note: str | None
    created_at: datetime


def visible(actor: Actor) -> Select[Match]:
    """The matches the actor may see; the twin of `rules.match.may_see`."""
    return select(Match).where(_visible(actor))


def _visible(actor: Actor) -> ColumnElement[bool]:
    if actor.is_operator or actor.is_supervisor or actor.is_system:
        return true()
    if actor.org is None:
        return false()
    return or_(Match.seeker_id == actor.org, Match.holder_id == actor.org)


def match(session: Session, actor: Actor, key: UUID, *, lock: bool = False) -> Match:
    """One you may see; with `lock` nobody else moves it until the unit ends."""
    rows = visible(actor).where(Match.id == key)
    if lock:
        rows = rows.with_for_update().execution_options(populate_existing=True)
    found = session.scalars(rows).first()
    if found is None:
        raise NoSuchMatch
    return found


def matches(
    session: Session,
    actor: Actor,
    *,
    demand: UUID | None = None,
    technology: UUID | None = None,
    state: str | None = None,
    after: str | None = None,
    limit: int = 20,
) -> Page[MatchCard]:
    """Those you may see, the newest first, as you may see them."""
    rows = visible(actor)
    if demand:
        rows = rows.where(Match.demand_id == demand)
    if technology:
        rows = rows.where(Match.technology_id == technology)
    if state:
        rows = rows.where(Match.state == MatchState(state))
    page: Page[Match] = keyset(session, rows, Match.created_at, Match.id, after, limit)
    return Page(cards(session, actor, page.items), page.next)


def shown(session: Session, actor: Actor, key: UUID) -> MatchCard:
    """One as you may see it."""
    return cards(session, actor, [match(session, actor, key)])[0]


def was_opened(session: Session, key: UUID, side: str) -> bool:
    """Whether a side has opened a match before, as the journal says."""
    rows = select(Entry).where(
        Entry.subject_kind == Match.kind,
        Entry.subject_id == key,
        Entry.fact == "match.opened",
    )
    return any(entry.data["side"] == side for entry in session.scalars(rows))


def cards(session: Session, actor: Actor, rows: Sequence[Match]) -> list[MatchCard]:
    """Matches as the actor may see them, in a number of queries that does not grow with theirs."""
    demands = display.demands(session, actor, [row.demand_id for row in rows])
    technologies = display.technologies(session, actor, [row.technology_id for row in rows])
    return [
        _card(
            actor,
            row,
            _title(demands.get(row.demand_id)),
            _title(technologies.get(row.technology_id)),
        )
        for row in rows
    ]


def _title(card: display.DemandCard | display.TechnologyCard | None) -> str | None:
    return card.title if card else None


def _card(actor: Actor, row: Match, demand: str | None, technology: str | None) -> MatchCard:
    whole, why = demand is not None and technology is not None, rules.may_see_reason(actor, row)
    return MatchCard(
        row=row,
        id=row.id,
        version=row.version,
        state=row.state.value,
        side=rules.side(actor, row),
        demand_id=row.demand_id,
        technology_id=row.technology_id,
        demand=demand,
        technology=technology,
        score=row.score,
        percent=row.percent,
        told=row.told,
        features=row.features if whole else (),
        dismissed_by=row.dismissed_by if why else None,
        reason=row.reason if why else None,
        note=row.note if why else None,
        created_at=row.created_at,
    )


def of_demand(session: Session, key: UUID) -> list[Match]:
    """All matches of a demand: for the follower."""
    return list(session.scalars(select(Match).where(Match.demand_id == key)))


def of_technology(session: Session, key: UUID) -> list[Match]:
    """All matches of a technology: for the follower."""
    return list(session.scalars(select(Match).where(Match.technology_id == key)))


def pairs(session: Session, wanted: Iterable[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], Match]:
    """The matches of pairs (demand, technology), locked until the unit ends."""
    wanted = set(wanted)
    rows = (
        select(Match)
        .where(
            Match.demand_id.in_({demand for demand, _ in wanted}),
            Match.technology_id.in_({technology for _, technology in wanted}),
        )
        .with_for_update()
    )
    found = {(row.demand_id, row.technology_id): row for row in session.scalars(rows)}
    return {pair: row for pair, row in found.items() if pair in wanted}


def how_many_better(session: Session, pair: tuple[UUID, UUID], score: float) -> int:
    """How many other matches of a pair's demand score higher, or as high and were told before.

    Those that are out of date do not count.
    """
    demand, technology = pair
    rows = select(func.count()).where(
        Match.demand_id == demand,
        Match.technology_id != technology,
        or_(Match.score > score, and_(Match.score == score, Match.told)),
        Match.state != MatchState.STALE,
    )
    return session.scalars(rows).one()


def suggested_to(session: Session, technology: UUID, seeker: UUID) -> list[Match]:
    """The open suggestions of a technology to a seeker, locked until the unit ends."""
    rows = select(Match).where(
        Match.technology_id == technology,
        Match.seeker_id == seeker,
        Match.state == MatchState.SUGGESTED,
    )
    return list(session.scalars(rows.with_for_update()))
