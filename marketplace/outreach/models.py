"""Receiving addresses, their secrets, how they fare, and what was tried."""

from datetime import datetime
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Base
from marketplace.core.flow import Living, column
from marketplace.outreach.states import EndpointState


class EndpointSecret(Base):
    """A key that signs what is sent; `until` is set when a newer one took its place."""

    __tablename__ = "endpoint_secret"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    endpoint_id: Mapped[UUID] = mapped_column(ForeignKey("endpoint.id"), index=True)
    secret: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime | None]


class EndpointHealth(Base):
    """How an address fares; apart from its row, whose version is its owner's."""

    __tablename__ = "endpoint_health"

    endpoint_id: Mapped[UUID] = mapped_column(ForeignKey("endpoint.id"), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    failing_since: Mapped[datetime | None]
    open_until: Mapped[datetime | None]
    last_success_at: Mapped[datetime | None]
    last_failure_at: Mapped[datetime | None]


class Endpoint(Living, Base):
    """Where an organisation is told: its own system or a group's robot.

    `kinds` are the kinds of notices wanted, none for all; `language` is that of robots.
    """

    __tablename__ = "endpoint"
    kind: ClassVar[str] = "endpoint"

    org_id: Mapped[UUID] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    url: Mapped[str]
    format: Mapped[str]
    language: Mapped[str] = mapped_column(default="zh")
    kinds: Mapped[list[str]]
    state: Mapped[EndpointState] = mapped_column(column(EndpointState))
    created_at: Mapped[datetime] = mapped_column(default=now)
    secrets: Mapped[list[EndpointSecret]] = relationship(
        lazy="selectin",
        cascade="all, delete-orphan",
        order_by=EndpointSecret.created_at,
    )
    health: Mapped[EndpointHealth] = relationship(lazy="selectin", cascade="all, delete-orphan")


class EndpointAttempt(Base):
    """One try, written before the call; `outcome` stays empty where its worker died."""

    __tablename__ = "endpoint_attempt"
    __table_args__ = (
        Index("ix_endpoint_attempt_recent", "endpoint_id", "started_at"),
        Index("ix_endpoint_attempt_message", "message"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    endpoint_id: Mapped[UUID] = mapped_column(ForeignKey("endpoint.id"))
    message: Mapped[str]
    fact: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    status: Mapped[int | None]
    outcome: Mapped[str | None]


class TextSent(Base):
    """A text message that was handed to the provider: what the daily limit counts."""

    __tablename__ = "text_sent"
    __table_args__ = (
        UniqueConstraint("message"),
        Index("ix_text_sent_day", "person_id", "at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    message: Mapped[str]
    at: Mapped[datetime]
