"""Tables of people, organisations and the secrets they sign in with."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Aggregate, Base
from marketplace.core.flow import Living, column
from marketplace.identity.states import OrganisationState


class OrganisationKind(Base):
    """What an organisation is; one may be several things."""

    __tablename__ = "organisation_kind"

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)


class Organisation(Living, Base):
    """A university, institute, firm, agency or authority; its key is its USCC."""

    __tablename__ = "organisation"
    kind: ClassVar[str] = "organisation"

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    uscc: Mapped[str | None] = mapped_column(unique=True)
    region: Mapped[str | None]
    address: Mapped[str | None]
    website: Mapped[str | None]
    about: Mapped[str | None]
    state_set_up: Mapped[bool] = mapped_column(default=False)
    trust: Mapped[str] = mapped_column(default="review")
    state: Mapped[OrganisationState] = mapped_column(column(OrganisationState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    kind_rows: Mapped[list[OrganisationKind]] = relationship(
        lazy="selectin", cascade="all, delete-orphan"
    )

    @property
    def kinds(self) -> frozenset[str]:
        """What it is."""
        return frozenset(row.name for row in self.kind_rows)


class Person(Aggregate, Base):
    """Somebody who signs in, by e-mail address or mobile number."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("email IS NOT NULL OR mobile IS NOT NULL", name="login"),)
    kind: ClassVar[str] = "person"

    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    mobile: Mapped[str | None] = mapped_column(unique=True)
    mobile_verified_at: Mapped[datetime | None]
    password_hash: Mapped[str]
    language: Mapped[str] = mapped_column(default="zh")
    profiling_opt_out: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    disabled_at: Mapped[datetime | None]


class Membership(Base):
    """A person in an organisation."""

    __tablename__ = "membership"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    organisation_id: Mapped[UUID] = mapped_column(
        ForeignKey("organisation.id"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(default="member")
    since: Mapped[datetime] = mapped_column(default=now)
    person: Mapped[Person] = relationship(lazy="joined")
    organisation: Mapped[Organisation] = relationship(lazy="joined")


class Credential(Base):
    """A session or an API token: only the hash of its secret is kept."""

    __tablename__ = "credential"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    secret_hash: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[str]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    behalf_of: Mapped[UUID | None] = mapped_column(ForeignKey("organisation.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Attempt(Base):
    """One try to sign in, counted in a unit of its own so that a refusal cannot take it back."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_login_at", "login", "at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    login: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)
    ok: Mapped[bool] = mapped_column(default=False)


class MobileCode(Base):
    """A code sent to a phone whose owner wants text messages there; the code itself is not kept."""

    __tablename__ = "mobile_code"
    __table_args__ = (
        Index("ix_mobile_code_person", "person_id", "asked_at"),
        Index("ix_mobile_code_mobile", "mobile", "asked_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    mobile: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    tries: Mapped[int] = mapped_column(default=0)
