"""Opening an account."""

import re
from dataclasses import asdict, dataclass
from uuid import uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.errors import Unauthenticated
from marketplace.core.text import clean
from marketplace.identity import queries, rules
from marketplace.identity.actions.secrets import hash_password
from marketplace.identity.errors import LoginTaken, NoLogin
from marketplace.identity.models import Person

NOT_DIGITS = re.compile(r"[\s\-()]")


@dataclass(frozen=True, slots=True)
class RegisterPerson:
    """Who wants an account; e-mail address or mobile number, at least one."""

    name: str
    password: str
    email: str | None = None
    mobile: str | None = None
    language: str = "zh"


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """What a person wants of the market."""

    language: str
    profiling_opt_out: bool


def change_settings(session: Session, actor: Actor, command: ChangeSettings) -> Person:
    """Keep one's own settings; Unauthenticated for nobody."""
    if actor.person is None:
        raise Unauthenticated
    person = queries.person(session, actor.person)
    must(rules.may_change_self, actor, person)
    changed = [name for name, value in asdict(command).items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, getattr(command, name))
    if changed:
        journal.record(session, actor, "person.changed", person, fields=changed)
    return person


def register_person(session: Session, actor: Actor, command: RegisterPerson) -> Person:
    """Open an account. Raises NoLogin, LoginTaken."""
    email = command.email.strip().casefold() if command.email else None
    mobile = canonical_mobile(command.mobile) if command.mobile else None
    must(rules.may_open_account, actor, email or mobile or "")
    if not (email or mobile):
        raise NoLogin(fields=["email", "mobile"])
    for name, login in (("email", email), ("mobile", mobile)):
        if login and queries.by_login(session, login):
            raise LoginTaken(fields=[name])
    person = Person(
        id=uuid4(),
        name=clean(command.name),
        email=email,
        mobile=mobile,
        language=command.language,
        password_hash=hash_password(command.password),
    )
    session.add(person)
    journal.record(session, actor, "person.registered", person)
    return person


def login_of(text: str) -> str:
    """What somebody signs in as, however they write it: e-mail in lower case, or mobile digits."""
    return text.strip().casefold() if "@" in text else canonical_mobile(text)


def canonical_mobile(text: str) -> str:
    """A mobile number as it is kept: digits, with + in front where it was given."""
    return NOT_DIGITS.sub("", text.strip()).removeprefix("+86")
