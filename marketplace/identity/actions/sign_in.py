"""Signing in and out, and acting for a firm.

`sign_in` is the one action that opens its own units: the attempt must stay counted when the
sign-in is refused, and the slow password check must hold no transaction.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from marketplace.core import journal
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.clock import now
from marketplace.core.consent import must
from marketplace.core.unit import unit
from marketplace.identity import queries, rules
from marketplace.identity.actions.person import canonical_mobile
from marketplace.identity.actions.secrets import fingerprint, new_secret, password_fits
from marketplace.identity.errors import TooManyAttempts, WrongCredentials
from marketplace.identity.models import Attempt, Credential

TRIES = 10  # Failed tries in five minutes, per account, as PyPI allows.
LASTS = {"session": timedelta(hours=12), "api": timedelta(days=30)}


@dataclass(frozen=True, slots=True)
class Issued:
    """A secret, shown this once, and until when it is good."""

    token: str
    expires_at: datetime


def canonical_login(login: str) -> str:
    """An e-mail address or mobile number as accounts keep it."""
    login = login.strip().casefold()
    return login if "@" in login else canonical_mobile(login)


def sign_in(login: str, password: str, purpose: str = "session") -> Issued:
    """Exchange an account and its password for a session or an API token.

    Raises WrongCredentials (the same for an unknown account), TooManyAttempts.
    """
    login = canonical_login(login)
    attempt, person_id, kept = _count(login)
    if not password_fits(kept, password) or person_id is None:
        raise WrongCredentials
    secret = new_secret()
    expires_at = now() + LASTS[purpose]
    with unit() as session:
        session.get_one(Attempt, attempt).ok = True
        person = queries.person(session, person_id)
        session.add(
            Credential(
                id=uuid4(),
                secret_hash=fingerprint(secret),
                purpose=purpose,
                person_id=person.id,
                expires_at=expires_at,
            )
        )
        actor = replace(SYSTEM, person=person.id)
        journal.record(session, actor, "person.signed_in", person, purpose=purpose)
    return Issued(secret, expires_at)


def _count(login: str) -> tuple[UUID, UUID | None, str | None]:
    with unit() as session:
        queries.lock_login(session, login)
        if queries.recent_failures(session, login) >= TRIES:
            raise TooManyAttempts
        attempt = Attempt(id=uuid4(), login=login)
        session.add(attempt)
        person = queries.by_login(session, login)
        if person is None or person.disabled_at is not None:
            return attempt.id, None, None
        return attempt.id, person.id, person.password_hash


def end(session: Session, secret: str, purpose: str) -> None:
    """Sign out: this session or token is good no more; ending one twice is no error."""
    found = queries.credential(session, fingerprint(secret), purpose)
    if found is None:
        return
    found.ended_at = now()
    person = queries.person(session, found.person_id)
    actor = replace(SYSTEM, person=person.id)
    journal.record(session, actor, "person.signed_out", person, purpose=purpose)


def act_for(session: Session, secret: str, actor: Actor, organisation_id: UUID | None) -> None:
    """Let a clerk's session act for a firm that came by phone or in person, or stop doing so."""
    found = queries.credential(session, fingerprint(secret), "session")
    if found is None:
        raise WrongCredentials
    if organisation_id is not None:
        must(rules.may_act_for, actor, queries.organisation(session, actor, organisation_id))
    found.behalf_of = organisation_id
