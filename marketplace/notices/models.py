"""The inbox, what people chose, and the daily letters."""

from datetime import date, datetime, time
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Aggregate, Base

_UNREAD = text("read_at IS NULL")


class Notice(Base):
    """One line in one inbox: what was said, in both languages, and where it leads.

    Unique per fact, reaction and recipient, so that whatever dies and repeats, it is shown once.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("entry_seq", "recipient", "reaction"),
        Index("ix_notice_inbox", "recipient", "created_at"),
        Index("ix_notice_unread", "recipient", sqlite_where=_UNREAD, postgresql_where=_UNREAD),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    entry_seq: Mapped[int]
    reaction: Mapped[str]
    recipient: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    fact: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[UUID]
    zh: Mapped[str]
    en: Mapped[str]
    url: Mapped[str]
    data: Mapped[dict[str, Any]]
    worker: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    read_at: Mapped[datetime | None]


class NoticeWish(Base):
    """What a person chose for one kind on one channel; no row where the default holds."""

    __tablename__ = "notice_wish"

    person_id: Mapped[UUID] = mapped_column(ForeignKey("notice_settings.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    wish: Mapped[str]


class NoticeSettings(Aggregate, Base):
    """How one person (the id) wants to be told; made when they first choose."""

    __tablename__ = "notice_settings"
    kind: ClassVar[str] = "notice_settings"

    id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    quiet_from: Mapped[time]
    quiet_until: Mapped[time]
    quiet_mail: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime] = mapped_column(default=now)
    wishes: Mapped[list[NoticeWish]] = relationship(lazy="selectin", cascade="all, delete-orphan")


class Digest(Base):
    """One person's letter of one day; once it is sealed nothing is added any more."""

    __tablename__ = "digest"
    __table_args__ = (UniqueConstraint("person_id", "day"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    day: Mapped[date]
    sealed_at: Mapped[datetime | None]


class DigestLine(Base):
    """A notice gathered for a daily letter; unique as the inbox's line is."""

    __tablename__ = "digest_line"

    entry_seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    recipient: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    reaction: Mapped[str] = mapped_column(primary_key=True)
    digest_id: Mapped[UUID] = mapped_column(ForeignKey("digest.id"), index=True)
    kind: Mapped[str]
    zh: Mapped[str]
    en: Mapped[str]
    url: Mapped[str]
