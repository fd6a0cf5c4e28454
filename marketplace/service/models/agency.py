"""Agencies: what they test, evaluate or certify, and by which accreditations."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.service.states import AgencyState

ONE_PROFILE = text("state <> 'withdrawn'")


class AgencyFacet(Base):
    """A service an agency offers, or a scope of the market's vocabulary."""

    __tablename__ = "agency_facet"

    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    facet: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True, index=True)


class Accreditation(Base):
    """One certificate: its number taken apart, its span of days, and whether it was checked.

    `decoded` holds what the number itself says (CMA: year, authority, field, sector). It counts
    only once the operator has checked it.
    """

    __tablename__ = "accreditation"
    __table_args__ = (CheckConstraint("valid_from <= valid_until", name="period"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    kind: Mapped[str]
    number: Mapped[str]
    decoded: Mapped[dict[str, Any]]
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    scope_text: Mapped[str | None]
    evidence: Mapped[str | None]
    checked_at: Mapped[datetime | None]


class ScopeRow(Base):
    """One item an agency works on: by which method, in which field, under which certificate."""

    __tablename__ = "agency_scope"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    agency_id: Mapped[UUID] = mapped_column(ForeignKey("agency.id"), index=True)
    service: Mapped[str]
    item: Mapped[str]
    method: Mapped[str | None]
    field: Mapped[str | None]
    accreditation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("accreditation.id", ondelete="SET NULL")
    )
    checked_at: Mapped[datetime | None]


class Agency(Living, Base):
    """The profile of a testing, evaluation or certification body."""

    __tablename__ = "agency"
    __table_args__ = (
        Index(
            "uq_agency_org",
            "org_id",
            unique=True,
            sqlite_where=ONE_PROFILE,
            postgresql_where=ONE_PROFILE,
        ),
    )
    kind: ClassVar[str] = "agency"

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str]
    region: Mapped[str | None]
    introduction: Mapped[str | None]
    price_note: Mapped[str | None]
    turnaround_days: Mapped[int | None]
    contact: Mapped[str | None]
    state: Mapped[AgencyState] = mapped_column(column(AgencyState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    facets: Mapped[list[AgencyFacet]] = relationship(lazy="selectin", cascade="all, delete-orphan")
    accreditations: Mapped[list[Accreditation]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by=Accreditation.valid_from
    )
    scope: Mapped[list[ScopeRow]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by=ScopeRow.item
    )

    @property
    def title(self) -> str:
        """What lists and sentences call it."""
        return self.name

    def codes(self, facet: str) -> tuple[str, ...]:
        """The codes of one facet, in order."""
        return tuple(sorted(row.code for row in self.facets if row.facet == facet))

    @property
    def services(self) -> tuple[str, ...]:
        """Which of testing, evaluation and certification it offers."""
        return self.codes("service")

    @property
    def scopes(self) -> tuple[str, ...]:
        """Its entries in the market's vocabulary of scopes."""
        return self.codes("scope")

    @property
    def green_fields(self) -> tuple[str, ...]:
        """The green fields its items serve."""
        return tuple(sorted({row.field for row in self.scope if row.field}))
