"""What a room says of its things that search shall find."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from marketplace.core.actor import NOBODY, Actor
from marketplace.core.speech import Phrase
from search_index import Document

AT_ONCE = 400  # Parameters of one statement: SQLite takes 999 in old builds.
Touch = Callable[[Session, UUID], Iterable[tuple[str, UUID]]]


@dataclass(frozen=True, slots=True)
class Findable:
    """A kind of thing that search finds; `words` for many, `one` for one of them.

    `visible` is the room's own query of what an actor may see; what nobody in particular may see
    is the public set, and the index holds exactly that. `document` makes a row's document, reading
    the row by `session.get`. `folder` is where the pages lie: `/folder/id`.
    """

    words: Phrase
    one: Phrase
    folder: str
    visible: Callable[[Actor], "Select[Any]"]
    document: Callable[[Session, UUID], Document | None]

    def page(self, key: UUID) -> str:
        """The path of a thing's page."""
        return f"/{self.folder}/{key}"


def ids(
    session: Session, findable: Findable, actor: Actor, among: Sequence[UUID] | None = None
) -> list[UUID]:
    """The ids an actor may see, all or those among some."""
    rows = findable.visible(actor)
    column = rows.column_descriptions[0]["entity"].id
    wanted = rows.with_only_columns(column)
    if among is None:
        return list(session.scalars(wanted.order_by(column)))
    return [key for part in parts(among) for key in session.scalars(wanted.where(column.in_(part)))]


def documents(session: Session, findable: Findable, keys: Sequence[UUID]) -> Iterator[Document]:
    """The documents of those that are public now.

    All rows of a part are read at once and held, so that reading one of them by its id asks the
    database nothing: an import of thousands costs a few queries and not thousands.
    """
    rows = findable.visible(NOBODY)
    column = rows.column_descriptions[0]["entity"].id
    for part in parts(keys):
        held = session.scalars(rows.where(column.in_(part))).unique().all()
        for row in held:
            document = findable.document(session, row.id)
            if document is not None:
                yield document


def parts(keys: Sequence[UUID], size: int = AT_ONCE) -> Iterator[Sequence[UUID]]:
    """The same keys, so many at once."""
    return (keys[at : at + size] for at in range(0, len(keys), size))


def together(*tables: Mapping[str, Touch]) -> dict[str, list[Touch]]:
    """The touches of several rooms by subject: more than one room may depend on the same."""
    found: dict[str, list[Touch]] = {}
    for table in tables:
        for subject, touch in table.items():
            found.setdefault(subject, []).append(touch)
    return found
