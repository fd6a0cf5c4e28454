"""What the house and higher rooms do to a technology: hold, release, conclude, prove."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import SYSTEM
from marketplace.display import queries
from marketplace.display.actions.technology import moves
from marketplace.display.models import Technology
from marketplace.display.states import TECHNOLOGY, TechnologyState


@dataclass(frozen=True, slots=True)
class Evidence:
    """What proves a claim: `confirmed` needs the number of a report and its issuer."""

    state: str
    number: str | None = None
    sha256: str | None = None
    issuer: str | None = None
    on: date | None = None


def hold(session: Session, key: UUID) -> None:
    """Put a published technology under deal; raises MoveNotPossible where another deal has it."""
    moves.move(session, SYSTEM, key, "reserve", None)


def release(session: Session, key: UUID) -> None:
    """Free it again; one that is suspended comes back as published when it is resumed."""
    technology = queries.technology.technology(session, SYSTEM, key)
    if technology.state is TechnologyState.SUSPENDED:
        technology.suspended_from = str(TechnologyState.PUBLISHED)
        TECHNOLOGY.settle(technology)
        journal.record(session, SYSTEM, "technology.released", technology, title=technology.title)
        return
    moves.go(session, SYSTEM, technology, "release")


def conclude(session: Session, key: UUID) -> None:
    """Close it: the transfer is registered, or an exclusive licence is in effect."""
    moves.move(session, SYSTEM, key, "conclude", None)


def fire(session: Session, key: UUID, name: str) -> Technology:
    """Make a timed move as the house: expire, archive."""
    return moves.move(session, SYSTEM, key, name, None)


def set_evidence(session: Session, claim_id: UUID, evidence: Evidence) -> None:
    """Say how a claim is proved (INV-L5); taking a proof back suspends what was shown with it."""
    claim = queries.technology.claim(session, claim_id)
    technology = session.get_one(Technology, claim.technology_id)
    before = claim.evidence_state
    claim.evidence_state, claim.evidence_number = evidence.state, evidence.number
    claim.evidence_sha256, claim.evidence_issuer = evidence.sha256, evidence.issuer
    claim.evidence_date = evidence.on
    TECHNOLOGY.settle(technology)
    journal.record(
        session,
        SYSTEM,
        "technology.evidence_set",
        technology,
        title=technology.title,
        claim=claim.id,
        before=before,
        after=evidence.state,
    )
    if before == "confirmed" and evidence.state != "confirmed":
        moves.suspend_by_house(session, technology, "evidence_revoked")


def suspend_all_of(session: Session, holder: UUID) -> int:
    """Take down everything of a holder who was restricted (INV-L1); returns how many."""
    rows = queries.technology.of_holder(session, holder)
    return sum(moves.suspend_by_house(session, row, "holder_restricted") for row in rows)
