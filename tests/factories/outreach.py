"""Receiving addresses and messages for them."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from marketplace.core.actor import Actor
from marketplace.core.speech import Phrase
from marketplace.core.unit import unit
from marketplace.outreach import actions
from marketplace.outreach.actions import Registered, RegisterEndpoint
from marketplace.outreach.rules.message import Message, key_of

WORDS = Phrase("“烧结烟气脱硫”与您的需求相符", "“烧结烟气脱硫” fits your demand")


def message(
    name: str = "7.match.told.x",
    words: Phrase = WORDS,
    url: str = "https://m.example.org/matches/1",
) -> Message:
    """A notice on its way to an address."""
    at = datetime(2026, 11, 3, 8, 30, tzinfo=UTC)
    return Message(key_of(name), "match.suggested", "match", words, url, at, "match", uuid4())


def endpoint(
    actor: Actor,
    url: str,
    form: str = "standard",
    *,
    secret: str | None = None,
    kinds: tuple[str, ...] = (),
    language: str = "zh",
) -> Registered:
    """An address of an actor's organisation."""
    command = RegisterEndpoint("值班系统", url, form, kinds, language, secret)
    with unit() as session:
        return actions.register(session, actor, command)


def key(made: Registered) -> UUID:
    """Its id."""
    return made.endpoint.id
