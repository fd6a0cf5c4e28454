"""Changing a card: what a newer export says, and the legal state with all that follows from it."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must, must_move
from marketplace.core.errors import Stale
from marketplace.core.text import plain
from marketplace.display import queries
from marketplace.display.actions.patent.card import CardIn, Read, read
from marketplace.display.actions.technology.moves import suspend_by_house
from marketplace.display.errors.patent import PatentTaken
from marketplace.display.models import Patent
from marketplace.display.rules import patent as rules
from marketplace.display.states import LOST, PATENT

NUMBERS = ("number", "number_form")
PLAIN = (
    "publication",
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
FOLLOWING = {"title": ("title_key",), "ipc": ("ipc_main", "green_field")}


def renew_card(patent: Patent, reading: Read) -> dict[str, tuple[Any, Any]]:
    """Take over what a newer source says; nothing is emptied, an application number stays.

    Returns the old and the new value by field.
    """
    values = reading.values
    names = [name for name in PLAIN if values[name] and values[name] != getattr(patent, name)]
    if patent.number_form != "application" and values["number_form"] == "application":
        names += [name for name in NUMBERS if values[name] != getattr(patent, name)]
    if values["patent_type"] not in ("other", patent.patent_type):
        names.append("patent_type")
    changes = {name: (plain(getattr(patent, name)), values[name]) for name in names}
    for name in names:
        for column in (name, *FOLLOWING.get(name, ())):
            setattr(patent, column, values[column])
    return {name: (old, plain(new)) for name, (old, new) in changes.items()}


def set_legal_state(
    session: Session, actor: Actor, patent: Patent, state: str, on: date | None, source: str | None
) -> dict[str, tuple[Any, Any]]:
    """Note a newer legal state; where the right is lost, what rests on it is suspended.

    Older news than what is known changes nothing. Returns the difference.
    """
    held = patent.legal_state_on
    if state in ("unknown", patent.legal_state) or (on and held and on < held):
        if state == patent.legal_state and on and (held is None or on > held):
            patent.legal_state_on = on
            patent.legal_state_source = source or patent.legal_state_source
        return {}
    before = patent.legal_state
    patent.legal_state, patent.legal_state_on = state, on or held
    patent.legal_state_source = source or patent.legal_state_source
    journal.record(
        session,
        actor,
        "patent.legal_state_changed",
        patent,
        title=patent.title,
        before=before,
        after=state,
        on=on,
    )
    if state in LOST:
        for technology in queries.technology.resting_on(session, patent.id):
            suspend_by_house(session, technology, "legal_state")
    return {"legal_state": (before, state)}


def change(session: Session, actor: Actor, key: UUID, card: CardIn, seen: int) -> Patent:
    """Change one card; what is not given stays. Raises BadPatentNumber, PatentTaken, Stale."""
    patent = queries.patent.patent(session, actor, key)
    must(rules.may_change, actor, patent)
    if seen != patent.version:
        raise Stale(version=patent.version)
    kept = {n: getattr(card, n) or getattr(patent, n) for n in ("title", "number", "source")}
    reading = read(replace(card, office=card.office or patent.office, **kept))
    known = queries.patent.by_numbers(session, [k.partition(":")[2] for k in reading.keys])
    if any(row.id != patent.id and row.office == reading.office for row in known):
        raise PatentTaken(fields=["number"])
    changes = renew_card(patent, reading)
    if changes:
        journal.record(
            session, actor, "patent.changed", patent, title=patent.title, fields=sorted(changes)
        )
    set_legal_state(session, actor, patent, *reading.legal)
    return patent


def move(session: Session, actor: Actor, key: UUID, name: str, seen: int | None) -> Patent:
    """Make one move of a card: list, withdraw, relist; `seen` None only for the house itself."""
    patent = queries.patent.patent(session, actor, key)
    must_move(rules.MAY, name, actor, patent)
    if seen is not None and seen != patent.version:
        raise Stale(version=patent.version)
    return step(session, actor, patent, name)


def step(session: Session, actor: Actor, patent: Patent, name: str) -> Patent:
    """The move itself and its fact; the caller has asked the rule."""
    made = PATENT.step(patent, name)
    journal.record(
        session, actor, made.fact, patent, title=patent.title, before=made.before, after=made.after
    )
    return patent
