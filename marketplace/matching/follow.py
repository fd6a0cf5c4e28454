"""The follower that matches: reads the journal after its cursor and writes what fits.

Comparing takes time and is done while reading; what it found is written in one unit together with
the cursor, so that each stretch of the journal counts exactly once, whoever is killed and whoever
reads it again. A change that comes in between is an entry of its own and is read next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.deliveries import Cursor
from marketplace.core.journal import Entry
from marketplace.core.react import cursor_of
from marketplace.core.unit import reading, unit
from marketplace.matching import actions
from marketplace.matching.actions.taking import Found, Met, News, Pair
from marketplace.matching.queries import (
    candidates,
    features,
    first_things,
    percolation,
    who_helps,
    wording,
)
from marketplace.matching.queries import match as queries
from marketplace.matching.queries.first_things import FirstThings
from marketplace.matching.queries.sources import NOTHING, Key, Sources
from marketplace.matching.queries.who_helps import Help
from marketplace.matching.rules.counts import Counts
from marketplace.matching.rules.features import DemandSide, TechnologySide, fingerprint
from marketplace.matching.rules.score import score
from marketplace.matching.rules.weights import weights

NAME = "match"
ENTRIES = 200
# What says that a match led somewhere.
TAKING_UP = frozenset({"licence_request.sent", "proposal.submitted"})
# What makes a thing known to everybody: whose it is hears once who could help with it.
PUBLISHED = frozenset({"demand.published", "technology.published"})
# The kinds whose entries may change what fits: all else in the journal is passed over.
ABOUT = frozenset({"demand", "technology"})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the journal, and what it means for matches."""

    before: int
    after: int
    news: News


def follow(sources: Sources = NOTHING) -> int:
    """Take in what is new in the journal; returns how many entries were read.

    Where another worker was quicker with the same entries, nothing is written and it ends.
    """
    read = 0
    while True:
        with reading() as session:
            stretch = _read(session, sources)
        if stretch is None or not _write(stretch):
            return read
        read += stretch.after - stretch.before


def _read(session: Session, sources: Sources) -> Stretch | None:
    before = session.scalar(select(Cursor.seq).where(Cursor.name == NAME)) or 0
    entries, touched = _cut(journal.after(session, before, ENTRIES))
    if not entries:
        return None
    news = _News(session, sources, entries).gather(touched)
    return Stretch(before, entries[-1].seq, news)


def _write(stretch: Stretch) -> bool:
    with unit() as session:
        cursor = cursor_of(session, NAME)
        if cursor.seq != stretch.before:
            return False
        actions.take_in(session, stretch.news)
        cursor.seq, cursor.seen_at = stretch.after, clock.now()
    return True


def _cut(entries: Sequence[Entry]) -> tuple[list[Entry], list[Key]]:
    """As many entries as touch few enough things to be compared in one go."""
    taken: list[Entry] = []
    touched: dict[Key, None] = {}
    for entry in entries:
        key = entry.subject_kind, entry.subject_id
        if key[0] in ABOUT and key not in touched:
            if len(touched) == weights().candidates.at_once:
                break
            touched[key] = None
        taken.append(entry)
    return taken, list(touched)


class _News:
    """Gathers what a stretch of entries means, in one snapshot of the database."""

    def __init__(self, session: Session, sources: Sources, entries: Sequence[Entry]) -> None:
        self.session, self.sources, self.entries = session, sources, entries
        self.found: dict[Pair, Found] = {}
        self.gone: dict[Pair, None] = {}

    @cached_property
    def counts(self) -> Counts:
        """How common words are in this market, looked up where something is compared."""
        return wording.current(self.session)

    def gather(self, touched: Iterable[Key]) -> News:
        """Look at each thing as it is now, whatever happened to it in between."""
        public: list[tuple[Key, str]] = []
        for kind, key in touched:
            title = self._demand(key) if kind == "demand" else self._technology(key)
            if title is not None:
                public.append(((kind, key), title))
        return News(
            found=tuple(self.found.values()),
            gone=tuple(pair for pair in self.gone if pair not in self.found),
            taken_up=tuple(_requests(self.entries)),
            met=tuple(self._met(public)),
            helped=tuple(self._helped()),
            welcomed=tuple(self._welcomed()),
        )

    def _welcomed(self) -> Iterable[FirstThings]:
        """What fits organisations that were verified."""
        for entry in self.entries:
            if entry.fact == "organisation.verified":
                found = first_things.of(self.session, self.sources, entry.subject_id)
                if found is not None:
                    yield found

    def _helped(self) -> Iterable[Help]:
        """Who could help with what was published and still is."""
        for entry in self.entries:
            if entry.fact in PUBLISHED:
                about = who_helps.thing(self.session, entry.subject_kind, entry.subject_id)
                if about is not None:
                    yield who_helps.helping(self.session, about)

    def _demand(self, key: UUID) -> str | None:
        """Compare a demand with what may answer it; its title while it is open."""
        known = queries.of_demand(self.session, key)
        demand = features.demand(self.session, key)
        if demand is None or not demand.open:
            self.gone |= dict.fromkeys((row.demand_id, row.technology_id) for row in known)
            return None
        keys = candidates.technologies_for(self.session, self.sources, demand)
        keys += [row.technology_id for row in known]
        sides = features.technologies(self.session, dict.fromkeys(keys))
        for technology in sides:
            self._compare(demand, technology)
        return demand.title

    def _technology(self, key: UUID) -> str | None:
        """Compare a technology with what it may answer; its title while it is public."""
        known = queries.of_technology(self.session, key)
        technology = features.technology(self.session, key)
        if technology is None:
            self.gone |= dict.fromkeys((row.demand_id, row.technology_id) for row in known)
            return None
        keys = candidates.demands_for(self.session, self.sources, technology)
        keys += [row.demand_id for row in known]
        for demand in features.demands(self.session, dict.fromkeys(keys)):
            if demand.open:
                self._compare(demand, technology)
        return technology.title

    def _compare(self, demand: DemandSide, technology: TechnologySide) -> None:
        pair = demand.id, technology.id
        if pair not in self.found:
            scored = score(demand, technology, clock.today(), None, self.counts)
            mark = fingerprint(demand, technology, weights().version, self.counts.name)
            self.found[pair] = Found(demand, technology, scored, mark)

    def _met(self, public: Sequence[tuple[Key, str]]) -> Iterable[Met]:
        titles = dict(public)
        if not titles:
            return
        built = self.sources.documents(self.session, list(titles))
        documents = {
            (document.kind, UUID(name.partition(":")[2])): document
            for name, document in built.items()
        }
        for hit in percolation.met(self.session, documents):
            yield Met(hit, titles[hit[1:]])


def _requests(entries: Iterable[Entry]) -> Iterable[Pair]:
    """Which technologies were requested by, or proposed to, which seekers: taken up."""
    for entry in entries:
        if entry.fact not in TAKING_UP:
            continue
        technology, seeker = entry.data.get("technology"), entry.data.get("seeker")
        if technology and seeker:
            yield UUID(technology), UUID(seeker)
