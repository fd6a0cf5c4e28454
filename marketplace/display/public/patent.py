"""Patent cards for other rooms: plain values, and the intake that import uses."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display import queries
from marketplace.display.actions.patent import CardIn, Taken, take_in_cards
from marketplace.display.models import Patent

__all__ = ["CardIn", "PatentCard", "Taken", "patent", "patents", "take_in_cards"]


@dataclass(frozen=True, slots=True)
class PatentCard:
    """What other rooms show of a patent; no inventors."""

    id: UUID
    office: str
    number: str | None
    patent_type: str
    title: str
    applicants: tuple[str, ...]
    ipc: tuple[str, ...]
    legal_state: str
    legal_state_on: date | None
    filed_on: date | None
    holder_id: UUID | None
    state: str
    url: str


def _card(row: Patent) -> PatentCard:
    return PatentCard(
        id=row.id,
        office=row.office,
        number=row.number,
        patent_type=row.patent_type,
        title=row.title,
        applicants=tuple(row.applicants),
        ipc=tuple(row.ipc),
        legal_state=row.legal_state,
        legal_state_on=row.legal_state_on,
        filed_on=row.filed_on,
        holder_id=row.holder_id,
        state=str(row.state),
        url=f"/patents/{row.id}",
    )


def patent(session: Session, actor: Actor, key: UUID) -> PatentCard:
    """One you may see; raises NoSuchPatent."""
    return _card(queries.patent.patent(session, actor, key))


def patents(session: Session, actor: Actor, keys: Iterable[UUID]) -> dict[UUID, PatentCard]:
    """Those of the ids that you may see, in one query."""
    rows = queries.patent.visible_ids(session, actor, keys)
    return {key: _card(row) for key, row in rows.items()}
