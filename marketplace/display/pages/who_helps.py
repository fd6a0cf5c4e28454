"""Who could help with a thing, as a room above this one says: for its owner and the operator."""

from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor


def shown(session: Session, actor: Actor, kind: str, key: UUID) -> Any:
    """Brokers and agencies who fit a `demand` or `technology`; None where there is nothing to show.

    What is shown has `kind`, `id`, `title`, `brokers` and `agencies`, each with its reasons.
    """
    if not actor.is_somebody:
        return None
    ask = current_app.extensions.get("who_helps")
    return ask(session, actor, kind, key) if ask else None
