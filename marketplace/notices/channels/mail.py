"""Letters: one mail per notice, to those who have an address."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import mail
from marketplace.core.deliveries import Delivery, Permanent
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.identity import public as identity
from marketplace.identity.public import PersonCard
from marketplace.notices.channels import letter
from marketplace.notices.channels.channel import Message, Preview
from marketplace.notices.states import MAIL, Wish


class Mail:
    """Told at once, gathered into the daily letter, or not at all."""

    name: ClassVar[str] = MAIL
    words: ClassVar[Phrase] = Phrase("邮件", "E-mail")
    wishes: ClassVar[tuple[Wish, ...]] = ("now", "digest", "off")
    quiet: ClassVar[bool] = False

    def reaches(self, _session: Session, people: Mapping[UUID, PersonCard]) -> set[UUID]:
        """Who has an address."""
        return {key for key, person in people.items() if person.email}

    def call(
        self, session: Session, _entry: Entry, _delivery: Delivery, message: Message
    ) -> Callable[[], None]:
        """Send one letter; Permanent where the address is gone meanwhile."""
        return partial(mail.send, letter.of(message, address(session, message.recipient)))

    def preview(self, message: Message) -> Preview:
        """The letter's subject, text and HTML."""
        written = letter.of(message, "somebody@example.org")
        return Preview(written.subject, written.body, written.html)


def address(session: Session, person: UUID) -> str:
    """Where a person's letters go."""
    found = identity.people(session, [person]).get(person)
    if found is None or not found.email:
        raise Permanent("the recipient has no address any more")
    return found.email
