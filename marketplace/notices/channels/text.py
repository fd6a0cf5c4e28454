"""Text messages to mobile numbers that their owners proved to be theirs."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import ClassVar
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import sms
from marketplace.core.deliveries import Delivery
from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.identity import public as identity
from marketplace.identity.public import PersonCard
from marketplace.notices.channels.channel import Message, Preview
from marketplace.notices.states import Wish
from marketplace.outreach import public as outreach

SOMEBODY = "+8613800000000"


class Texts:
    """Off until somebody wants them; silent at night."""

    name: ClassVar[str] = "sms"
    words: ClassVar[Phrase] = Phrase("短信", "Text message")
    wishes: ClassVar[tuple[Wish, ...]] = ("off", "now")
    quiet: ClassVar[bool] = True

    def reaches(self, _session: Session, people: Mapping[UUID, PersonCard]) -> set[UUID]:
        """Who has a proved number."""
        return {key for key, person in people.items() if person.text_to}

    def call(
        self, session: Session, _entry: Entry, _delivery: Delivery, message: Message
    ) -> Callable[[], None]:
        """Send the registered text of its kind; nothing to a number taken away meanwhile."""
        person = identity.people(session, [message.recipient]).get(message.recipient)
        if person is None or not person.text_to:
            return _nowhere
        return partial(outreach.send_text, person.id, _text(message, person.text_to))

    def preview(self, message: Message) -> Preview:
        """The registered text with its gaps filled."""
        text = sms.written(_text(message, SOMEBODY))
        return Preview(str(text["template"]), str(text["text"]))


def _text(message: Message, to: str) -> sms.Text:
    return sms.Text(message.key, to, message.kind, message.data)


def _nowhere() -> None:
    """The number was taken away after the message was planned."""
