"""Tables of demands: the demand, its targets, and to whom the seeker disclosed more of it."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import FEN, Base
from marketplace.core.flow import Living, column
from marketplace.display.models.claim import ClaimColumns, claim_checks
from marketplace.display.models.proposal import Proposal
from marketplace.display.states.demand import DemandState


class DemandTarget(ClaimColumns, Base):
    """One measurable thing a solution must reach, or should (`must_have`)."""

    __tablename__ = "demand_target"
    __table_args__ = claim_checks()

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    demand_id: Mapped[UUID] = mapped_column(ForeignKey("demand.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class DemandDisclosure(Base):
    """What an organisation asked to know of a demand, what it was granted, what it promised."""

    __tablename__ = "demand_disclosure"
    __table_args__ = (UniqueConstraint("demand_id", "org_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    demand_id: Mapped[UUID] = mapped_column(ForeignKey("demand.id"), index=True)
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    note: Mapped[str | None]
    asked_at: Mapped[datetime | None]
    granted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    nda_accepted_at: Mapped[datetime | None]
    nda_accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    nda_hash: Mapped[str | None]

    @property
    def stands(self) -> bool:
        """Granted and not taken back."""
        return self.granted_at is not None and self.revoked_at is None


class Demand(Living, Base):
    """What a plant looks for; who sees how much of it is decided by `rules.demand.tier` alone."""

    __tablename__ = "demand"
    __table_args__ = (
        CheckConstraint("disclosure IN ('anonymous', 'named', 'nda')", name="disclosure"),
        CheckConstraint("mode IN ('open', 'sealed')", name="mode"),
        CheckConstraint("budget_low <= budget_high", name="budget"),
        # INV-D5: fiscal money goes a named way.
        CheckConstraint(
            "budget_source <> 'fiscal' OR procurement_route IS NOT NULL", name="inv_d5"
        ),
    )
    kind: ClassVar[str] = "demand"

    title: Mapped[str]
    text: Mapped[str]
    text_key: Mapped[str] = mapped_column(index=True)
    budget_low: Mapped[int | None] = mapped_column(FEN)
    budget_high: Mapped[int | None] = mapped_column(FEN)
    budget_source: Mapped[str | None]
    procurement_route: Mapped[str | None]
    deadline: Mapped[date | None]
    industry: Mapped[str | None]
    place: Mapped[str | None]
    processes: Mapped[list[str]] = mapped_column(default=list)
    pollutants: Mapped[list[str]] = mapped_column(default=list)
    green_fields: Mapped[list[str]] = mapped_column(default=list)
    trl: Mapped[int | None]
    licences: Mapped[list[str]] = mapped_column(default=list)
    scale: Mapped[str | None]
    contact: Mapped[str | None]
    mode: Mapped[str] = mapped_column(default="open")
    multi_award: Mapped[bool] = mapped_column(default=False)
    disclosure: Mapped[str] = mapped_column(default="anonymous")
    incomplete: Mapped[bool] = mapped_column(default=False)
    brokers_may_help: Mapped[bool] = mapped_column(default=False)
    seeker_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    helper_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    state: Mapped[DemandState] = mapped_column(column(DemandState))
    suspended_from: Mapped[str | None]
    reason_code: Mapped[str | None]
    reason_note: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=now)
    published_at: Mapped[datetime | None] = mapped_column(index=True)
    closes_at: Mapped[datetime | None]
    unsealed_at: Mapped[datetime | None]
    targets: Mapped[list[DemandTarget]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by=DemandTarget.position
    )
    disclosures: Mapped[list[DemandDisclosure]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )
    proposals: Mapped[list[Proposal]] = relationship(
        lazy="selectin", order_by=Proposal.created_at, back_populates="demand"
    )
