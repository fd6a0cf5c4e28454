"""Who may do what with imports."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.display.models.imports import Import


def may_see(actor: Actor, row: Import) -> bool:
    """The people of the organisation that sent the file, and the operator."""
    return _own(actor, row) or actor.is_operator or actor.is_system


def may_upload(actor: Actor, _name: str) -> bool:
    """People of an organisation, and staff of the market on a firm's behalf; no supervisor."""
    return actor.is_somebody and actor.org is not None and not actor.is_supervisor


def may_work(actor: Actor, row: Import) -> bool:
    """The people of the organisation that sent the file."""
    return actor.is_somebody and _own(actor, row)


def may_be_system(actor: Actor, _row: Import) -> bool:
    """Only the house itself."""
    return actor.is_system


def _own(actor: Actor, row: Import) -> bool:
    return actor.org is not None and actor.org == row.org_id


MAY: dict[str, Callable[[Actor, Import], bool]] = {
    "map": may_work,
    "start": may_work,
    "cancel": may_work,
    "reopen": may_work,
    "check": may_be_system,
    "finish": may_be_system,
    "fail": may_be_system,
}
