"""The tables of saved searches and of what met them."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from marketplace.core.clock import now
from marketplace.core.db import Aggregate, Base


class SavedSearch(Aggregate, Base):
    """A search somebody wants to be told about: `query` holds the parameters of the search API."""

    __tablename__ = "saved_search"
    kind: ClassVar[str] = "saved_search"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    org_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    query: Mapped[dict[str, Any]]
    notify: Mapped[bool] = mapped_column(default=True)
    last_seen: Mapped[datetime] = mapped_column(default=now)
    created_at: Mapped[datetime] = mapped_column(default=now)


class SavedSearchHit(Base):
    """One thing that met a saved search: told once, however often it is published again."""

    __tablename__ = "saved_search_hit"

    search_id: Mapped[UUID] = mapped_column(
        ForeignKey("saved_search.id", ondelete="CASCADE"), primary_key=True
    )
    subject_kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)
