"""The daily letter's own steps, which gathered lines ask for; and troubles of the ways out."""

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
from marketplace.notices.public import tell
from marketplace.notices.queries import digests
from marketplace.notices.states import MAIL, KindName
from marketplace.outreach import public as outreach


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


def _owners(session: Session, entry: Entry) -> Iterable[UUID]:
    return outreach.owners(session, entry.subject_id)


ON = {
    "endpoint.disabled": [
        tell(
            "endpoint.disabled",
            _owners,
            Phrase(
                "接收地址“{title}”持续失败，已停用；请修复后重新启用",
                "The receiving address “{title}” kept failing and was switched off; "
                "mend it, then switch it on again",
            ),
            lambda entry: f"/endpoints/{entry.subject_id}",
            kind="system",
        )
    ]
}
