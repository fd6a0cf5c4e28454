"""JSON door of disclosures: telling chosen organisations more than everybody sees."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.actions import demand as actions
from marketplace.display.api.demand.demands import demands
from marketplace.display.queries import demand as queries
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.schemas.demand import AskMoreIn, DemandDisclosureIn
from marketplace.display.schemas.demand_out import DemandOut, DisclosuresOut


@demands.route("/<uuid:key>/disclosures")
@demands.read(DisclosuresOut)
def disclosures(session: Session, actor: Actor, key: UUID) -> dict[str, Any]:
    """Who asked, was told, promised: all of it for the seeker, one's own line for others."""
    return {"items": queries.disclosures(session, actor, key)}


@demands.route("/<uuid:key>/disclosures", methods=["POST"])
@demands.arguments(DemandDisclosureIn)
@demands.write(DemandOut, if_match=True)
def disclose(
    session: Session, actor: Actor, given: dict[str, UUID], *, key: UUID, seen: int
) -> DemandCard:
    """Let an organisation know who you are (and the details, once it promised secrecy)."""
    actions.disclose(session, actor, key, given["organisation"], seen)
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/disclosures/<uuid:organisation>", methods=["DELETE"])
@demands.write(DemandOut, if_match=True)
def revoke(
    session: Session, actor: Actor, *, key: UUID, organisation: UUID, seen: int
) -> DemandCard:
    """Take a disclosure back."""
    actions.revoke(session, actor, key, organisation, seen)
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/disclosures/asked", methods=["POST"])
@demands.arguments(AskMoreIn)
@demands.write(DemandOut)
def ask_more(session: Session, actor: Actor, given: dict[str, Any], key: UUID) -> DemandCard:
    """Ask the seeker to tell you more."""
    actions.ask_more(session, actor, key, given["note"])
    return queries.shown(session, actor, key)


@demands.route("/<uuid:key>/disclosures/promised", methods=["POST"])
@demands.write(DemandOut)
def promise(session: Session, actor: Actor, key: UUID) -> DemandCard:
    """Accept the confidentiality terms, and read the details."""
    actions.promise(session, actor, key)
    return queries.shown(session, actor, key)
