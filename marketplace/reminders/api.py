"""JSON door: escalations."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.core.page import Page
from marketplace.reminders import actions, queries
from marketplace.reminders.models import Escalation
from marketplace.reminders.schemas import CloseIn, EscalationListIn, EscalationOut
from marketplace.web.doors import Door

door = Door(
    "escalations", __name__, url_prefix="/api/v1/escalations", description="What rests too long"
)


@door.route("")
@door.arguments(EscalationListIn, location="query")
@door.page(EscalationOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Escalation]:
    """What rests although everybody was reminded, the newest first; for the operator."""
    if not actor.is_somebody:
        raise Unauthenticated
    return queries.escalations(session, actor, **asked)


@door.route("/<uuid:key>")
@door.read(EscalationOut)
def one(session: Session, actor: Actor, key: UUID) -> Escalation:
    """One of them."""
    return queries.escalation(session, actor, key)


@door.route("/<uuid:key>/moves/close", methods=["POST"])
@door.arguments(CloseIn)
@door.write(EscalationOut, if_match=True)
def close(
    session: Session, actor: Actor, given: dict[str, str], *, key: UUID, seen: int
) -> Escalation:
    """Say what was done about it."""
    return actions.close(session, actor, key, seen, given["note"])


DOORS = (door,)
