"""Who is told which brokers and agencies could help with a thing."""

from typing import Protocol
from uuid import UUID

from marketplace.core.actor import Actor


class Owned(Protocol):
    """Something that an organisation stands behind; None where that is not known yet."""

    @property
    def owner(self) -> UUID | None:
        """The organisation."""
        ...


def may_ask(actor: Actor, thing: Owned) -> bool:
    """The people of the organisation whose thing it is, and the operator."""
    return actor.is_operator or (actor.org is not None and actor.org == thing.owner)
