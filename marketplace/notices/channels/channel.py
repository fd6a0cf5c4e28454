"""What every channel to the outside offers, and the message it is given."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.deliveries import Delivery
from marketplace.core.journal import Entry
from marketplace.core.speech import Language, Phrase
from marketplace.identity.public import PersonCard
from marketplace.notices.states import KindName, Wish


@dataclass(frozen=True, slots=True)
class Message:
    """One notice on its way to one end; whatever is repeated carries the same `key`.

    `recipient` is a person's id, or on a shared channel the id that `ends` gave. `url` is the
    path in this market; `data` are the public words and ids of the fact.
    """

    key: str
    kind: KindName
    fact: str
    words: Phrase
    url: str
    recipient: UUID
    language: Language
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a channel would send, for the operator's eyes; `html` where it has one."""

    title: str
    text: str
    html: str | None = None


class Sending(Protocol):
    """The part that personal and shared channels have in common."""

    @property
    def name(self) -> str:
        """As deliveries and settings know it."""

    @property
    def words(self) -> Phrase:
        """As people know it."""

    def call(
        self, session: Session, entry: Entry, delivery: Delivery, message: Message
    ) -> Callable[[], None]:
        """Read what is needed; return the call to the outside, repeatable with the same id.

        May raise `deliveries.Permanent`, or `deliveries.Later` to wait without counting a failure.
        """

    def preview(self, message: Message) -> Preview:
        """What would be sent; sends and reads nothing."""


class Channel(Sending, Protocol):
    """A way to one person, who chooses per kind of notice: a wish out of `wishes`, first default.

    A `quiet` channel is silent in a person's quiet hours, unless they say otherwise.
    """

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """What can be chosen here; the first is what holds until somebody chooses."""

    @property
    def quiet(self) -> bool:
        """Whether quiet hours hold here by default."""

    def reaches(self, session: Session, people: Mapping[UUID, PersonCard]) -> set[UUID]:
        """Who of these can be reached at all."""


class Shared(Sending, Protocol):
    """A way to an organisation, which chose itself what it wants to hear there."""

    def ends(
        self, session: Session, entry: Entry, kind: KindName, people: Mapping[UUID, PersonCard]
    ) -> Iterable[UUID]:
        """The ends that hear of this fact, where these people would be told of it."""
