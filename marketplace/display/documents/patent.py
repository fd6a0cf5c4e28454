"""A patent card as the search index takes it."""

from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.identifiers import parse_ipc
from marketplace.core.vocabulary import vocabulary
from marketplace.display.documents.technology import epoch_day, ipc_classes, ipc_tree
from marketplace.display.models import Patent
from marketplace.display.states import PatentState
from marketplace.identity import public as identity
from search_index import Document


def patent(session: Session, key: UUID) -> Document | None:
    """The document of a listed card; inventors are not in it."""
    row = session.get(Patent, key)
    if row is None or row.state is not PatentState.LISTED:
        return None
    texts = (row.abstract, *row.applicants, row.number, row.publication)
    facets = {"ipc": ipc_tree(row.ipc)}
    if row.green_field:
        facets["field"] = (row.green_field,)
    if row.holder_id:
        facets["holder"] = (str(row.holder_id),)
        facets["holder_kind"] = tuple(sorted(identity.held(session, row.holder_id).kinds))
    return Document(
        key=f"patent:{row.id}",
        kind="patent",
        title=row.title,
        body="\n".join(text for text in texts if text),
        keywords=" ".join([*row.ipc, *_classes(row)]),
        facets=facets,
        numbers={"published": epoch_day(row.published_on or row.created_at)},
    )


def _classes(row: Patent) -> list[str]:
    """The names of its classes where the vocabulary knows them, in both languages."""
    terms = vocabulary("ipc").terms
    found = []
    for code in ipc_classes(row.ipc):
        for level in (code, parse_ipc(code).class_):
            term = terms.get(level)
            found += [term.zh, term.en] if term else []
    return [name for name in found if name]
