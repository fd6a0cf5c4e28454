"""Proposals: making them, taking them back, shortlisting, awarding."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import clock, journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must_move
from marketplace.core.errors import Stale
from marketplace.core.text import clean
from marketplace.display.actions.demand.commands import AwardAll, Offer, Shortlist
from marketplace.display.actions.demand.ending import decide
from marketplace.display.actions.demand.moving import found, step
from marketplace.display.errors.demand import (
    AboveCeiling,
    AmountNeeded,
    EmptyProposal,
    NotChoosable,
    OneWinner,
    ProposedAlready,
    SubmissionsClosed,
)
from marketplace.display.errors.review import ReasonNeeded
from marketplace.display.models.demand import Demand, DemandDisclosure
from marketplace.display.models.proposal import Proposal
from marketplace.display.queries import demand as queries
from marketplace.display.queries import proposal as proposal_queries
from marketplace.display.queries import technology as technologies
from marketplace.display.rules import demand as rules
from marketplace.display.rules import proposal as proposal_rules
from marketplace.display.states.demand import DemandState
from marketplace.display.states.proposal import ALIVE, PROPOSAL, ProposalState


def propose(session: Session, actor: Actor, key: UUID, offer: Offer) -> Proposal:
    """Offer a solution to an open demand.

    The demand's row is locked, so two proposers do not make each other stale. Raises
    SubmissionsClosed, ProposedAlready, EmptyProposal, NoSuchTechnology.
    """
    made = queries.demand(session, actor, key, lock=True)
    must_move(rules.MAY, "propose", actor, made)
    if made.state == DemandState.OPEN and made.closes_at and clock.now() >= made.closes_at:
        raise SubmissionsClosed
    if not (offer.technology_id or offer.text):
        raise EmptyProposal(fields=["text"])
    if offer.technology_id:
        # Found means: the proposer may see it; nobody else learns that it exists.
        technologies.technology(session, actor, offer.technology_id)
    if any(_same(row, actor, offer) for row in made.proposals):
        raise ProposedAlready
    proposal = _new(actor, made, offer)
    step(session, actor, made, "propose", proposal=proposal.id)
    offered = {"title": made.title, "demand": made.id, "technology": offer.technology_id}
    offered["seeker"] = made.seeker_id
    journal.record(session, actor, "proposal.submitted", proposal, **offered)
    session.flush()
    return proposal


def _same(row: Proposal, actor: Actor, offer: Offer) -> bool:
    living = row.org_id == actor.org and row.state in ALIVE
    return living and (row.technology_id, row.text) == (offer.technology_id, offer.text)


def _new(actor: Actor, made: Demand, offer: Offer) -> Proposal:
    proposal = Proposal(
        id=uuid4(),
        org_id=actor.org,
        entered_by=actor.person,
        technology_id=offer.technology_id,
        text=clean(offer.text) if offer.text else None,
        price_fen=offer.price_fen,
        note=clean(offer.note) if offer.note else None,
    )
    PROPOSAL.begin(proposal)
    made.proposals.append(proposal)
    return proposal


def take_back(
    session: Session, actor: Actor, key: UUID, seen: int, *, of: UUID | None = None
) -> Proposal:
    """The proposer takes a proposal back before anything is decided."""
    proposal = proposal_queries.proposal(session, actor, key, of=of)
    must_move(proposal_rules.MAY, "withdraw", actor, proposal)
    if seen != proposal.version:
        raise Stale(version=proposal.version)
    decide(session, actor, proposal, "withdraw", outcome="taken_back", reason="")
    session.flush()
    return proposal


def shortlist(session: Session, actor: Actor, key: UUID, command: Shortlist, seen: int) -> Demand:
    """Choose the proposals to look at closer. Raises ReasonNeeded, NotChoosable."""
    made = found(session, actor, key, "shortlist", seen)
    if not command.reason:
        raise ReasonNeeded(fields=["reason"])
    chosen = _chosen(made, command.proposals, ProposalState.SUBMITTED)
    for proposal in chosen:
        decide(session, actor, proposal, "shortlist", outcome="shortlisted", reason=command.reason)
    return step(session, actor, made, "shortlist", proposals=[p.id for p in chosen])


def _chosen(made: Demand, keys: Iterable[UUID], state: ProposalState) -> list[Proposal]:
    wanted = set(keys)
    chosen = [row for row in made.proposals if row.id in wanted]
    if not chosen or len(chosen) != len(wanted) or any(row.state != state for row in chosen):
        raise NotChoosable(fields=["proposals"])
    return chosen


def award(session: Session, actor: Actor, key: UUID, command: AwardAll, seen: int) -> Demand:
    """Choose the winner (several only where the demand says so); all others are told why not.

    Raises OneWinner (INV-D4), AboveCeiling and AmountNeeded (INV-D3), ReasonNeeded (INV-D2),
    NotChoosable.
    """
    made = found(session, actor, key, "award", seen)
    won = _chosen(made, [each.proposal for each in command.awards], ProposalState.SHORTLISTED)
    if len(won) > 1 and not made.multi_award:
        raise OneWinner(fields=["awards"])
    total = _price(made, won, command)
    _tell_winners(session, actor, made, won, command)
    _tell_others(session, actor, made, command.others_reason)
    return step(
        session, actor, made, "award", proposals=[p.id for p in won], total_fen=total,
        ceiling_fen=made.budget_high, ceiling_change=command.ceiling_change,
    )  # fmt: skip


def _price(made: Demand, won: list[Proposal], command: AwardAll) -> int | None:
    """Write the amounts down and hold their sum against the published ceiling."""
    given = {each.proposal: each.amount_fen for each in command.awards}
    for row in won:
        amount = given[row.id]
        row.award_fen = row.price_fen if amount is None else amount
        row.ceiling_change = command.ceiling_change
    amounts = [row.award_fen for row in won if row.award_fen is not None]
    if made.budget_high is not None:
        if len(amounts) < len(won):
            raise AmountNeeded(fields=["amount_fen"])
        if sum(amounts) > made.budget_high and not command.ceiling_change:
            raise AboveCeiling(fields=["ceiling_change"], ceiling=made.budget_high)
    return sum(amounts) if amounts else None


def _tell_winners(
    session: Session, actor: Actor, made: Demand, won: list[Proposal], command: AwardAll
) -> None:
    reasons = {each.proposal: each.reason for each in command.awards}
    for row in won:
        if not reasons[row.id]:
            raise ReasonNeeded(fields=["reason"])
        decide(session, actor, row, "award", outcome="awarded", reason=reasons[row.id])
        grant(made, row.org_id)


def grant(made: Demand, org_id: UUID) -> DemandDisclosure:
    """Disclose the demand to an organisation: the seeker's name and how to reach them."""
    row = next((each for each in made.disclosures if each.org_id == org_id), None)
    if row is None:
        row = DemandDisclosure(org_id=org_id)
        made.disclosures.append(row)
    row.granted_at, row.revoked_at = clock.now(), None
    return row


def _tell_others(session: Session, actor: Actor, made: Demand, reason: str | None) -> None:
    waiting = (ProposalState.SUBMITTED, ProposalState.SHORTLISTED)
    for row in made.proposals:
        if row.state in waiting:
            if not reason:
                raise ReasonNeeded(fields=["others_reason"])
            decide(session, actor, row, "decline", outcome="not_chosen", reason=reason)
