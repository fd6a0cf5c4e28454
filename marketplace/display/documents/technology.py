"""A technology and a patent card as the search index takes them; None when not public."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import clock, measure, price_bands, trees
from marketplace.core.identifiers import parse_ipc
from marketplace.core.vocabulary import vocabulary
from marketplace.display import queries
from marketplace.display.models import Patent, Technology, TechnologyClaim, TechnologyRevision
from marketplace.display.rules.claims import as_claim
from marketplace.display.rules.content import TAGS
from marketplace.display.states import PUBLIC
from marketplace.identity import public as identity
from search_index import Document, Span

EPOCH = date(1970, 1, 1)
# The names of the house's facets, the dossier's names they are filled from and their vocabularies.
FACETS = {
    "field": ("fields", "green_fields"),
    "catalogue": ("catalogue", "industry_catalogue_2024"),
    "industry": ("industries", "gbt4754"),
    "process": ("processes", "processes"),
    "pollutant": ("pollutants", "pollutants"),
    "licence": ("licences", "licence_kinds"),
}


def technology(session: Session, key: UUID) -> Document | None:
    """The document of a technology while it is published or under deal."""
    row = session.get(Technology, key)
    if row is None or row.state not in PUBLIC:
        return None
    holder = identity.held(session, row.holder_id)
    return Document(
        key=f"technology:{row.id}",
        kind="technology",
        title=row.title,
        body=_body(row, holder.name),
        keywords=_keywords(row),
        facets=_facets(row) | {"holder_kind": tuple(sorted(holder.kinds))},
        numbers=_numbers(row),
        measures=_measures(row),
    )


def _body(row: Technology, holder: str) -> str:
    texts = [row.summary, row.description, row.scale, row.references_text, row.experimental_notice]
    texts += [_told(claim) for claim in row.claims]
    texts += [text for p in row.patents for text in (p.title, p.abstract, p.number)]
    return "\n".join(text for text in (*texts, holder) if text)


def _told(claim: TechnologyClaim) -> str:
    """A claim in the words people read; its English name is among the keywords."""
    measured = measure.measurand(claim.measurand)
    bounds = [format(b.normalize(), "f") for b in (claim.low, claim.high) if b is not None]
    said = "–".join(dict.fromkeys(bounds))
    return f"{measured.name.zh} {said} {claim.unit} {claim.condition or ''}"


def _keywords(row: Technology) -> str:
    """The names of all its classes in both languages; synonyms are the question's business."""
    words = [measure.measurand(claim.measurand).name.en for claim in row.claims]
    for name, source in TAGS.items():
        if not source:
            continue
        terms = vocabulary(source).terms
        for code in row.codes(name):
            term = terms.get(code)
            words += [term.zh, term.en] if term else []
    return " ".join(word for word in words if word)


def _facets(row: Technology) -> dict[str, tuple[str, ...]]:
    found = {facet: trees.lineage(v, row.codes(name)) for facet, (name, v) in FACETS.items()}
    found["ipc"] = ipc_tree(symbol for p in row.patents for symbol in p.ipc)
    found["region"] = trees.lineage("regions", (row.region,) if row.region else ())
    found["price_band"] = price_bands.codes(row.price_low_fen, row.price_high_fen)
    found["holder"] = (str(row.holder_id),)
    found["evidence"] = tuple(sorted({c.evidence_state for c in row.claims})) or ("unquantified",)
    if row.trl_level is not None:
        found["trl"] = (str(row.trl_level),)
    return found


def _measures(row: Technology) -> dict[str, tuple[Span, ...]]:
    """What it claims in figures, each with the state of its proof."""
    found: dict[str, tuple[Span, ...]] = {}
    for stated in row.claims:
        claim = as_claim(stated)
        low, high = measure.stated(claim)
        span = Span(low, high, stated.evidence_state)
        found[claim.measurand] = (*found.get(claim.measurand, ()), span)
    return found


def _numbers(row: Technology) -> dict[str, int]:
    found = {"published": epoch_day(row.published_at) if row.published_at else 0}
    if row.trl_level is not None:
        found["trl"] = row.trl_level
    price = row.price_low_fen if row.price_low_fen is not None else row.price_high_fen
    if price is not None:
        found["price_fen"] = price
    ends = {"price_low_fen": row.price_low_fen, "price_high_fen": row.price_high_fen}
    return found | {name: end for name, end in ends.items() if end is not None}


def ipc_classes(symbols: Iterable[str]) -> tuple[str, ...]:
    """The subclasses of symbols, each once."""
    return tuple(dict.fromkeys(parse_ipc(symbol).subclass for symbol in symbols))


def ipc_tree(symbols: Iterable[str]) -> tuple[str, ...]:
    """The main groups of symbols with their subclasses, classes and sections, each once."""
    return trees.lineage(trees.IPC, (parse_ipc(symbol).main_group for symbol in symbols))


def epoch_day(moment: datetime | date) -> int:
    """The day in China as a number that sorts."""
    day = clock.to_people(moment).date() if isinstance(moment, datetime) else moment
    return (day - EPOCH).days


def on_patent(session: Session, key: UUID) -> Iterable[tuple[str, UUID]]:
    """What a patent's change touches: its card, and the technologies that rest on it."""
    yield "patent", key
    for row in queries.technology.resting_on(session, key):
        yield "technology", row.id


def on_batch(session: Session, key: UUID) -> Iterable[tuple[str, UUID]]:
    """What an intake touched: its cards, and what rests on those that changed."""
    cards = queries.patent.batch(session, key)
    yield from (("patent", card) for card in cards)
    yield from (("technology", row) for row in queries.technology.ids_on_batch(session, key))


def on_revision(session: Session, key: UUID) -> Iterable[tuple[str, UUID]]:
    """A revision changes the document of its technology."""
    rows = select(TechnologyRevision.technology_id).where(TechnologyRevision.id == key)
    yield from (("technology", found) for found in session.scalars(rows))


def on_organisation(session: Session, key: UUID) -> Iterable[tuple[str, UUID]]:
    """An organisation's change touches what it holds: its name and kinds are in the documents."""
    yield from (("technology", row.id) for row in queries.technology.of_holder(session, key))
    rows = select(Patent.id).where(Patent.holder_id == key)
    yield from (("patent", found) for found in session.scalars(rows))
