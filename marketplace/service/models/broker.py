"""Brokers: a person in a broker firm, with a grade."""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.service.states import BrokerState

FACETS = ("field", "industry", "ipc", "region", "language")
ONE_PROFILE = text("state <> 'removed'")


class BrokerFacet(Base):
    """One thing a broker knows about: a green field, an industry, an IPC subclass, a region."""

    __tablename__ = "broker_facet"

    broker_id: Mapped[UUID] = mapped_column(ForeignKey("broker.id"), primary_key=True)
    facet: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True, index=True)


class Broker(Living, Base):
    """A broker's profile; `contact` is there only while its owner agrees to show it."""

    __tablename__ = "broker"
    __table_args__ = (
        Index(
            "uq_broker_person",
            "person_id",
            unique=True,
            sqlite_where=ONE_PROFILE,
            postgresql_where=ONE_PROFILE,
        ),
    )
    kind: ClassVar[str] = "broker"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    grade: Mapped[str]
    certificate: Mapped[str]
    grade_until: Mapped[date]
    introduction: Mapped[str | None]
    contact: Mapped[str | None]
    contact_since: Mapped[datetime | None]
    accepts_new: Mapped[bool] = mapped_column(default=True)
    state: Mapped[BrokerState] = mapped_column(column(BrokerState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    facets: Mapped[list[BrokerFacet]] = relationship(lazy="selectin", cascade="all, delete-orphan")

    @property
    def title(self) -> str:
        """What lists and sentences call it."""
        return self.name

    def codes(self, facet: str) -> tuple[str, ...]:
        """The codes of one facet, in order."""
        return tuple(sorted(row.code for row in self.facets if row.facet == facet))

    @property
    def green_fields(self) -> tuple[str, ...]:
        """Green fields."""
        return self.codes("field")

    @property
    def industries(self) -> tuple[str, ...]:
        """Industries of GB/T 4754."""
        return self.codes("industry")

    @property
    def ipc(self) -> tuple[str, ...]:
        """Subclasses of the International Patent Classification."""
        return self.codes("ipc")

    @property
    def regions(self) -> tuple[str, ...]:
        """Where they work, by GB/T 2260."""
        return self.codes("region")

    @property
    def languages(self) -> tuple[str, ...]:
        """What they speak."""
        return self.codes("language")
