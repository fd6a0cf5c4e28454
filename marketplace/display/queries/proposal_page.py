"""Everything the page of a demand's proposals shows to one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.models.proposal import Proposal
from marketplace.display.queries import demand as queries
from marketplace.display.queries import proposal as proposal_queries
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.rules import demand as rules
from marketplace.display.rules import proposal as proposal_rules
from marketplace.display.states.demand import DemandState
from marketplace.display.states.proposal import PROPOSAL, ProposalState
from marketplace.identity import public as identity


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal, its proposer's name, and what the reader may do: take back, open the deal."""

    row: Proposal
    name: str
    may_take_back: bool
    may_deal: bool


@dataclass(frozen=True, slots=True)
class ProposalPage:
    """The proposals to a demand that one reader may read, and what they may do."""

    card: DemandCard
    lines: Sequence[Line]
    sealed: bool
    may_propose: bool
    may_shortlist: bool
    may_award: bool


def of(session: Session, actor: Actor, key: UUID) -> ProposalPage:
    """Read it all. Raises NoSuchDemand."""
    made = queries.demand(session, actor, key)
    rows = proposal_queries.of_demand(session, actor, key)
    names = identity.organisations(session, {row.org_id for row in rows})
    card = queries.cards(session, actor, [made])[0]
    return ProposalPage(
        card=card,
        lines=[
            Line(row, names[row.org_id].name, _open(actor, row), _leads_on(actor, row))
            for row in rows
        ],
        sealed=made.mode == "sealed" and made.unsealed_at is None,
        may_propose=made.state == DemandState.OPEN and rules.may_propose(actor, made),
        may_shortlist="shortlist" in card.moves,
        may_award="award" in card.moves,
    )


def _leads_on(actor: Actor, row: Proposal) -> bool:
    """Whether a deal can begin with it: it won by a technology, and a party reads this."""
    won = row.state is ProposalState.AWARDED and row.technology_id is not None
    return won and actor.org is not None and actor.org in (row.org_id, row.demand.seeker_id)


def _open(actor: Actor, row: Proposal) -> bool:
    left = any(m.name == "withdraw" for m in PROPOSAL.open(row))
    return left and proposal_rules.may_take_back(actor, row)
