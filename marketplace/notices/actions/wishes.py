"""Choosing how to be told, and switching off with the link of a letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from marketplace.core.actor import Actor
from marketplace.core.clock import now
from marketplace.core.errors import Stale, Unauthenticated
from marketplace.identity import public as identity
from marketplace.notices import queries
from marketplace.notices.errors import NoSuchLetter
from marketplace.notices.models import NoticeSettings, NoticeWish
from marketplace.notices.states import DIGEST, KINDS, MAIL, Chosen, KindName, Quiet, Wish, policy


@dataclass(frozen=True, slots=True)
class ChooseNotices:
    """How somebody wants to be told; a kind and channel that is left out stays as it is."""

    wishes: Mapping[tuple[KindName, str], Wish]
    quiet: Quiet
    quiet_mail: bool


def choose(session: Session, actor: Actor, command: ChooseNotices, seen: int | None) -> Chosen:
    """Keep one's own choice, a thing of the person's and no fact of the market. Raises Stale."""
    if actor.person is None:
        raise Unauthenticated
    before = queries.chosen_by(session, actor.person)
    if seen is not None and seen != before.version:
        raise Stale(version=before.version)
    row = _row(session, actor.person)
    row.quiet_from, row.quiet_until = command.quiet.since, command.quiet.until
    row.quiet_mail = command.quiet_mail
    for (kind, channel), wish in command.wishes.items():
        _set(row, kind, channel, wish)
    return _kept(session, row)


def unsubscribe(session: Session, person: UUID, what: str) -> None:
    """Switch letters off: those of a kind, or with DIGEST all that go into the daily letter.

    Doing it again changes nothing. Raises NoSuchLetter for somebody who is not there (any more).
    """
    if person not in identity.people(session, [person]):
        raise NoSuchLetter
    chosen = queries.chosen_by(session, person)
    wished = {kind: chosen.wish(kind, MAIL) for kind in KINDS}
    left = [k for k, wish in wished.items() if wish != "off" and what in (k, DIGEST)]
    if what == DIGEST:
        left = [kind for kind in left if wished[kind] == "digest"]
    if not left:
        return
    row = _row(session, person)
    for kind in left:
        _set(row, kind, MAIL, "off")
    _kept(session, row)


def _row(session: Session, person: UUID) -> NoticeSettings:
    row = session.get(NoticeSettings, person, with_for_update=True)
    if row is None:
        quiet = policy()[0]
        row = NoticeSettings(id=person, quiet_from=quiet.since, quiet_until=quiet.until, wishes=[])
        session.add(row)
    return row


def _set(row: NoticeSettings, kind: KindName, channel: str, wish: Wish) -> None:
    for line in row.wishes:
        if (line.kind, line.channel) == (kind, channel):
            line.wish = wish
            return
    row.wishes.append(NoticeWish(kind=kind, channel=channel, wish=wish))


def _kept(session: Session, row: NoticeSettings) -> Chosen:
    row.changed_at = now()
    flag_modified(row, "changed_at")  # The version counts choices, also where only lines changed.
    session.flush()
    return queries.chosen_by(session, row.id)
