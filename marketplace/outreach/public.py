"""The door of this room: which addresses hear of something, and sending to one of them."""

from collections.abc import Set as AbstractSet
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core import sms
from marketplace.core.actor import SYSTEM
from marketplace.identity import public as identity
from marketplace.outreach import actions, queries
from marketplace.outreach.rules import robots, standard
from marketplace.outreach.rules.message import Message, key_of

__all__ = ["Message", "ends", "key_of", "owners", "preview", "send", "send_text"]


def ends(session: Session, kind: str, told: AbstractSet[UUID]) -> list[UUID]:
    """The addresses that hear of a fact of which these people are told.

    An organisation's address hears only what every one of its people is told: what concerns one
    of them alone, or another organisation of theirs, does not leave by it.
    """
    heard: list[UUID] = []
    for row in queries.listening(session, identity.homes(session, told)):
        everybody = set(identity.members(session, row.org_id))
        if everybody <= told and (not row.kinds or kind in row.kinds):
            heard.append(row.id)
    return heard


def send(key: UUID, message: Message) -> None:
    """Send a message to an address; Later where it is to be tried again, Permanent where not."""
    actions.send(key, message)


def send_text(person: UUID, text: sms.Text) -> None:
    """Hand a text message over, unless the person had enough today."""
    actions.send_text(person, text)


def owners(session: Session, key: UUID) -> list[UUID]:
    """The people who look after an address."""
    return identity.admins(session, queries.endpoint(session, SYSTEM, key).org_id)


def preview(message: Message) -> dict[str, str]:
    """The bodies that would be posted, by format."""
    bodies = {"standard": standard.request(message, "", [], 0).body.decode()}
    for kind in robots.ROBOTS:
        request = robots.request(kind, message, "", None, 0, "zh")
        bodies[kind] = request.body.decode()
    return bodies
