"""Who may do what with people and organisations."""

from collections.abc import Callable

from marketplace.core.actor import Actor
from marketplace.identity.models import Organisation, Person
from marketplace.identity.states import RESERVED, OrganisationState

PUBLIC = frozenset({OrganisationState.VERIFIED})


def may_see(actor: Actor, organisation: Organisation) -> bool:
    """Verified ones are public; the others are their own people's and the operator's."""
    return (
        organisation.state in PUBLIC
        or (actor.org is not None and actor.org == organisation.id)
        or actor.is_operator
        or actor.is_supervisor
        or actor.is_system
    )


def may_review(actor: Actor, organisation: Organisation) -> bool:
    """The operator, but not about itself (nobody approves their own, INV-G6)."""
    return actor.is_operator and actor.on_behalf_of is None and not actor.is_of(organisation.id)


def may_trust(actor: Actor, organisation: Organisation) -> bool:
    """The operator, about holders, and never about itself."""
    return may_review(actor, organisation) and "holder" in organisation.kinds


def may_see_people(actor: Actor, organisation: Organisation) -> bool:
    """Its own people, the operator, the bureau."""
    own = actor.org is not None and actor.org == organisation.id
    return own or actor.is_operator or actor.is_supervisor


def may_close(actor: Actor, organisation: Organisation) -> bool:
    """Its own administrator, or the operator."""
    return may_change(actor, organisation) or may_review(actor, organisation)


def may_change(actor: Actor, organisation: Organisation) -> bool:
    """Its own administrator, or staff of the market on its behalf."""
    return actor.org == organisation.id and "admin" in actor.roles


def may_register(actor: Actor, _kinds: frozenset[str]) -> bool:
    """Anybody who is signed in; operators and supervisors only by the operator or the house."""
    if actor.is_system:
        return True
    return actor.is_somebody and (actor.is_operator or not _kinds & RESERVED)


def may_establish(actor: Actor, kinds: frozenset[str]) -> bool:
    """The house alone sets up authorities, and nothing but authorities."""
    return actor.is_system and kinds <= RESERVED


def may_act_for(actor: Actor, organisation: Organisation) -> bool:
    """Staff of the market may enter things for a firm that is no authority and not closed."""
    closed = organisation.state is OrganisationState.CLOSED
    return actor.is_operator and not closed and not organisation.kinds & RESERVED


def may_change_self(actor: Actor, person: Person) -> bool:
    """Only oneself."""
    return actor.person == person.id


def may_open_account(_actor: Actor, _login: str) -> bool:
    """Anybody may open an account."""
    return True


MAY: dict[str, Callable[[Actor, Organisation], bool]] = {
    "verify": may_review,
    "restrict": may_review,
    "restore": may_review,
    "close": may_close,
}
