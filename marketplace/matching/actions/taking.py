"""What the follower writes: new matches, changed scores, what is out of date, searches met."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import SYSTEM
from marketplace.matching.actions.helping import name_first_things, name_helpers
from marketplace.matching.actions.match import pair_title, step
from marketplace.matching.models import Match, SavedSearchHit
from marketplace.matching.queries import match as queries
from marketplace.matching.queries import saved_search as searches
from marketplace.matching.queries.first_things import FirstThings
from marketplace.matching.queries.saved_search import Hit
from marketplace.matching.queries.who_helps import Help
from marketplace.matching.rules.features import DemandSide, TechnologySide
from marketplace.matching.rules.score import Scored
from marketplace.matching.rules.weights import weights
from marketplace.matching.states import MATCH, MatchState

Pair = tuple[UUID, UUID]
AT_ONCE = 1000  # Saved searches read in one go.


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that was compared, and how it scored."""

    demand: DemandSide
    technology: TechnologySide
    scored: Scored
    fingerprint: str

    @property
    def pair(self) -> Pair:
        """The ids of the two sides."""
        return self.demand.id, self.technology.id


@dataclass(frozen=True, slots=True)
class Met:
    """A saved search and a newly public thing that it finds."""

    hit: Hit
    title: str


@dataclass(frozen=True, slots=True)
class News:
    """What a stretch of the journal means for matches.

    `found` were compared, `gone` have a side that is not open any more, `taken_up` (technology,
    seeker) led to a request, `met` are saved searches with something new, `helped` says who
    could help with what was published, `welcomed` what fits organisations just verified.
    """

    found: Sequence[Found] = ()
    gone: Sequence[Pair] = ()
    taken_up: Sequence[Pair] = ()
    met: Sequence[Met] = ()
    helped: Sequence[Help] = ()
    welcomed: Sequence[FirstThings] = ()


def take_in(session: Session, news: News) -> None:
    """Write it all down, each fact once; what was taken in before changes nothing."""
    wanted = [*(one.pair for one in news.found), *news.gone]
    existing = queries.pairs(session, wanted) if wanted else {}
    # The best first: whether one is told depends on how many better ones its demand has.
    for one in sorted(news.found, key=lambda one: (-one.scored.score, one.pair)):
        _take(session, one, existing.get(one.pair))
    for pair in news.gone:
        if pair in existing:
            _fade(session, existing[pair])
    for technology, seeker in news.taken_up:
        for row in queries.suggested_to(session, technology, seeker):
            step(session, SYSTEM, row, "take_up")
    _meet(session, news.met)
    name_helpers(session, news.helped)
    name_first_things(session, news.welcomed)


def _take(session: Session, found: Found, row: Match | None) -> None:
    if row is None:
        if found.scored.keep:
            _suggest(session, found)
    elif row.state in (MatchState.SUGGESTED, MatchState.STALE):
        _renew(session, found, row)


def _suggest(session: Session, found: Found) -> None:
    row = Match(
        id=uuid4(),
        demand_id=found.demand.id,
        technology_id=found.technology.id,
        seeker_id=found.demand.seeker_id,
        holder_id=found.technology.holder_id,
        told=_worth_telling(session, found),
    )
    _write(row, found)
    MATCH.begin(row)
    session.add(row)
    _say(session, "match.found", row, found)


def _renew(session: Session, found: Found, row: Match) -> None:
    if not found.scored.keep:
        _fade(session, row)
        return
    if row.state is MatchState.STALE:
        step(session, SYSTEM, row, "revive")
    before = row.percent
    if row.fingerprint == found.fingerprint and row.score == found.scored.score:
        return
    rises = not row.told and _worth_telling(session, found)
    _write(row, found)
    if rises:
        row.told = True
        _say(session, "match.risen", row, found)
    elif row.percent != before:
        _say(session, "match.changed", row, found)


def _worth_telling(session: Session, found: Found) -> bool:
    """Whether it scores high enough, and is among the best few of its demand."""
    if not found.scored.push:
        return False
    better = queries.how_many_better(session, found.pair, found.scored.score)
    return better < weights().told


def _write(row: Match, found: Found) -> None:
    row.score = found.scored.score
    row.features = [feature.plain() for feature in found.scored.features]
    row.fingerprint = found.fingerprint
    # Who stands behind a demand may be entered later (a question given to its firm).
    row.seeker_id = found.demand.seeker_id


def _fade(session: Session, row: Match) -> None:
    if row.state is MatchState.SUGGESTED:
        step(session, SYSTEM, row, "grow_stale")


def _say(session: Session, fact: str, row: Match, found: Found) -> None:
    """The fact of it: what notices are written from, and nothing that is not public."""
    why = found.scored.why()
    journal.record(
        session,
        SYSTEM,
        fact,
        row,
        title=pair_title(found.technology.title, found.demand.title),
        percent=row.percent,
        push=row.told,
        demand=found.demand.title,
        technology=found.technology.title,
        why_zh=why.zh,
        why_en=why.en,
        demand_id=row.demand_id,
        technology_id=row.technology_id,
    )


def _meet(session: Session, met: Sequence[Met]) -> None:
    """Tell of a thing once, however often it is published, and whoever still wants to be told."""
    for some in (met[n : n + AT_ONCE] for n in range(0, len(met), AT_ONCE)):
        _meet_some(session, some)


def _meet_some(session: Session, met: Sequence[Met]) -> None:
    rows = searches.by_ids(session, {one.hit[0] for one in met})
    told = searches.told(session, rows, {one.hit[2] for one in met})
    for one in met:
        search, kind, subject = one.hit
        if search in rows and rows[search].notify and one.hit not in told:
            session.add(SavedSearchHit(search_id=search, subject_kind=kind, subject_id=subject))
            journal.record(
                session,
                SYSTEM,
                "saved_search.met",
                rows[search],
                title=one.title,
                about_kind=kind,
                about_id=subject,
            )
