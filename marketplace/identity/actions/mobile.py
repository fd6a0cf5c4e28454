"""A mobile number becomes one's own by a code that is sent to it.

The code is made from its row's id and the market's own key, so that it is written down nowhere.
`confirm` opens its own units: a wrong guess must stay counted when it is refused.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import delete
from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core import journal, policy, sms
from marketplace.core.actor import Actor
from marketplace.core.clock import now, today
from marketplace.core.consent import must
from marketplace.core.errors import Unauthenticated
from marketplace.core.unit import unit
from marketplace.identity import queries, rules
from marketplace.identity.actions.person import canonical_mobile
from marketplace.identity.errors import (
    LoginTaken,
    NoLogin,
    NoSuchNumber,
    TooManyCodes,
    WrongCode,
)
from marketplace.identity.models import MobileCode, Person

GOOD_FOR = timedelta(minutes=10)
APART = timedelta(seconds=60)
DIGITS = 6


def good_since() -> datetime:
    """Since when a code must have been asked for, to be good now."""
    return now() - GOOD_FOR


def code_of(key: UUID) -> str:
    """The code of a row."""
    secret = settings().secret_key.encode()
    sealed = hmac.new(secret, b"mobile code " + key.bytes, hashlib.sha256).digest()
    return f"{int.from_bytes(sealed[:8], 'big') % 10**DIGITS:0{DIGITS}d}"


def ask_code(session: Session, actor: Actor, mobile: str) -> None:
    """Have a code sent to a number. Raises NoSuchNumber, TooManyCodes.

    Whether somebody else signs in with the number is told only to who holds it.
    """
    person = _self(session, actor)
    number = canonical_mobile(mobile)
    try:
        sms.e164(number)
    except sms.NoNumber as error:
        raise NoSuchNumber(fields=["mobile"]) from error
    for busy in (number, str(person.id)):
        queries.lock_login(session, busy)
    most = policy.figure("sms.codes_daily_count", today()).whole
    if queries.codes_since(session, person.id, number, now() - timedelta(days=1)) >= most:
        raise TooManyCodes(fields=["mobile"])
    if queries.codes_since(session, person.id, number, now() - APART):
        raise TooManyCodes(fields=["mobile"])
    made = MobileCode(id=uuid4(), person_id=person.id, mobile=number, tries=0)
    session.add(made)
    journal.record(session, actor, "person.mobile_asked", person, code=str(made.id))


def confirm(actor: Actor, code: str) -> None:
    """Prove with the code that the number is one's own. Raises WrongCode, LoginTaken."""
    if actor.person is None:
        raise Unauthenticated
    with unit() as session:
        queries.lock_login(session, str(actor.person))
        asked = queries.code(session, actor.person, good_since())
        most = policy.figure("sms.code_tries_count", today()).whole
        if asked is None or asked.tries >= most:
            raise WrongCode(fields=["code"])
        asked.tries += 1
    if not hmac.compare_digest(code_of(asked.id).encode(), code.strip().encode()):
        raise WrongCode(fields=["code"])
    with unit() as session:
        person = _self(session, actor)
        holder = queries.by_login(session, asked.mobile)
        if holder is not None and holder.id != person.id:
            raise LoginTaken(fields=["code"])
        person.mobile, person.mobile_verified_at = asked.mobile, now()
        _forget_codes(session, person)
        journal.record(session, actor, "person.mobile_verified", person)


def forget_mobile(session: Session, actor: Actor) -> Person:
    """Take one's number away; NoLogin where nothing would be left to sign in with."""
    person = _self(session, actor)
    if not person.email:
        raise NoLogin
    person.mobile = person.mobile_verified_at = None
    _forget_codes(session, person)
    journal.record(session, actor, "person.mobile_forgotten", person)
    return person


def _self(session: Session, actor: Actor) -> Person:
    if actor.person is None:
        raise Unauthenticated
    person = queries.person(session, actor.person)
    must(rules.may_change_self, actor, person)
    return person


def _forget_codes(session: Session, person: Person) -> None:
    """Codes are good no more; their rows stay for a day, as they are what the limit counts."""
    old = MobileCode.asked_at < now() - timedelta(days=1)
    session.execute(delete(MobileCode).where(MobileCode.person_id == person.id, old))
    for row in queries.codes(session, person.id):
        row.tries = 1_000
