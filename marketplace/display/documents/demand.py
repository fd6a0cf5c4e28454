"""Demands for the search index: only the public form, so that the index holds no secret."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.core import clock, measure, price_bands, trees
from marketplace.core.vocabulary import vocabulary
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.queries import demand as queries
from marketplace.display.queries.demand_card import DemandCard
from search_index import Document

EPOCH = date(1970, 1, 1)
Key = tuple[str, UUID]


def document(session: Session, key: UUID) -> Document | None:
    """The document of a public demand; None where it is not public."""
    seen = queries.public_form(session, key)
    if seen is None:
        return None
    return Document(
        key=f"demand:{seen.id}",
        kind="demand",
        title=seen.title,
        body="\n".join(filter(None, (seen.text, seen.scale, *_asked(seen)))),
        keywords=" ".join(_keywords(seen)),
        facets={name: values for name, values in _facets(seen).items() if values},
        numbers={name: value for name, value in _numbers(seen).items() if value is not None},
    )


def _asked(seen: DemandCard) -> Iterable[str]:
    for target in seen.targets:
        found = measure.measurands().get(target.measurand)
        yield " ".join((found.name.zh if found else "", target.condition or "")).strip()


def _keywords(seen: DemandCard) -> Iterable[str]:
    """The names of the codes in both languages, and of the county: what people type."""
    asked = (measure.measurands().get(target.measurand) for target in seen.targets)
    yield from (found.name.en for found in asked if found)
    coded = {
        "processes": seen.processes,
        "pollutants": seen.pollutants,
        "green_fields": seen.green_fields,
        "gbt4754": (seen.industry,) if seen.industry else (),
        "regions": (seen.place,) if seen.place else (),
    }
    for name, codes in coded.items():
        for term in (vocabulary(name).terms.get(code) for code in codes):
            if term:
                yield from filter(None, (term.zh, term.en))


def _facets(seen: DemandCard) -> Mapping[str, tuple[str, ...]]:
    return {
        "field": trees.lineage("green_fields", seen.green_fields),
        "industry": trees.lineage("gbt4754", (seen.industry,) if seen.industry else ()),
        "process": trees.lineage("processes", seen.processes),
        "pollutant": trees.lineage("pollutants", seen.pollutants),
        "trl": (str(seen.trl),) if seen.trl else (),
        "licence": seen.licences,
        "region": trees.lineage("regions", (seen.place,) if seen.place else ()),
        "budget_band": price_bands.codes(seen.budget_low, seen.budget_high),
    }


def _numbers(seen: DemandCard) -> Mapping[str, int | None]:
    return {
        "published": _day(seen.published_at),
        "deadline": _day(seen.closes_at),
        "budget_fen": seen.budget_high or seen.budget_low,
        "budget_low_fen": seen.budget_low,
        "budget_high_fen": seen.budget_high,
        "trl": seen.trl,
    }


def _day(at: datetime | None) -> int | None:
    return None if at is None else (clock.to_people(at).date() - EPOCH).days


def _of_rewrite(session: Session, key: UUID) -> Iterable[Key]:
    rows = select(DemandRewrite.demand_id).where(DemandRewrite.id == key)
    return [("demand", found) for found in session.scalars(rows)]


OF: dict[str, Callable[[Session, UUID], Document | None]] = {"demand": document}
TOUCHES: dict[str, Callable[[Session, UUID], Iterable[Key]]] = {"demand_rewrite": _of_rewrite}
