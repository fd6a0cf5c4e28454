"""What people chose: read for many at once when a fact is planned."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.identity import public as identity
from marketplace.notices.models import NoticeSettings
from marketplace.notices.states import Chosen, Quiet, Wish, policy


def chosen(session: Session, people: Iterable[UUID]) -> dict[UUID, Chosen]:
    """How each of these people wants to be told."""
    keys = list(people)
    rows = session.scalars(select(NoticeSettings).where(NoticeSettings.id.in_(keys)))
    kept = {row.id: _read(row) for row in rows}
    cards = identity.people(session, keys)
    return {
        key: replace(
            kept.get(key) or Chosen(key, 0, policy()[0]),
            no_suggestions=key in cards and cards[key].no_suggestions,
        )
        for key in keys
    }


def chosen_by(session: Session, person: UUID) -> Chosen:
    """How one person wants to be told."""
    return chosen(session, [person])[person]


def _read(row: NoticeSettings) -> Chosen:
    """A kept choice as plain values."""
    wishes = {(line.kind, line.channel): cast("Wish", line.wish) for line in row.wishes}
    quiet = Quiet(row.quiet_from, row.quiet_until)
    return Chosen(row.id, row.version, quiet, row.quiet_mail, wishes)
