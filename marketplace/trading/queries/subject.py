"""What other rooms know of a deal's subject and of who may speak for whom."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session

from marketplace.core.clock import today
from marketplace.display import public as display
from marketplace.identity import public as identity
from marketplace.service import public as service
from marketplace.trading.errors import DualAgency, NoMandate, PartyNotVerified
from marketplace.trading.models import Deal
from marketplace.trading.states import Side

# States of a technology in which it can be asked for and agreed on.
ON_OFFER = frozenset({"published", "under_deal"})
_LOCK_SPACE = 884  # First key of two-part advisory locks of this room; any constant does.


def mandate(
    session: Session, broker: UUID, client: UUID, side: Side, technology: UUID
) -> service.MandateCard:
    """The mandate in force today that lets a broker speak for a client. Raises NoMandate."""
    found = service.mandate(
        session, broker_org=broker, client=client, role=side.value, subject=technology, on=today()
    )
    if found is None:
        raise NoMandate
    return found


def must_not_serve_two(
    session: Session, deal: Deal, broker: UUID, side: Side, held: service.MandateCard
) -> None:
    """Raise DualAgency where the broker serves the other side too, unless both consented."""
    if deal.broker(side.other) != broker:
        return
    across = mandate(session, broker, deal.party(side.other), side.other, deal.technology_id)
    if not (held.dual_agency_consent and across.dual_agency_consent):
        raise DualAgency


def must_both_be_verified(session: Session, *parties: UUID) -> None:
    """Raise PartyNotVerified unless every party is."""
    cards = identity.organisations(session, parties)
    if not all(key in cards and cards[key].verified for key in parties):
        raise PartyNotVerified


def lock_technology(session: Session, technology: UUID) -> None:
    """Let one agreement at a time be made on a technology (INV-X1: parent lock first).

    SQLite has one writer anyway; on PostgreSQL an advisory lock of this room, until the commit.
    """
    if session.get_bind().dialect.name == "postgresql":
        key = technology.int % 2**31
        session.execute(
            text("SELECT pg_advisory_xact_lock(:space, :key)"), {"space": _LOCK_SPACE, "key": key}
        )


def licence_kinds(card: display.TechnologyCard) -> tuple[str, ...]:
    """The kinds of licence a technology is offered for."""
    return tuple(card.licence_kinds)
