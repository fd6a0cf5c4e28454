"""The table of patent cards: register records, each with its source."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.display.models.claim import one_of
from marketplace.display.states.patent import KINDS, LEGAL, PatentState


class Patent(Living, Base):
    """One right or application, as a register names it; it offers nothing by itself.

    A card may lack its number where its source names none; `intake_key` then tells it from the
    others of that source. `inventors` are people: they are never public by themselves.
    """

    __tablename__ = "patent"
    __table_args__ = (
        UniqueConstraint("office", "number"),
        CheckConstraint("number IS NOT NULL OR intake_key IS NOT NULL", name="identified"),
        CheckConstraint(one_of("legal_state", LEGAL), name="legal_state"),
        CheckConstraint(one_of("patent_type", KINDS), name="patent_type"),
        Index("ix_patent_created_at_id", "created_at", "id"),
    )
    kind: ClassVar[str] = "patent"

    office: Mapped[str] = mapped_column(default="CN")
    number: Mapped[str | None]
    number_form: Mapped[str | None]
    publication: Mapped[str | None] = mapped_column(index=True)
    patent_type: Mapped[str] = mapped_column(default="other")
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(index=True)
    abstract: Mapped[str | None]
    applicants: Mapped[list[str]] = mapped_column(default=list)
    inventors: Mapped[list[str]] = mapped_column(default=list)
    ipc: Mapped[list[str]] = mapped_column(default=list)
    ipc_main: Mapped[str | None] = mapped_column(index=True)
    green_field: Mapped[str | None] = mapped_column(index=True)
    filed_on: Mapped[date | None]
    published_on: Mapped[date | None]
    granted_on: Mapped[date | None]
    legal_state: Mapped[str] = mapped_column(default="unknown")
    legal_state_on: Mapped[date | None]
    legal_state_source: Mapped[str | None]
    holder_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    contact: Mapped[str | None]
    source: Mapped[str | None]
    source_ref: Mapped[str | None]
    intake_key: Mapped[str | None] = mapped_column(unique=True)
    batch_id: Mapped[UUID | None] = mapped_column(index=True)
    near_of: Mapped[UUID | None]
    state: Mapped[PatentState] = mapped_column(column(PatentState))
    created_at: Mapped[datetime] = mapped_column(default=now)

    def facts(self) -> dict[str, Any]:
        """What a newer export may change, by name."""
        return {name: getattr(self, name) for name in RENEWABLE}


RENEWABLE = (
    "number",
    "number_form",
    "publication",
    "patent_type",
    "title",
    "abstract",
    "applicants",
    "inventors",
    "ipc",
    "filed_on",
    "published_on",
    "granted_on",
    "contact",
)
