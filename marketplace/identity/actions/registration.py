"""A person and their organisation in one go: what the registration page does."""

from marketplace.core.actor import NOBODY, Actor
from marketplace.core.unit import unit
from marketplace.identity.actions.organisation import RegisterOrganisation, register
from marketplace.identity.actions.person import RegisterPerson, register_person
from marketplace.identity.models import Organisation


def register_both(person: RegisterPerson, firm: RegisterOrganisation) -> Organisation:
    """Open the account and enter the organisation, in one unit: both or neither."""
    with unit() as session:
        somebody = register_person(session, NOBODY, person)
        session.flush()
        return register(session, Actor(somebody.id, None), firm)
