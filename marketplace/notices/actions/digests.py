"""The daily letter: lines are gathered, sealed at its hour, then sent as it was sealed.

All three steps are deliveries. Sealing and adding lock the letter's row, so that a line is either
in a letter before it is sealed or in the next day's; a sealed letter is the same however often its
sending is repeated.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from marketplace.core.db import database_now
from marketplace.core.deliveries import Delivery
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.notices import queries, rules
from marketplace.notices.models import Digest, DigestLine
from marketplace.notices.queries import digests
from marketplace.notices.states import MAIL, KindName, policy

REACTION = "notices.digest"
SEAL = "seal"


def collect(
    session: Session, entry: Entry, delivery: Delivery, kind: KindName, words: Phrase, url: str
) -> None:
    """Put a line into the recipient's next letter, which is begun where there is none."""
    person = UUID(delivery.recipient)
    letter = _open(session, entry, person)
    session.add(
        DigestLine(
            entry_seq=entry.seq,
            recipient=person,
            reaction=delivery.reaction,
            digest_id=letter.id,
            kind=kind,
            zh=words.zh,
            en=words.en,
            url=url,
        )
    )


def seal(session: Session, entry: Entry, delivery: Delivery) -> None:
    """Close a letter and plan its sending, unless all of it was read or switched off meanwhile."""
    letter = digests.digest(session, UUID(delivery.recipient), lock=True)
    letter.sealed_at = database_now(session)
    chosen = queries.chosen_by(session, letter.person_id)
    known = digests.read_meanwhile(session, letter.id)
    left = 0
    for line in digests.lines(session, letter.id):
        off = chosen.done(line.kind, MAIL) == "off"  # type: ignore[arg-type]  # Kept as KindName.
        if off or (line.entry_seq, line.reaction) in known:
            session.delete(line)
        else:
            left += 1
    if left:
        session.add(_step(entry, letter.id, MAIL))


def _open(session: Session, entry: Entry, person: UUID) -> Digest:
    """The letter that still takes lines, locked."""
    at = policy()[1]
    day = rules.next_letter(database_now(session), at)
    while True:
        letter = _of(session, person, day) or _begin(session, entry, person, day)
        if letter.sealed_at is None:
            return letter
        day += timedelta(days=1)


def _of(session: Session, person: UUID, day: date) -> Digest | None:
    rows = select(Digest).where(Digest.person_id == person, Digest.day == day)
    return session.scalars(rows.with_for_update().execution_options(populate_existing=True)).first()


def _begin(session: Session, entry: Entry, person: UUID, day: date) -> Digest:
    """A new letter and the delivery that will seal it; another worker's, if it was quicker."""
    letter = Digest(person_id=person, day=day)
    try:
        with session.begin_nested():
            session.add(letter)
    except IntegrityError:
        found = _of(session, person, day)
        if found is None:
            raise
        return found
    step = _step(entry, letter.id, SEAL)
    step.not_before = step.nudge_at = rules.leaves_at(day, policy()[1])
    session.add(step)
    return letter


def _step(entry: Entry, letter: UUID, channel: str) -> Delivery:
    return Delivery(entry_seq=entry.seq, reaction=REACTION, recipient=str(letter), channel=channel)
