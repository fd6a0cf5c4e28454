"""What somebody says of a patent, read: numbers proved, classes normalised, keys made."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from marketplace.core import clock, green
from marketplace.core.errors import Problem
from marketplace.core.identifiers import (
    Ipc,
    PatentNumber,
    parse_application_number,
    parse_ipc,
    parse_patent_number,
)
from marketplace.core.speech import Phrase
from marketplace.core.text import clean, content_hash, near_key
from marketplace.core.unreadable import Unreadable
from marketplace.display.errors.patent import (
    BadPatentNumber,
    BadText,
    CardWithoutNumber,
    LegalStateAhead,
)
from marketplace.display.errors.technology import FieldsMissing, UnknownCode
from marketplace.display.states.patent import KINDS, LEGAL


@dataclass(frozen=True, slots=True)
class CardIn:
    """A patent as a register or its holder names it; texts as typed.

    `number` may be missing where `source` names the register. `holder_id` counts only from the
    operator: a holder's cards are its own. `legal_state` is one of the states of this room.
    """

    title: str
    number: str | None = None
    office: str | None = None
    publication: str | None = None
    patent_type: str | None = None
    abstract: str | None = None
    applicants: tuple[str, ...] = ()
    inventors: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    filed_on: date | None = None
    published_on: date | None = None
    granted_on: date | None = None
    legal_state: str = "unknown"
    legal_state_on: date | None = None
    legal_state_source: str | None = None
    contact: str | None = None
    source: str | None = None
    source_ref: str | None = None
    holder_id: UUID | None = None


@dataclass(slots=True)
class Taken:
    """What became of one card: created, updated, same or refused.

    `changes` holds the old and the new value by field; `near_of` the card it may be a duplicate
    of; `problem` and `because` say why it was refused, `notes` what of it could not be used.
    """

    outcome: str
    patent_id: UUID | None = None
    near_of: UUID | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    problem: str | None = None
    because: Phrase | None = None
    field: str | None = None
    notes: tuple[Phrase, ...] = ()


@dataclass(slots=True)
class Read:
    """A card whose numbers are proved: its keys, and the columns it fills."""

    office: str
    values: dict[str, Any]
    intake_key: str | None
    notes: tuple[Phrase, ...]
    legal: tuple[str, date | None, str | None]
    holder_id: UUID | None

    @property
    def keys(self) -> list[str]:
        """Everything by which this card may be known already."""
        named = (self.values.get("number"), self.values.get("publication"))
        found = [f"{self.office}:{name}" for name in dict.fromkeys(named) if name]
        return found or [str(self.intake_key)]


def read(card: CardIn) -> Read:
    """Prove and normalise a card. Raises BadPatentNumber, CardWithoutNumber, FieldsMissing."""
    number, publication = _numbers(card)
    first = number or publication
    symbols, notes = _symbols(card.ipc)
    values = _values(card) | {
        "number": first.canonical if first else None,
        "number_form": first.form if first else None,
        "publication": publication.canonical if publication else None,
        "patent_type": card.patent_type or _type(first),
        "ipc": [str(symbol) for symbol in symbols],
        "ipc_main": symbols[0].key if symbols else None,
        "green_field": next((hint.field for hint in green.suggest(symbols)), None),
    }
    return Read(
        office=first.office if first else card.office or "CN",
        values=values,
        intake_key=None if first else _intake_key(values),
        notes=notes,
        legal=(card.legal_state, card.legal_state_on, card.legal_state_source),
        holder_id=card.holder_id,
    )


def _numbers(card: CardIn) -> tuple[PatentNumber | None, PatentNumber | None]:
    """The number and the publication number; a card without either needs a source."""
    number = _number(card.number, card.office, "number")
    publication = _number(card.publication, card.office, "publication")
    if publication is None and number and number.form == "publication":
        publication = number
    if not (number or publication or card.source):
        raise CardWithoutNumber(fields=["number", "source"])
    return number, publication


def _values(card: CardIn) -> dict[str, Any]:
    """The columns that are kept as told; refuses words that are none of ours."""
    if card.legal_state_on and card.legal_state_on > clock.today():
        raise LegalStateAhead(fields=["legal_state_on"])
    if card.legal_state not in LEGAL:
        raise UnknownCode(fields=["legal_state"], value=card.legal_state)
    if card.patent_type is not None and card.patent_type not in KINDS:
        raise UnknownCode(fields=["patent_type"], value=card.patent_type)
    title = _text(card.title, "title")
    if not title:
        raise FieldsMissing(fields=["title"])
    told = {name: _text(getattr(card, name), name) for name in TOLD}
    days = {name: getattr(card, name) for name in ("filed_on", "published_on", "granted_on")}
    people = {name: _names(getattr(card, name)) for name in ("applicants", "inventors")}
    return {"title": title, "title_key": near_key(title), **told, **days, **people}


TOLD = ("abstract", "contact", "source", "source_ref")


def refused(problem: Problem) -> Taken:
    """The outcome of a card that could not be taken in."""
    because = problem.data.get("because")
    named = problem.data.get("fields")
    return Taken(
        "refused",
        problem=problem.code,
        because=because if isinstance(because, Phrase) else problem.phrase(),
        field=str(named[0]) if isinstance(named, list) and named else None,
    )


def _number(text: str | None, office: str | None, name: str) -> PatentNumber | None:
    if not text or not text.strip():
        return None
    try:
        return parse_patent_number(text, office)
    except Unreadable as error:
        raise BadPatentNumber(fields=[name], because=error.phrase, value=text[:80]) from error


def _type(number: PatentNumber | None) -> str:
    """The type a Chinese application number names; anything else has to be told."""
    if number and number.office == "CN" and number.form == "application":
        return parse_application_number(number.canonical).patent_type
    if number and number.office == "CN" and number.form == "publication":
        kinds = {"1": "invention", "2": "utility_model", "3": "design"}
        return kinds.get(number.canonical[2:3], "other")
    return "other"


def _symbols(given: tuple[str, ...]) -> tuple[list[Ipc], tuple[Phrase, ...]]:
    """The symbols that can be read, each once; what cannot is noted and no reason to refuse."""
    symbols: dict[str, Ipc] = {}
    notes: list[Phrase] = []
    for text in given:
        try:
            symbol = parse_ipc(text)
        except Unreadable as error:
            notes.append(error.phrase)
        else:
            symbols.setdefault(symbol.key, symbol)
    return list(symbols.values()), tuple(notes)


def _names(given: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(name for name in (_text(n, "applicants") for n in given) if name))


def _text(text: str | None, name: str) -> str | None:
    if text is None:
        return None
    try:
        return clean(text) or None
    except Unreadable as error:
        raise BadText(fields=[name], because=error.phrase) from error


def _intake_key(values: dict[str, Any]) -> str:
    """What identifies a card without a number: its reference in the source, else its content."""
    reference = values["source_ref"]
    if not reference:
        told = ("title_key", "applicants", "ipc", "abstract")
        reference = content_hash({name: values[name] for name in told})[:32]
    return f"{values['source']}:{reference}"
