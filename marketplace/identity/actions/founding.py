"""Setting up an authority: what the house does once, because nobody is there yet who could."""

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.consent import must
from marketplace.identity import rules
from marketplace.identity.actions.organisation import RegisterOrganisation, register
from marketplace.identity.actions.person import RegisterPerson, register_person
from marketplace.identity.models import Membership, Organisation
from marketplace.identity.states import ORGANISATION


def establish(
    session: Session, actor: Actor, firm: RegisterOrganisation, person: RegisterPerson
) -> Organisation:
    """Enter an operator or a supervisor as verified, with its first administrator.

    Only the house does this: nobody can verify the first operator (INV-G6). Raises BadUscc,
    UsccTaken, NoLogin, LoginTaken, Refused.
    """
    must(rules.may_establish, actor, frozenset(firm.kinds))
    made = register(session, actor, firm)
    somebody = register_person(session, NOBODY, person)
    session.flush()
    session.add(Membership(person_id=somebody.id, organisation_id=made.id, role="admin"))
    step = ORGANISATION.step(made, "verify")
    journal.record(
        session, SYSTEM, step.fact, made, title=made.name, before=step.before, after=step.after
    )
    return made
