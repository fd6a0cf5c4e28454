"""The table of proposals made to demands."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import FEN, Base
from marketplace.core.flow import Living, column
from marketplace.display.states.proposal import ProposalState

if TYPE_CHECKING:
    from marketplace.display.models.demand import Demand


class Proposal(Living, Base):
    """What a holder or broker offers: a technology of the market or a text, a price, a note."""

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("technology_id IS NOT NULL OR text IS NOT NULL", name="content"),
        # INV-D2: an end without a reason cannot be written down.
        CheckConstraint(
            "state NOT IN ('shortlisted', 'awarded', 'declined') OR reason IS NOT NULL",
            name="inv_d2",
        ),
    )
    kind: ClassVar[str] = "proposal"

    demand_id: Mapped[UUID] = mapped_column(ForeignKey("demand.id"), index=True)
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    technology_id: Mapped[UUID | None] = mapped_column(ForeignKey("technology.id"))
    text: Mapped[str | None]
    price_fen: Mapped[int | None] = mapped_column(FEN)
    note: Mapped[str | None]
    state: Mapped[ProposalState] = mapped_column(column(ProposalState))
    outcome: Mapped[str | None]
    reason: Mapped[str | None]
    award_fen: Mapped[int | None] = mapped_column(FEN)
    ceiling_change: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    demand: Mapped["Demand"] = relationship(lazy="joined", back_populates="proposals")
