"""Reading two to five technologies side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.display.errors.comparison import TwoToFive
from marketplace.display.errors.technology import NoSuchTechnology
from marketplace.display.models import Technology
from marketplace.display.queries import technology as queries
from marketplace.display.rules.comparison import LEAST, MOST, MeasuredRow, measured
from marketplace.identity import public as identity


@dataclass(frozen=True, slots=True)
class Offer:
    """One technology of a comparison, and who holds it."""

    row: Technology
    holder: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Technologies in the order asked for, and what they state about each measurand."""

    offers: Sequence[Offer]
    measured: Sequence[MeasuredRow]


def comparison(session: Session, actor: Actor, keys: Sequence[UUID]) -> Comparison:
    """Those asked for, each once. Raises TwoToFive, and NoSuchTechnology if one may not be seen."""
    asked = list(dict.fromkeys(keys))
    if not LEAST <= len(asked) <= MOST:
        raise TwoToFive(fields=["id"])
    seen = queries.visible_ids(session, actor, asked)
    if len(seen) < len(asked):
        raise NoSuchTechnology
    rows = [seen[key] for key in asked]
    holders = identity.organisations(session, {row.holder_id for row in rows})
    offers = [Offer(row, holders[row.holder_id].name) for row in rows]
    return Comparison(offers, measured(rows))
