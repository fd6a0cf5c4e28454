"""Taking patent cards in by the thousand: the same card twice creates nothing twice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.errors import Problem
from marketplace.core.text import near_key
from marketplace.display import queries
from marketplace.display.actions.patent.card import CardIn, Read, Taken, read, refused
from marketplace.display.actions.patent.change import renew_card, set_legal_state
from marketplace.display.errors.patent import NotYourCard
from marketplace.display.models import Patent
from marketplace.display.rules import patent as rules
from marketplace.display.states import PATENT
from marketplace.identity import public as identity

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Batch:
    """What the fact `patent.taken_in` is about: the cards that came together."""

    id: UUID
    kind: ClassVar[str] = "patent_batch"


@dataclass(frozen=True, slots=True)
class Intake:
    """Who takes cards in: for whom, and whether they are shown at once."""

    actor: Actor
    holder_id: UUID | None
    holder_key: str
    show: bool

    def owner(self, card: Read) -> UUID | None:
        """Whose card it becomes: the holder's own; the operator's registers name anyone or none."""
        return self.holder_id or card.holder_id

    def may_touch(self, known: Patent) -> bool:
        """Its owner and the operator; a card of nobody also whom it names as an applicant."""
        if rules.may_change(self.actor, known):
            return True
        names = {near_key(name) for name in known.applicants}
        return known.holder_id is None and self.holder_key in names


def take_in_cards(session: Session, actor: Actor, cards: Sequence[CardIn]) -> list[Taken]:
    """Take cards in, in order: one outcome for each, and one fact for each thousand.

    New cards are shown at once where the operator names a register or the holder is trusted, else
    they wait for the operator. A newer legal state is a fact of its own and suspends what rests on
    a lost right. Near-duplicates are flagged, not dropped. Never raises for a single card.
    """
    must(rules.may_take_in, actor, None)
    intake = _intake(session, actor)
    done: list[Taken] = []
    for at in range(0, len(cards), AT_ONCE):
        done += _batch(session, intake, cards[at : at + AT_ONCE])
    return done


def _intake(session: Session, actor: Actor) -> Intake:
    own = actor.org if "holder" in actor.kinds else None
    if own is None:
        return Intake(actor, None, "", show=True)
    card = identity.organisations(session, [own])[own]
    show = card.verified and card.trust != "review"
    return Intake(actor, own, near_key(card.name), show=show)


def _batch(session: Session, intake: Intake, cards: Sequence[CardIn]) -> list[Taken]:
    batch = Batch(uuid4())
    readings = [_read(card) for card in cards]
    good = [reading for reading in readings if isinstance(reading, Read)]
    known = dict(_known(session, good))
    near = queries.patent.near(session, list({r.values["title_key"] for r in good}))
    done = [
        reading
        if isinstance(reading, Taken)
        else _take(session, intake, batch, reading, known, near)
        for reading in readings
    ]
    session.flush()
    _record(session, intake.actor, batch, done)
    return done


def _read(card: CardIn) -> Read | Taken:
    try:
        return read(card)
    except Problem as problem:
        return refused(problem)


def _known(session: Session, good: Sequence[Read]) -> Iterator[tuple[str, Patent]]:
    keys = [key for reading in good for key in reading.keys]
    numbers = [key.partition(":")[2] for key in keys]
    for row in queries.patent.by_numbers(session, numbers):
        for name in (row.publication, row.number):
            if name:
                yield f"{row.office}:{name}", row
    own = [reading.intake_key for reading in good if reading.intake_key]
    for row in queries.patent.by_intake_keys(session, own):
        yield str(row.intake_key), row


def _take(
    session: Session,
    intake: Intake,
    batch: Batch,
    reading: Read,
    known: dict[str, Patent],
    near: dict[str, UUID],
) -> Taken:
    found = next((known[key] for key in reading.keys if key in known), None)
    if found is None:
        made = _create(session, intake, batch, reading, near)
        known |= dict.fromkeys(reading.keys, made)
        near.setdefault(made.title_key, made.id)
        return Taken("created", made.id, made.near_of, notes=reading.notes)
    if not intake.may_touch(found):
        return refused(NotYourCard(fields=["number"]))
    changes = renew_card(found, reading)
    if found.holder_id is None and (owner := intake.owner(reading)):
        changes["holder_id"] = (None, str(owner))
        found.holder_id = owner
    if changes:
        found.batch_id = batch.id
    changes |= set_legal_state(session, intake.actor, found, *reading.legal)
    known |= dict.fromkeys(reading.keys, found)
    outcome = "updated" if changes else "same"
    return Taken(outcome, found.id, found.near_of, changes, notes=reading.notes)


def _create(
    session: Session, intake: Intake, batch: Batch, reading: Read, near: dict[str, UUID]
) -> Patent:
    state, on, source = reading.legal
    made = Patent(
        id=uuid4(),
        office=reading.office,
        intake_key=reading.intake_key,
        holder_id=intake.owner(reading),
        legal_state=state,
        legal_state_on=on,
        legal_state_source=source,
        batch_id=batch.id,
        near_of=near.get(reading.values["title_key"]),
        **reading.values,
    )
    PATENT.begin(made)
    if intake.show:
        PATENT.step(made, "list")
    session.add(made)
    return made


def _record(session: Session, actor: Actor, batch: Batch, done: Sequence[Taken]) -> None:
    """One fact for the batch: counts, and the ids of what is new or changed."""
    counts = {name: sum(t.outcome == name for t in done) for name in ("created", "updated")}
    if not any(counts.values()):
        return
    ids = {name: [t.patent_id for t in done if t.outcome == name] for name in counts}
    flagged = sum(t.near_of is not None for t in done if t.outcome == "created")
    journal.record(
        session,
        actor,
        "patent.taken_in",
        batch,
        **counts,
        flagged=flagged,
        created_ids=ids["created"],
        updated_ids=ids["updated"],
    )
