"""Who may do what with a receiving address."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.outreach.models import Endpoint
from marketplace.outreach.states import EndpointState


def may_see(actor: Actor, endpoint: Endpoint) -> bool:
    """The administrators of its organisation while it is there, and the house."""
    return actor.is_system or (_ours(actor, endpoint) and endpoint.state != EndpointState.REMOVED)


def _ours(actor: Actor, endpoint: Endpoint) -> bool:
    return actor.org is not None and actor.org == endpoint.org_id and "admin" in actor.roles


def may_register(actor: Actor, _name: str) -> bool:
    """An administrator of a verified organisation."""
    return actor.org is not None and actor.verified and "admin" in actor.roles


def may_change(actor: Actor, endpoint: Endpoint) -> bool:
    """The administrators of its organisation."""
    return _ours(actor, endpoint)


def may_disable(actor: Actor, _endpoint: Endpoint) -> bool:
    """The house alone, for failing too long."""
    return actor.is_system


MAY: dict[str, Callable[[Actor, Endpoint], bool]] = {
    "pause": may_change,
    "resume": may_change,
    "disable": may_disable,
    "enable": may_change,
    "remove": may_change,
}
