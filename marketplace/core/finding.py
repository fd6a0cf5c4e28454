"""What a room says of its things that search shall find."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.speech import Phrase
from search_index import Document

AT_ONCE = 400  # Parameters of one statement: SQLite takes 999 in old builds.
Builder = Callable[[Session, Sequence[UUID]], Iterable[Document]]
Touch = Callable[[Session, UUID], Iterable[tuple[str, UUID]]]


@dataclass(frozen=True, slots=True)
class Findable:
    """A kind of thing that search finds.

    `visible` is the room's own query of what an actor may see; what nobody in particular may see
    is the public set, and the index holds exactly that. `documents` builds the documents of those
    ids that are public now, in a number of queries that does not grow with theirs. `folder` is
    where their pages lie: `/folder/id`.
    """

    words: Phrase
    folder: str
    visible: Callable[[Actor], "Select[Any]"]
    documents: Builder

    def page(self, key: UUID) -> str:
        """The path of a thing's page."""
        return f"/{self.folder}/{key}"


def ids(
    session: Session,
    findable: Findable,
    actor: Actor,
    among: Sequence[UUID] | None = None,
) -> list[UUID]:
    """The ids an actor may see, all or those among some."""
    rows = findable.visible(actor)
    column = rows.column_descriptions[0]["entity"].id
    wanted = rows.with_only_columns(column)
    if among is None:
        return list(session.scalars(wanted.order_by(column)))
    return [
        key for part in parts(among) for key in session.scalars(wanted.where(column.in_(part)))
    ]


def parts(keys: Sequence[UUID], size: int = AT_ONCE) -> Iterator[Sequence[UUID]]:
    """The same keys, so many at once."""
    return (keys[at : at + size] for at in range(0, len(keys), size))


def one_by_one(of: Callable[[Session, UUID], Document | None]) -> Builder:
    """A builder made of a function for one thing: for kinds that never come in thousands."""

    def build(session: Session, keys: Sequence[UUID]) -> Iterator[Document]:
        for key in keys:
            document = of(session, key)
            if document is not None:
                yield document

    return build
