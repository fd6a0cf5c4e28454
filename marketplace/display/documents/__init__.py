"""What this room gives to the search index; one file per noun."""

from collections.abc import Callable, Iterable
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.display.documents import demand, patent, technology
from search_index import Document

OF: dict[str, Callable[[Session, UUID], Document | None]] = {
    "technology": technology.technology,
    "patent": patent.patent,
    **demand.OF,
}
TOUCHES: dict[str, Callable[[Session, UUID], Iterable[tuple[str, UUID]]]] = {
    "patent": technology.on_patent,
    "patent_batch": technology.on_batch,
    "revision": technology.on_revision,
    "organisation": technology.on_organisation,
    **demand.TOUCHES,
}
