"""Who may do what with patent cards."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.display.models import Patent
from marketplace.display.states import PatentState


def may_see(actor: Actor, patent: Patent) -> bool:
    """Listed cards are public; the others their holder's, the operator's and the bureau's."""
    return (
        patent.state is PatentState.LISTED
        or (actor.org is not None and actor.org == patent.holder_id)
        or actor.is_operator
        or actor.is_supervisor
        or actor.is_system
    )


def may_see_inventors(actor: Actor, patent: Patent) -> bool:
    """Inventors are people: their own organisation and the operator see them."""
    return (
        (actor.org is not None and actor.org == patent.holder_id)
        or actor.is_operator
        or actor.is_system
    )


def may_take_in(actor: Actor, _nothing: object) -> bool:
    """A holder its own cards, the operator those of any register."""
    return actor.is_system or actor.is_operator or "holder" in actor.kinds


def may_change(actor: Actor, patent: Patent) -> bool:
    """The holder of the card; a card of nobody is the operator's."""
    if actor.is_system or (actor.is_operator and actor.on_behalf_of is None):
        return True
    return actor.org is not None and actor.org == patent.holder_id


def may_list(actor: Actor, patent: Patent) -> bool:
    """The operator, but not a card of its own organisation (INV-G6)."""
    if actor.is_system:
        return True
    return actor.is_operator and actor.on_behalf_of is None and not actor.is_of(patent.holder_id)


MAY: dict[str, Callable[[Actor, Patent], bool]] = {
    "list": may_list,
    "withdraw": may_change,
    "relist": may_change,
}
