"""What mandates, introductions and referrals are about: by title, and to choose from."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import request
from marshmallow import Schema
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display import public as display
from marketplace.service import words
from marketplace.service.rules.mandate import Subject
from marketplace.web import parties
from marketplace.web.forms import Form
from marketplace.web.speech import label, say

Options = list[tuple[str, str]]
FOLDERS = {
    "technology": "technologies",
    "demand": "demands",
    "patent": "patents",
    "licence_request": "licence-requests",
    "deal": "deals",
}


def of(row: Any) -> Subject | None:
    """The object of a row that may have none."""
    return (row.subject_kind, row.subject_id) if row.subject_id else None


def url(subject: Subject) -> str:
    """Where an object is read."""
    return f"/{FOLDERS[subject[0]]}/{subject[1]}"


def titles(session: Session, actor: Actor, about: Iterable[Subject | None]) -> dict[Subject, str]:
    """What objects are called, as far as the actor may see them; else by their kind alone."""
    wanted = {subject for subject in about if subject}
    named: dict[Subject, str] = {}
    for kind, read in (
        ("technology", display.technologies),
        ("demand", display.demands),
        ("patent", display.patents),
    ):
        cards: Any = read(session, actor, [key for k, key in wanted if k == kind])
        named |= {(kind, key): card.title for key, card in cards.items()}
    return {s: _titled(s, named.get(s)) for s in wanted}


def _titled(subject: Subject, title: str | None) -> str:
    kind = label(words.SUBJECTS, subject[0])
    return f"{kind}{say('：', ': ')}{title}" if title else kind


def choices(session: Session, actor: Actor, owner: UUID | None) -> Options:
    """An organisation's technologies, and its demands where it chooses among its own."""
    if owner is None:
        return []
    technology, demand = label(words.SUBJECTS, "technology"), label(words.SUBJECTS, "demand")
    found = [
        (f"technology:{card.id}", f"{technology} · {card.title}")
        for card in display.technologies_of(session, actor, owner)
    ]
    if owner == actor.org:
        cards = display.own_demands(session, actor)
        found += [(f"demand:{card.id}", f"{demand} · {card.title}") for card in cards]
    return found


def read(schema: Schema, *names: str) -> Form:
    """A posted form whose `subject` is one of the choices, and `names` organisations by name."""
    chosen = request.form.get("subject", "")
    kind, _, key = chosen.partition(":")
    given = {"subject_kind": kind, "subject_id": key} if key else {}
    form = parties.read(schema, *names, given=given, beside={"subject"})
    form.values["subject"] = chosen
    return form
