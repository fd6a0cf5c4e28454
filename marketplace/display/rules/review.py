"""Who sees what waits for review."""

from marketplace.core.actor import Actor


def may_see_queue(actor: Actor, _nothing: object) -> bool:
    """The operator's staff, and the bureau that watches over it."""
    return actor.is_operator or actor.is_supervisor
