"""The daily letter's own steps: nothing in the journal asks for them, gathered lines do."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import cast
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import mail
from marketplace.core.deliveries import Delivery, Reaction
from marketplace.core.journal import Entry
from marketplace.core.speech import Language, Phrase
from marketplace.identity import public as identity
from marketplace.notices import actions, queries
from marketplace.notices.actions.digests import REACTION, SEAL
from marketplace.notices.channels import letter, routing
from marketplace.notices.channels.mail import address
from marketplace.notices.queries import digests
from marketplace.notices.states import MAIL, KindName


def _nobody(_session: Session, _entry: Entry) -> Iterable[tuple[str, str]]:
    return ()


def _send(session: Session, _entry: Entry, delivery: Delivery) -> Callable[[], None]:
    made = digests.digest(session, UUID(delivery.recipient))
    person = identity.people(session, [made.person_id])[made.person_id]
    wants = queries.chosen_by(session, person.id)
    routing.wait_for_morning(session, wants, quiet=wants.quiet_mail)
    lines = [
        letter.Line(cast("KindName", line.kind), Phrase(line.zh, line.en), line.url)
        for line in digests.lines(session, made.id)
    ]
    key = f"digest.{made.day.isoformat()}.{made.person_id}"
    language: Language = "en" if person.language == "en" else "zh"
    to = address(session, person.id)
    return partial(mail.send, letter.daily(key, person.id, to, language, lines))


DIGEST = Reaction(REACTION, _nobody, inside={SEAL: actions.seal}, outside={MAIL: _send})
BESIDE: tuple[Reaction, ...] = (DIGEST,)
