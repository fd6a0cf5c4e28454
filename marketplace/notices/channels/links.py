"""The signed address under which a letter's reader switches such letters off, signed in or not."""

from dataclasses import dataclass
from uuid import UUID

from itsdangerous import BadSignature, URLSafeSerializer

from config.settings import settings
from marketplace.notices.errors import NoSuchLetter
from marketplace.notices.states import DIGEST, KINDS, MAIL, KindName

PATH = "/unsubscribe"


@dataclass(frozen=True, slots=True)
class Off:
    """Whose letters, and which: a kind, or `digest` for the daily letter."""

    person: UUID
    what: str


def off(person: UUID, what: str) -> str:
    """The address that is written into a letter; the same for every letter of a kind."""
    return f"{settings().public_url}{PATH}/{_signer().dumps([person.hex, what])}"


def read(token: str) -> Off:
    """What a token means; NoSuchLetter for one that this market did not write."""
    try:
        person, what = _signer().loads(token)
        meant = Off(UUID(hex=person), what)
    except (BadSignature, ValueError, TypeError, AttributeError) as error:
        raise NoSuchLetter from error
    if what != DIGEST and (what not in KINDS or MAIL in KINDS[_kind(what)].firm):
        raise NoSuchLetter
    return meant


def _kind(what: str) -> KindName:
    return next(name for name in KINDS if name == what)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="notices.off")
