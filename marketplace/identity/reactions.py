"""The code that proves a mobile number goes there as a text message, while it is good."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import sms
from marketplace.core.clock import now
from marketplace.core.deliveries import Delivery, Reaction
from marketplace.core.journal import Entry
from marketplace.identity.actions.mobile import GOOD_FOR, code_of
from marketplace.identity.models import MobileCode


def _asker(_session: Session, entry: Entry) -> Iterable[tuple[str, str]]:
    yield str(entry.subject_id), "sms"


def _code(session: Session, entry: Entry, delivery: Delivery) -> Callable[[], None]:
    row = session.get(MobileCode, UUID(entry.data["code"]))
    if row is None or row.asked_at < now() - GOOD_FOR:
        return _too_late
    words = {"code": code_of(row.id), "minutes": int(GOOD_FOR.total_seconds() // 60)}
    key = f"{entry.seq}.{delivery.reaction}.{delivery.recipient}"
    return partial(sms.send, sms.Text(key, sms.e164(row.mobile), "code", words))


def _too_late() -> None:
    """Nobody is helped by a code that is good no more."""


ON = {"person.mobile_asked": [Reaction("person.send_code", _asker, outside={"sms": _code})]}
