"""Whom the troubles of the ways out concern."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.journal import Entry
from marketplace.core.speech import Phrase
from marketplace.notices.public import tell
from marketplace.outreach import public as outreach


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
