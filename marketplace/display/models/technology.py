"""The tables of a technology: the dossier, what it rests on, its classes and its claims."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import FEN, Base
from marketplace.core.flow import Living, column
from marketplace.display.models.claim import ClaimColumns, claim_checks
from marketplace.display.models.patent import Patent
from marketplace.display.states.technology import TechnologyState


class TechnologyTag(Base):
    """One class of a technology: a code of a vocabulary, so that lists can filter by it."""

    __tablename__ = "technology_tag"
    __table_args__ = (Index("ix_technology_tag_vocabulary_code", "vocabulary", "code"),)

    technology_id: Mapped[UUID] = mapped_column(ForeignKey("technology.id"), primary_key=True)
    vocabulary: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)


class TechnologyPatent(Base):
    """A patent a technology rests on, and the proof that it is in force."""

    __tablename__ = "technology_patent"

    technology_id: Mapped[UUID] = mapped_column(ForeignKey("technology.id"), primary_key=True)
    patent_id: Mapped[UUID] = mapped_column(ForeignKey("patent.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
    proof_kind: Mapped[str | None]
    proof_number: Mapped[str | None]
    proof_on: Mapped[date | None]
    patent: Mapped[Patent] = relationship(lazy="joined", innerjoin=True)


class TechnologyClaim(ClaimColumns, Base):
    """One quantified claim of a technology."""

    __tablename__ = "technology_claim"
    __table_args__ = claim_checks()

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    technology_id: Mapped[UUID] = mapped_column(ForeignKey("technology.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)


class Technology(Living, Base):
    """An offer: a dossier over one or more patents or items of know-how."""

    __tablename__ = "technology"
    __table_args__ = (
        CheckConstraint("trl_scale IS NULL OR trl_scale IN ('a', 'b')", name="trl_scale"),
        CheckConstraint(
            "price_low_fen IS NULL OR price_high_fen IS NULL OR price_low_fen <= price_high_fen",
            name="price_range",
        ),
    )
    kind: ClassVar[str] = "technology"

    title: Mapped[str]
    summary: Mapped[str | None]
    description: Mapped[str | None]
    know_how: Mapped[str | None]
    holder_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    entered_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
    catalogue_confirmed: Mapped[bool] = mapped_column(default=False)
    scale: Mapped[str | None]
    references_count: Mapped[int | None]
    references_text: Mapped[str | None]
    investment_fen: Mapped[int | None] = mapped_column(FEN)
    running_cost_fen: Mapped[int | None] = mapped_column(FEN)
    trl_scale: Mapped[str | None]
    trl_level: Mapped[int | None]
    trl_evidence: Mapped[str | None]
    trl_self_declared: Mapped[bool] = mapped_column(default=False)
    experimental_notice: Mapped[str | None]
    price_mode: Mapped[str | None]
    price_route: Mapped[str | None]
    price_low_fen: Mapped[int | None] = mapped_column(FEN)
    price_high_fen: Mapped[int | None] = mapped_column(FEN)
    region: Mapped[str | None] = mapped_column(index=True)
    unquantified: Mapped[bool] = mapped_column(default=False)
    non_confidential: Mapped[bool] = mapped_column(default=False)
    contact: Mapped[str | None]
    expires_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    suspended_from: Mapped[str | None]
    reason: Mapped[str | None]
    reason_text: Mapped[str | None]
    state: Mapped[TechnologyState] = mapped_column(column(TechnologyState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    tags: Mapped[list[TechnologyTag]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    rests_on: Mapped[list[TechnologyPatent]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by=TechnologyPatent.position
    )
    claims: Mapped[list[TechnologyClaim]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by=TechnologyClaim.position
    )

    def codes(self, vocabulary: str) -> list[str]:
        """Its classes of one kind, sorted."""
        return sorted(tag.code for tag in self.tags if tag.vocabulary == vocabulary)

    @property
    def patents(self) -> list[Patent]:
        """The patents it rests on, the main one first."""
        return [link.patent for link in self.rests_on]
