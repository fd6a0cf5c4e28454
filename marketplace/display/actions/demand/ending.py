"""When a demand ends, all that hangs on it ends with a reason (INV-D2)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.display.models.demand import Demand
from marketplace.display.models.proposal import Proposal
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.states.proposal import ALIVE, PROPOSAL
from marketplace.display.states.rewrite import PENDING, REWRITE


def decide(
    session: Session, actor: Actor, proposal: Proposal, name: str, *, outcome: str, reason: str
) -> None:
    """Give one proposal its outcome and say so; the rule asked was the demand's."""
    proposal.outcome, proposal.reason = outcome, reason
    done = PROPOSAL.step(proposal, name)
    journal.record(
        session, actor, done.fact, proposal,
        title=proposal.demand.title, demand=proposal.demand_id,
        before=done.before, after=done.after, outcome=outcome, reason=reason,
    )  # fmt: skip


def end(session: Session, actor: Actor, demand: Demand, outcome: str, reason: str) -> None:
    """Decline every living proposal with the reason, and drop undecided rewrites."""
    for proposal in demand.proposals:
        if proposal.state in ALIVE:
            decide(session, actor, proposal, "decline", outcome=outcome, reason=reason)
    rows = select(DemandRewrite).where(
        DemandRewrite.demand_id == demand.id, DemandRewrite.state.in_(PENDING)
    )
    for rewrite in session.scalars(rows):
        done = REWRITE.step(rewrite, "take_back")
        journal.record(
            session, actor, done.fact, rewrite,
            title=demand.title, demand=demand.id, before=done.before, after=done.after,
        )  # fmt: skip
