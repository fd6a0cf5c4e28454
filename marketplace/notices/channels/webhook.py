"""An organisation's own systems and group robots."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core import clock
from marketplace.core.deliveries import Delivery
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.identity.public import PersonCard
from marketplace.notices.channels.channel import Message, Preview
from marketplace.notices.states import KindName
from marketplace.outreach import public as outreach

# What a person alone is told leaves by no address of the organisation.
PERSONAL: frozenset[KindName] = frozenset({"saved_search", "system"})


class Webhook:
    """Told at once, to each address that wants this kind."""

    name: ClassVar[str] = "webhook"
    words: ClassVar[Phrase] = Phrase("机构接收地址", "Receiving address of the organisation")

    def ends(
        self, session: Session, entry: Entry, kind: KindName, people: Mapping[UUID, PersonCard]
    ) -> Iterable[UUID]:
        """The addresses of organisations all of whose people know or are told."""
        if kind in PERSONAL or not people:
            return ()
        told = set(people) | ({entry.actor_id} if entry.actor_id else set())
        return outreach.ends(session, kind, told)

    def call(
        self, _session: Session, entry: Entry, _delivery: Delivery, message: Message
    ) -> Callable[[], None]:
        """Post it to the address, if that is free; counted and judged there."""
        at, subject = entry.at, (entry.subject_kind, entry.subject_id)
        return partial(outreach.send, message.recipient, _written(message, at, *subject))

    def preview(self, message: Message) -> Preview:
        """What would be posted, form by form."""
        written = _written(message, clock.now(), message.kind, message.recipient)
        bodies = outreach.preview(written)
        text = "\n\n".join(f"{form}\n{body}" for form, body in bodies.items())
        return Preview(message.words.to(message.language), text)


def _written(message: Message, at: datetime, kind: str, subject: UUID) -> outreach.Message:
    return outreach.Message(
        key=outreach.key_of(message.key),
        fact=message.fact,
        kind=message.kind,
        words=message.words,
        url=f"{settings().public_url}{message.url}",
        at=at,
        subject_kind=kind,
        subject_id=subject,
    )
