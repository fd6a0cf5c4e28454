"""What the display room says of the two sides, as what is compared."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.measure import Claim
from marketplace.display import public as display
from marketplace.matching.rules.features import DemandSide, Effect, Target, TechnologySide

# Above nine levels the 13-level scale counts sales and profit: proved in operation on the other.
_TOP, _SOLD = 9, 10


def demand(session: Session, key: UUID) -> DemandSide | None:
    """A demand as everybody may see it; None where it is not public."""
    found = display.demand_features(session, key)
    return None if found is None else _demand(found)


def demands(session: Session, keys: Iterable[UUID]) -> list[DemandSide]:
    """Those of the demands that are public."""
    return [side for key in keys if (side := demand(session, key))]


def technology(session: Session, key: UUID) -> TechnologySide | None:
    """A technology while it is published or under deal, else None."""
    return next(iter(technologies(session, [key])), None)


def technologies(session: Session, keys: Iterable[UUID]) -> list[TechnologySide]:
    """Those of the technologies that are published or under deal."""
    found = display.several_features(session, keys)
    return [_technology(one) for one in found.values() if one.published]


def _demand(found: display.DemandFeatures) -> DemandSide:
    return DemandSide(
        id=found.id,
        seeker_id=found.seeker_id,
        title=found.title,
        text=found.text,
        open=found.open,
        industry=found.industry,
        place=found.place,
        processes=found.processes,
        pollutants=found.pollutants,
        fields=found.green_fields,
        trl=found.trl,
        licences=found.licences,
        targets=tuple(
            Target(_claim(one.measurand, one.comparator, one), one.must_have)
            for one in found.targets
        ),
        budget_fen=found.budget_high or found.budget_low,
        deadline=found.deadline,
    )


class _Bounds(Protocol):
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def condition(self) -> str | None: ...
    @property
    def baseline(self) -> str | None: ...


def _claim(measurand: str, comparator: str, given: _Bounds) -> Claim:
    low, high = (None if n is None else n.normalize() for n in (given.low, given.high))
    return Claim(
        measurand,
        comparator,  # type: ignore[arg-type]  # The table's CHECK holds the same seven words.
        low,
        high,
        given.unit,
        given.condition or "",
        given.baseline or "",
    )


def _technology(found: display.TechnologyFeatures) -> TechnologySide:
    card = found.card
    return TechnologySide(
        id=card.id,
        holder_id=card.holder_id,
        title=card.title,
        shown=card.summary,
        text=found.text,
        industries=found.codes["industries"],
        processes=found.codes["processes"],
        pollutants=found.codes["pollutants"],
        fields=card.green_fields,
        ipc=found.ipc,
        effects=tuple(
            Effect(one.claim, one.evidence_state, one.evidence_date) for one in found.claims
        ),
        trl=_level(card),
        licences=card.licence_kinds,
        price_low_fen=card.price_low_fen,
        price_high_fen=card.price_high_fen,
        investment_fen=found.investment_fen,
        region=card.region,
    )


def _level(card: display.TechnologyCard) -> int | None:
    """The maturity on the scale of nine levels that demands ask by."""
    if card.trl is None or card.trl_scale == "a":
        return card.trl
    return _TOP if card.trl >= _SOLD else None
