"""Organisations as things that can be found: real rows and moves, before and beside other rooms."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.finding import Findable
from marketplace.core.speech import Phrase
from marketplace.identity import queries
from marketplace.search.queries.news import Tables
from search_index import Document


def documents(session: Session, keys: Sequence[UUID]) -> Iterator[Document]:
    """One document for each organisation."""
    for row in queries.by_ids(session, keys).values():
        region = (row.region[:2] + "0000", row.region) if row.region else ()
        yield Document(
            key=f"organisation:{row.id}",
            kind="organisation",
            title=row.name,
            body=row.about or "",
            facets={"region": region, "holder_kind": tuple(sorted(row.kinds))},
            numbers={"published": row.created_at.toordinal()},
        )


ORGANISATIONS = Findable(
    Phrase("机构", "Organisation"), "organisations", queries.visible, documents
)
TABLES = Tables({"organisation": ORGANISATIONS}, {})
