"""On which channels a fact is told to whom, and whether it may be sent just now."""

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.db import database_now
from marketplace.core.deliveries import Delivery, Later
from marketplace.core.journal import Entry
from marketplace.identity.public import PersonCard
from marketplace.notices import queries, rules
from marketplace.notices.channels import CHANNELS, SHARED
from marketplace.notices.channels.channel import Channel, Message
from marketplace.notices.states import DIGEST, INBOX, KINDS, MAIL, Chosen, KindName, Wish

INBOX_WISHES: tuple[Wish, ...] = ("now", "off")


def planned(
    session: Session, entry: Entry, kind: KindName, people: Mapping[UUID, PersonCard]
) -> Iterable[tuple[str, str]]:
    """The (recipient, channel) pairs of a fact, as each person wishes for its kind."""
    chosen = queries.chosen(session, people)
    for key, wants in chosen.items():
        if wants.done(kind, INBOX) != "off":
            yield str(key), INBOX
    for channel in CHANNELS:
        for key in channel.reaches(session, people):
            wish = chosen[key].done(kind, channel.name, channel.wishes[0])
            if wish != "off":
                yield str(key), DIGEST if wish == "digest" else channel.name
    for shared in SHARED:
        for end in shared.ends(session, entry, kind, people):
            yield str(end), shared.name


def call(
    channel: Channel, session: Session, entry: Entry, delivery: Delivery, message: Message
) -> Callable[[], None]:
    """What a channel would call now.

    Raises Later in quiet hours; does nothing where the person has switched it off since.
    """
    wants = queries.chosen_by(session, message.recipient)
    if wants.done(message.kind, channel.name, channel.wishes[0]) == "off":
        return _nothing
    if not KINDS[message.kind].urgent:
        by_mail = channel.name == MAIL and wants.quiet_mail
        wait_for_morning(session, wants, quiet=channel.quiet or by_mail)
    return channel.call(session, entry, delivery, message)


def wait_for_morning(session: Session, wants: Chosen, *, quiet: bool) -> None:
    """Raise Later where a channel is quiet and it is night for this person."""
    end = rules.silent_until(database_now(session), wants.quiet) if quiet else None
    if end:
        raise Later(end)


def choices() -> dict[str, tuple[Wish, ...]]:
    """Every channel a person chooses on, with what it offers; the first holds by default."""
    return {INBOX: INBOX_WISHES, **{channel.name: channel.wishes for channel in CHANNELS}}


def _nothing() -> None:
    """Say nothing: it is not wanted any more."""
