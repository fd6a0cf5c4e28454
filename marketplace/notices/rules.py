"""Who may do what with a notice."""

from marketplace.core.actor import Actor
from marketplace.notices.models import Notice


def may_see(actor: Actor, notice: Notice) -> bool:
    """Only the person it was written to."""
    return actor.person is not None and actor.person == notice.recipient
