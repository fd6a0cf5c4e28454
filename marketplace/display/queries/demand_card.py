"""A demand as its reader may see it: the one place where rows become what is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.display.models.demand import Demand, DemandTarget
from marketplace.display.rules import demand as demand_rules
from marketplace.display.states.demand import DEMAND
from marketplace.display.states.proposal import ALIVE


@dataclass(frozen=True, slots=True)
class Target:
    """One measurable thing a solution must (or should) reach."""

    measurand: str
    comparator: str
    low: Decimal | None
    high: Decimal | None
    unit: str
    condition: str | None
    baseline: str | None
    must_have: bool


@dataclass(frozen=True, slots=True)
class DemandCard:
    """A demand for one reader: None (or an empty tuple) also where they may not see a field.

    `tier` says how much they see, `withheld` which fields exist but are kept from them, `moves`
    which moves of the life cycle they may make now. Money in fen.
    """

    id: UUID
    version: int
    state: str
    tier: str
    incomplete: bool
    withheld: tuple[str, ...]
    moves: tuple[str, ...]
    title: str = ""
    text: str | None = None
    targets: tuple[Target, ...] = ()
    budget_low: int | None = None
    budget_high: int | None = None
    budget_source: str | None = None
    procurement_route: str | None = None
    deadline: date | None = None
    industry: str | None = None
    place: str | None = None
    processes: tuple[str, ...] = ()
    pollutants: tuple[str, ...] = ()
    green_fields: tuple[str, ...] = ()
    trl: int | None = None
    licences: tuple[str, ...] = ()
    scale: str | None = None
    contact: str | None = None
    mode: str = "open"
    multi_award: bool = False
    disclosure: str = "anonymous"
    closes_at: datetime | None = None
    published_at: datetime | None = None
    seeker_id: UUID | None = None
    seeker: str | None = None
    entered_by: UUID | None = None
    helper_id: UUID | None = None
    brokers_may_help: bool | None = None
    reason_code: str | None = None
    reason_note: str | None = None
    suspended_from: str | None = None
    created_at: datetime | None = None
    proposal_count: int | None = None

    @property
    def last_day(self) -> date | None:
        """The last day in China on which proposals are taken."""
        if self.closes_at is None:
            return self.deadline
        return clock.to_people(self.closes_at - timedelta(seconds=1)).date()


LISTS = frozenset({"processes", "pollutants", "green_fields", "licences"})
COMPUTED = frozenset({"targets", "seeker", "proposal_count"})
_COUNTABLE = demand_rules.ALWAYS | demand_rules.DETAILS | demand_rules.IDENTITY


def card(actor: Actor, demand: Demand, names: Mapping[UUID, str]) -> DemandCard:
    """A demand as the actor may see it."""
    seen = demand_rules.fields(actor, demand)
    values = {name: getattr(demand, name) for name in seen - COMPUTED - LISTS}
    values |= {name: tuple(getattr(demand, name)) for name in seen & LISTS}
    if "targets" in seen:
        values["targets"] = tuple(target(row) for row in demand.targets)
    if "seeker" in seen and demand.seeker_id:
        values["seeker"] = names.get(demand.seeker_id)
    if "proposal_count" in seen:
        values["proposal_count"] = sum(row.state in ALIVE for row in demand.proposals)
    return DemandCard(
        id=demand.id,
        version=demand.version,
        state=demand.state.value,
        tier=demand_rules.tier(actor, demand).value,
        incomplete=demand.incomplete,
        withheld=tuple(sorted(_COUNTABLE - seen)),
        moves=moves(actor, demand),
        **values,
    )


def target(row: DemandTarget) -> Target:
    """A target as a plain value, its numbers as they were written."""
    return Target(
        measurand=row.measurand,
        comparator=row.comparator,
        low=_written(row.low),
        high=_written(row.high),
        unit=row.unit,
        condition=row.condition,
        baseline=row.baseline,
        must_have=row.must_have,
    )


def _written(number: Decimal | None) -> Decimal | None:
    """The number without the zeros that the column's scale adds."""
    return None if number is None else Decimal(format(number.normalize(), "f"))


def moves(actor: Actor, demand: Demand) -> tuple[str, ...]:
    """The moves that the state leaves open and the rules allow the actor."""
    return tuple(m.name for m in DEMAND.open(demand) if demand_rules.MAY[m.name](actor, demand))
