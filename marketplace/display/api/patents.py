"""The JSON door of patent cards."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.page import Page
from marketplace.display import queries
from marketplace.display.actions import patent as actions
from marketplace.display.actions.patent import CardIn
from marketplace.display.models import Patent
from marketplace.display.schemas.patent import (
    PatentChangeIn,
    PatentIn,
    PatentListIn,
    PatentOut,
)
from marketplace.web.doors import Door

patents = Door("patents", __name__, url_prefix="/api/v1/patents", description="Patent cards")


@patents.route("", methods=["POST"])
@patents.arguments(PatentIn)
@patents.write(PatentOut, 201)
def enter(session: Session, actor: Actor, command: CardIn) -> Patent:
    """Enter one card; a patent known already is brought up to date and given back."""
    made, _ = actions.enter(session, actor, command)
    return made


@patents.route("")
@patents.arguments(PatentListIn, location="query")
@patents.page(PatentOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Patent]:
    """The cards you may see, the newest first."""
    return queries.patent.patents(session, actor, **asked)


@patents.route("/<uuid:key>")
@patents.read(PatentOut)
def one(session: Session, actor: Actor, key: UUID) -> Patent:
    """One card."""
    return queries.patent.patent(session, actor, key)


@patents.route("/<uuid:key>", methods=["PATCH"])
@patents.arguments(PatentChangeIn)
@patents.write(PatentOut, if_match=True)
def change(session: Session, actor: Actor, command: CardIn, *, key: UUID, seen: int) -> Patent:
    """Change a card; what is not given stays."""
    return actions.change(session, actor, key, command, seen)


@patents.route("/<uuid:key>/moves/<any(list, withdraw, relist):name>", methods=["POST"])
@patents.write(PatentOut, if_match=True)
def move(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> Patent:
    """Make a move of a card: list, withdraw, relist."""
    return actions.move(session, actor, key, name, seen)
