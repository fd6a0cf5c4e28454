"""Demands for other rooms: plain values, never more than the asker may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.actions import demand as actions
from marketplace.display.errors.demand import NotAwarded
from marketplace.display.queries import demand as queries
from marketplace.display.queries import proposal as proposals
from marketplace.display.queries.demand_card import DemandCard, Target
from marketplace.display.states.proposal import ProposalState

__all__ = [
    "AwardedProposal",
    "DemandCard",
    "DemandFeatures",
    "awarded_proposal",
    "demand",
    "demand_features",
    "demands",
    "fulfil",
    "open_demands",
    "own_demands",
    "seeker_of",
]


@dataclass(frozen=True, slots=True)
class DemandFeatures:
    """What matching compares: the public form only, so that no explanation can tell a secret.

    `open` says whether it takes proposals now; targets and budget (fen) are empty where they are
    confidential.
    """

    id: UUID
    title: str
    text: str
    open: bool
    seeker_id: UUID | None
    industry: str | None
    place: str | None
    processes: tuple[str, ...]
    pollutants: tuple[str, ...]
    green_fields: tuple[str, ...]
    trl: int | None
    licences: tuple[str, ...]
    targets: tuple[Target, ...]
    budget_low: int | None
    budget_high: int | None
    deadline: date | None


def demand(session: Session, actor: Actor, key: UUID) -> DemandCard:
    """One demand as the actor may see it. Raises NoSuchDemand."""
    return queries.shown(session, actor, key)


def demands(session: Session, actor: Actor, keys: Iterable[UUID]) -> Mapping[UUID, DemandCard]:
    """Those of these that the actor may see, by id."""
    rows = queries.by_ids(session, actor, keys)
    return {card.id: card for card in queries.cards(session, actor, rows)}


def own_demands(session: Session, actor: Actor) -> Sequence[DemandCard]:
    """The demands of the actor's organisation, the newest first; the first hundred."""
    rows = queries.demands(session, actor, own=True, limit=100)
    return queries.cards(session, actor, rows.items)


def demand_features(session: Session, key: UUID) -> DemandFeatures | None:
    """What matching compares of a public demand; None where it is not public.

    `seeker_id` is for telling the seeker and for leaving their own technologies out; never show it.
    """
    seen = queries.public_form(session, key)
    if seen is None:
        return None
    return DemandFeatures(
        id=seen.id,
        title=seen.title,
        text=seen.text or "",
        open=seen.state == "open",
        seeker_id=queries.seeker_of(session, key)[0],
        industry=seen.industry,
        place=seen.place,
        processes=seen.processes,
        pollutants=seen.pollutants,
        green_fields=seen.green_fields,
        trl=seen.trl,
        licences=seen.licences,
        targets=seen.targets,
        budget_low=seen.budget_low,
        budget_high=seen.budget_high,
        deadline=seen.deadline,
    )


def seeker_of(session: Session, key: UUID) -> UUID | None:
    """The organisation that seeks, whoever asks: for rules and notices, never for showing."""
    return queries.seeker_of(session, key)[0]


def open_demands(session: Session) -> list[UUID]:
    """The demands that take proposals now, the newest first."""
    return queries.open_keys(session)


@dataclass(frozen=True, slots=True)
class AwardedProposal:
    """A proposal that won, to those who may read it; `technology` None where it was words alone."""

    id: UUID
    demand: UUID
    seeker: UUID | None
    proposer: UUID
    technology: UUID | None


def awarded_proposal(session: Session, actor: Actor, key: UUID) -> AwardedProposal:
    """A proposal the actor may read, if it won. Raises NoSuchProposal, NotAwarded."""
    row = proposals.proposal(session, actor, key)
    if row.state is not ProposalState.AWARDED:
        raise NotAwarded
    return AwardedProposal(
        row.id, row.demand_id, row.demand.seeker_id, row.org_id, row.technology_id
    )


def fulfil(session: Session, key: UUID) -> None:
    """A contract with the winner of a demand was concluded: the demand is fulfilled."""
    actions.contract(session, key)
