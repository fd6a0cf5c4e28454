"""Which of the other side are worth comparing with one newly published thing.

The index finds them by words and by traits; what it has not heard of yet comes from the journal. An
index that is away or far behind is not waited for: the newest of the other side come from the
database.
"""

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.display import public as display
from marketplace.matching.queries.sources import Sources
from marketplace.matching.rules.features import DemandSide, TechnologySide
from marketplace.matching.rules.likeness import telling
from marketplace.matching.rules.weights import Candidates, weights
from search_index import BadQuery, Damaged, Index, Query

log = structlog.get_logger(__name__)

Traits = Mapping[str, tuple[str, ...]]
MOST_WORDS = 8


def technologies_for(session: Session, sources: Sources, demand: DemandSide) -> list[UUID]:
    """Technologies that may answer a demand, the likeliest first."""
    traits = {"process": demand.processes, "pollutant": demand.pollutants}
    if demand.industry:
        traits["industry"] = (demand.industry,)
    return _found(session, sources, "technology", demand.title, demand.text, traits)


def demands_for(session: Session, sources: Sources, technology: TechnologySide) -> list[UUID]:
    """Demands that a technology may answer, the likeliest first."""
    traits = {
        "process": technology.processes,
        "pollutant": technology.pollutants,
        "industry": technology.industries,
    }
    return _found(session, sources, "demand", technology.title, technology.shown, traits)


def _found(
    session: Session, sources: Sources, kind: str, title: str, text: str, traits: Traits
) -> list[UUID]:
    by = weights().candidates
    if sources.index is None:
        return _newest(session, kind)[: by.most]
    try:
        unheard = _unheard(session, sources.index, kind, by)
        if unheard is None:
            return _newest(session, kind)[: by.most]
        keys = [*unheard, *_ranked(sources.index, kind, title, text, traits, by)]
    except Damaged as damage:
        log.warning("match.index_away", why=str(damage))
        return _newest(session, kind)[: by.most]
    return list(dict.fromkeys(keys))[: by.most + len(unheard)]


def _newest(session: Session, kind: str) -> list[UUID]:
    if kind == "demand":
        return display.open_demands(session)
    return display.published_ids(session)


def _unheard(session: Session, index: Index, kind: str, by: Candidates) -> list[UUID] | None:
    """What the journal says since the index read it; None where that is too much."""
    entries = journal.after(session, index.cursor(), by.lag)
    if len(entries) == by.lag:
        return None
    return list(dict.fromkeys(e.subject_id for e in entries if e.subject_kind == kind))


def _ranked(
    index: Index, kind: str, title: str, text: str, traits: Traits, by: Candidates
) -> Iterator[UUID]:
    everything = index.search(Query(kinds=(kind,), sort="-published", limit=by.most))
    if everything.next is None:
        yield from _ids(hit.key for hit in everything.hits)
        return
    for query in _queries(kind, title, text, traits, by):
        try:
            yield from _ids(hit.key for hit in index.search(query).hits)
        except BadQuery as bad:  # A title may spell what the grammar takes for a sign.
            log.info("match.query_refused", code=bad.code)


def _queries(kind: str, title: str, text: str, traits: Traits, by: Candidates) -> Iterator[Query]:
    for said in (title, text):
        words = telling(said, MOST_WORDS)
        if words:
            yield Query(" OR ".join(words), (kind,), limit=by.each)
    for name, codes in traits.items():
        if codes:
            yield Query("", (kind,), {name: codes}, sort="-published", limit=by.each)


def _ids(keys: Iterable[str]) -> Iterator[UUID]:
    return (UUID(key.partition(":")[2]) for key in keys)
