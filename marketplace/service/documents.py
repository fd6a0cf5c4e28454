"""Brokers and agencies as search documents; None when they are not public."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import trees
from marketplace.core.clock import to_people, today
from marketplace.core.speech import LANGUAGES
from marketplace.core.vocabulary import vocabulary
from marketplace.identity import public as identity
from marketplace.service import words
from marketplace.service.actions.vocabularies import NAMES
from marketplace.service.models import Agency, Broker
from marketplace.service.queries.places import around
from marketplace.service.rules import agency as agency_rules
from marketplace.service.rules import broker as broker_rules
from marketplace.service.states import LISTED
from search_index import Document

EPOCH = date(1970, 1, 1)


def _names(facet: str, codes: Iterable[str]) -> list[str]:
    """The words for some codes, in both languages: people search for either."""
    terms = vocabulary(NAMES[facet])
    return [terms.label(code, language) for code in codes for language in LANGUAGES]


def broker(session: Session, key: UUID) -> Document | None:
    """A practising broker."""
    row = session.get(Broker, key)
    if row is None or row.state not in broker_rules.PUBLIC:
        return None
    firm = identity.name_of(session, row.org_id)
    known = [n for f in ("field", "industry", "ipc", "region") for n in _names(f, row.codes(f))]
    return Document(
        key=f"broker:{row.id}",
        kind="broker",
        title=row.name,
        body="\n".join(filter(None, (firm, row.introduction))),
        keywords=" ".join([*_names("grade", [row.grade]), *known]),
        facets={
            "grade": (row.grade,),
            "field": row.green_fields,
            "industry": trees.lineage("gbt4754", row.industries),
            "ipc": trees.lineage(trees.IPC, row.ipc),
            "region": _regions(row.regions),
            "holder": (str(row.org_id),),
        },
        numbers={"published": (to_people(row.created_at).date() - EPOCH).days},
    )


def agency(session: Session, key: UUID) -> Document | None:
    """A listed agency; `accredited` names the services whose certificate is valid today."""
    row = session.get(Agency, key)
    if row is None or row.state not in LISTED:
        return None
    on = today()
    valid = tuple(s for s in row.services if agency_rules.accredited(row, on, s))
    items = [" ".join(filter(None, (item.item, item.method))) for item in row.scope]
    services = [word for s in row.services for word in words.SERVICES[s]]
    return Document(
        key=f"agency:{row.id}",
        kind="agency",
        title=row.name,
        body="\n".join(filter(None, (row.introduction, *items))),
        keywords=" ".join(
            [*services, *_names("scope", row.scopes), *_names("field", row.green_fields)]
        ),
        facets={
            "scope": trees.lineage("agency_scopes", (*row.services, *row.scopes)),
            "field": row.green_fields,
            "region": _regions((row.region,) if row.region else ()),
            "holder": (str(row.org_id),),
            "accredited": valid,
        },
        numbers={"published": (to_people(row.created_at).date() - EPOCH).days},
    )


def _regions(codes: Iterable[str]) -> tuple[str, ...]:
    """Every place and those it lies in, so that a province finds its counties."""
    return tuple(dict.fromkeys(wider for code in codes for wider in around(code)))


OF: dict[str, Callable[[Session, UUID], Document | None]] = {"broker": broker, "agency": agency}


def on_organisation(session: Session, key: UUID) -> Iterable[tuple[str, UUID]]:
    """An organisation's name stands in the documents of its brokers and of its agency."""
    for kind, model in (("broker", Broker), ("agency", Agency)):
        for found in session.scalars(select(model.id).where(model.org_id == key)):
            yield kind, found


TOUCHES = {"organisation": on_organisation}
