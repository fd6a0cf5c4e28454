"""The door of this room: who could help with a thing, for its owner and the operator."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.matching.queries import who_helps as queries
from marketplace.matching.queries.who_helps import Help
from marketplace.matching.rules import who_helps as rules


def who_helps(session: Session, actor: Actor, kind: str, key: UUID) -> Help | None:
    """Who could help with a `demand` or `technology` of the actor's; None where there is nobody."""
    about = queries.thing(session, kind, key)
    if about is None or not rules.may_ask(actor, about):
        return None
    found = queries.helping(session, about)
    return found if found.anybody else None
