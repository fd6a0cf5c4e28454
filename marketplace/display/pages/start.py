"""From a patent number to a draft in one step."""

from uuid import UUID

from flask import request
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.identifiers import parse_patent_number
from marketplace.core.unreadable import Unreadable
from marketplace.display import queries
from marketplace.display.actions import patent as patents
from marketplace.display.actions import technology as technologies
from marketplace.display.actions.patent import CardIn
from marketplace.display.actions.technology import Dossier
from marketplace.display.errors.patent import BadPatentNumber
from marketplace.display.errors.technology import FieldsMissing
from marketplace.display.models import Patent, Technology
from marketplace.display.pages.form import with_suggestions
from marketplace.display.pages.typed import refuse
from marketplace.web.forms import Form

NAMES = ("number", "title", "ipc", "applicants")


def read() -> Form:
    """The first step's inputs: a number or a title has to be there."""
    form = Form(values={name: request.form.get(name, "").strip() for name in NAMES})
    if not (form.values["number"] or form.values["title"]):
        refuse(form, FieldsMissing(fields=["number", "title"]))
    return form


def begin(session: Session, actor: Actor, form: Form) -> Technology:
    """A draft over the patent named, whose card is found or made; or over know-how."""
    given = form.values
    if not given["number"]:
        return technologies.create(session, actor, Dossier({"title": given["title"]}))
    patent = _card(session, actor, given)
    session.flush()
    title = given["title"] or patent.title
    content = with_suggestions([patent.id], patent.ipc, title)
    return technologies.create(session, actor, Dossier(content))


def add_patent(session: Session, actor: Actor, key: UUID, form: Form) -> None:
    """Where the long form names a further number, put its card into what is to be kept."""
    number = request.form.get("patent_number", "").strip()
    if not number:
        return
    queries.technology.technology(session, actor, key)
    title = request.form.get("patent_title", "").strip()
    patent = _card(session, actor, {"number": number, "title": title, "ipc": "", "applicants": ""})
    session.flush()
    form.command.fields["patents"].append({"patent_id": patent.id})


def _card(session: Session, actor: Actor, given: dict[str, str]) -> Patent:
    """The card of the number: the market's if there is one, else a new one by its title."""
    try:
        number = parse_patent_number(given["number"])
    except Unreadable as error:
        raise BadPatentNumber(fields=["number"], because=error.phrase) from error
    known = queries.patent.by_number(session, actor, number.office, number.canonical)
    if known is not None:
        return known
    if not given["title"]:
        raise FieldsMissing(fields=["title"])
    made, _ = patents.enter(
        session,
        actor,
        CardIn(
            title=given["title"],
            number=number.canonical,
            office=number.office,
            ipc=_split(given["ipc"]),
            applicants=_split(given["applicants"]),
        ),
    )
    return made


def _split(text: str) -> tuple[str, ...]:
    for sign in "；;，、\n":
        text = text.replace(sign, ",")
    return tuple(part.strip() for part in text.split(",") if part.strip())
