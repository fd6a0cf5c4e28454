"""A test message goes the way of all messages: through the worker, to the one address."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core.deliveries import Delivery, Reaction
from marketplace.core.journal import Entry
from marketplace.outreach import actions
from marketplace.outreach.rules.message import Message, key_of
from marketplace.outreach.words import TEST


def _itself(_session: Session, entry: Entry) -> Iterable[tuple[str, str]]:
    yield str(entry.subject_id), "webhook"


def _test(_session: Session, entry: Entry, delivery: Delivery) -> Callable[[], None]:
    message = Message(
        key=key_of(f"{entry.seq}.{delivery.reaction}.{delivery.recipient}"),
        fact=entry.fact,
        kind="system",
        words=TEST,
        url=f"{settings().public_url}/endpoints/{entry.subject_id}",
        at=entry.at,
        subject_kind=entry.subject_kind,
        subject_id=entry.subject_id,
    )
    return partial(actions.send, UUID(delivery.recipient), message)


ON = {"endpoint.tested": [Reaction("endpoint.tested", _itself, outside={"webhook": _test})]}
