"""Letters: one mail per notice, to those who have an address."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from config.settings import settings
from marketplace.core import mail
from marketplace.core.deliveries import Delivery, Permanent
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.identity import public as identity
from marketplace.identity.public import PersonCard
from marketplace.notices.channels.channel import Message, Preview
from marketplace.notices.states import MAIL, Wish

FOOT = Phrase(
    "您收到本邮件是因为您在{market}参与了该事项。可在“我的设置”中关闭邮件通知。",
    "You receive this because you take part in this matter at {market}. "
    "You can switch mails off in your settings.",
)


class Mail:
    """Told at once, gathered into the daily letter, or not at all."""

    name: ClassVar[str] = MAIL
    words: ClassVar[Phrase] = Phrase("邮件", "E-mail")
    wishes: ClassVar[tuple[Wish, ...]] = ("now", "digest", "off")
    quiet: ClassVar[bool] = False

    def reaches(self, _session: Session, people: Mapping[UUID, PersonCard]) -> set[UUID]:
        """Who has an address."""
        return {key for key, person in people.items() if person.email and person.mail_notices}

    def call(
        self, session: Session, _entry: Entry, _delivery: Delivery, message: Message
    ) -> Callable[[], None]:
        """Send one letter; Permanent where the address is gone meanwhile."""
        person = identity.people(session, [message.recipient]).get(message.recipient)
        if person is None or not person.email:
            raise Permanent("the recipient has no address any more")
        return partial(mail.send, _letter(message, person.email))

    def preview(self, message: Message) -> Preview:
        """The letter's subject and body."""
        letter = _letter(message, "somebody@example.org")
        return Preview(letter.subject, letter.body)


def _letter(message: Message, to: str) -> mail.Letter:
    sentence = message.words.to(message.language)
    foot = FOOT.to(message.language, market=settings().name)
    return mail.Letter(
        key=message.key,
        to=to,
        subject=sentence,
        body=f"{sentence}\n\n{settings().public_url}{message.url}\n\n{foot}\n",
    )
