"""A few public things for an organisation that has just been verified."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.speech import Phrase
from marketplace.identity import public as identity
from marketplace.matching.queries import candidates, features
from marketplace.matching.queries.sources import Sources
from marketplace.matching.rules.features import DemandSide, TechnologySide
from marketplace.matching.rules.first_things import Common, Stated, common, stated
from marketplace.matching.rules.weights import weights


@dataclass(frozen=True, slots=True)
class Thing:
    """A `technology` or `demand` and what it has in common with the organisation."""

    kind: str
    id: UUID
    title: str
    common: Common


@dataclass(frozen=True, slots=True)
class FirstThings:
    """What an organisation could look at first, the best first; may be empty."""

    org: UUID
    name: str
    things: tuple[Thing, ...]

    def told(self) -> Phrase:
        """The titles with what speaks for each, in a sentence."""
        why = [(thing.title, thing.common.why()) for thing in self.things]
        return Phrase(
            "；".join(f"《{title}》（{said.zh}）" for title, said in why),
            "; ".join(f"“{title}” ({said.en})" for title, said in why),
        )

    def url(self) -> str:
        """The search that finds the best of them and more of its sort."""
        best = self.things[0]
        facet, codes = next((f, c) for f, c in best.common.codes.items() if c)
        return f"/search?kind={best.kind}" + "".join(f"&{facet}={code}" for code in codes)


class _Side(Protocol):
    @property
    def id(self) -> UUID: ...
    @property
    def title(self) -> str: ...
    @property
    def processes(self) -> tuple[str, ...]: ...
    @property
    def pollutants(self) -> tuple[str, ...]: ...


def of(session: Session, sources: Sources, org: UUID) -> FirstThings | None:
    """Technologies for an enterprise, open demands for a holder, by what it says of itself.

    None where it is not verified or says nothing that can be compared.
    """
    card = identity.organisations(session, [org]).get(org)
    if card is None or not card.verified:
        return None
    own = stated(card.about, card.region)
    if not own.anything:
        return None
    found: list[Thing] = []
    if "enterprise" in card.kinds:
        found += _technologies(session, sources, org, own, card.about or "")
    if "holder" in card.kinds:
        found += _demands(session, sources, org, own, card.about or "")
    found.sort(key=lambda thing: thing.common.rank, reverse=True)
    return FirstThings(org, card.name, tuple(found[: weights().first]))


def _technologies(
    session: Session, sources: Sources, org: UUID, own: Stated, about: str
) -> Iterator[Thing]:
    asking = DemandSide(
        id=org,
        seeker_id=org,
        title=about,
        processes=own.processes,
        pollutants=own.pollutants,
    )
    keys = candidates.technologies_for(session, sources, asking)
    sides = features.technologies(session, dict.fromkeys(keys))
    others = [(side, side.region) for side in sides if side.holder_id != org]
    return _fitting("technology", own, others)


def _demands(
    session: Session, sources: Sources, org: UUID, own: Stated, about: str
) -> Iterator[Thing]:
    offering = TechnologySide(
        id=org,
        holder_id=org,
        title=about,
        processes=own.processes,
        pollutants=own.pollutants,
    )
    keys = candidates.demands_for(session, sources, offering)
    sides = features.demands(session, dict.fromkeys(keys))
    others = [(side, side.place) for side in sides if side.open and side.seeker_id != org]
    return _fitting("demand", own, others)


def _fitting(kind: str, own: Stated, sides: Iterable[tuple[_Side, str | None]]) -> Iterator[Thing]:
    for side, region in sides:
        shared = common(own, side.processes, side.pollutants, region)
        if shared is not None:
            yield Thing(kind, side.id, side.title, shared)
