"""Organisations as things that can be found: real rows and moves, before and beside other rooms."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.finding import Findable
from marketplace.core.speech import Phrase
from marketplace.identity import queries
from marketplace.identity.models import Organisation
from marketplace.identity.states import OrganisationState
from marketplace.search.queries.news import Tables
from search_index import Document

EPOCH = date(1970, 1, 1)


def document(session: Session, key: UUID) -> Document | None:
    """The document of a verified organisation."""
    row = session.get(Organisation, key)
    if row is None or row.state is not OrganisationState.VERIFIED:
        return None
    region = (row.region[:2] + "0000", row.region) if row.region else ()
    return Document(
        key=f"organisation:{row.id}",
        kind="organisation",
        title=row.name,
        body=row.about or "",
        facets={"region": region, "holder_kind": tuple(sorted(row.kinds))},
        numbers={"published": (row.created_at.date() - EPOCH).days},
    )


ORGANISATIONS = Findable(
    Phrase("机构", "Organisations"),
    Phrase("机构", "Organisation"),
    "organisations",
    queries.visible,
    document,
)
TABLES = Tables({"organisation": ORGANISATIONS}, {})
