"""Tables of imports: a file and its matching, the work on it, its rows, what was learned."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.core.sheets import KINDS, Look
from marketplace.display.models.claim import one_of
from marketplace.display.states.imports import OUTCOMES, ImportState


class Import(Living, Base):
    """One file that somebody sent, kept under the hash of its content.

    `fields` names for each column of `header` the field it fills, or none; `checked` are the
    counts of the trial run.
    """

    __tablename__ = "import"
    __table_args__ = (
        CheckConstraint("target IN ('patent', 'demand')", name="target"),
        Index("ix_import_org_file", "org_id", "sha256"),
        Index("ix_import_created_at_id", "created_at", "id"),
    )
    kind: ClassVar[str] = "import"

    title: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    format: Mapped[str]
    mended: Mapped[bool] = mapped_column(default=False)
    encoding: Mapped[str | None]
    delimiter: Mapped[str | None]
    header: Mapped[list[str]]
    header_at: Mapped[int]
    header_key: Mapped[str]
    profile: Mapped[str | None]
    target: Mapped[str] = mapped_column(default="patent")
    fields: Mapped[list[str]] = mapped_column(default=list)
    source: Mapped[str | None]
    as_of: Mapped[date | None]
    for_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    date_styles: Mapped[dict[str, Any]] = mapped_column(default=dict)
    checked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    failure: Mapped[dict[str, Any]] = mapped_column(default=dict)
    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    behalf_of: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    state: Mapped[ImportState] = mapped_column(column(ImportState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    work: Mapped["ImportWork"] = relationship(
        lazy="joined", cascade="all, delete-orphan", uselist=False
    )

    @property
    def look(self) -> Look:
        """How its file is to be read."""
        return Look(KINDS[self.format], self.encoding, self.delimiter)


class ImportWork(Base):
    """How far the work on a file is: written in the same unit as the rows it wrote.

    Apart from the import itself, whose version must not change under a reader at each piece.
    `at` is the number of the last row worked off, `total` that of all rows where it is known.
    """

    __tablename__ = "import_work"

    import_id: Mapped[UUID] = mapped_column(ForeignKey("import.id"), primary_key=True)
    at: Mapped[int] = mapped_column(default=-1)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    began_at: Mapped[datetime | None]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None] = mapped_column(index=True)
    deaths: Mapped[int] = mapped_column(default=0)


class ImportRow(Base):
    """What is worth telling of one row: refused, changed, a near-duplicate, or remarked upon.

    `phase` tells the trial run from the real one; `cells` are the row as it was sent, where it was
    refused, so that it can be mended and sent again.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        CheckConstraint("phase IN ('check', 'run')", name="phase"),
        CheckConstraint(one_of("outcome", OUTCOMES), name="outcome"),
    )

    import_id: Mapped[UUID] = mapped_column(ForeignKey("import.id"), primary_key=True)
    phase: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    outcome: Mapped[str]
    title: Mapped[str]
    subject_id: Mapped[UUID | None]
    near: Mapped[bool] = mapped_column(default=False)
    near_of: Mapped[UUID | None]
    problems: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    cells: Mapped[list[str]] = mapped_column(default=list)


class ImportMatching(Base):
    """How an organisation matched the columns of a header: remembered for its next file."""

    __tablename__ = "import_matching"

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    header_key: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str]
    fields: Mapped[list[str]]
    source: Mapped[str | None]
    used_at: Mapped[datetime] = mapped_column(default=now)
