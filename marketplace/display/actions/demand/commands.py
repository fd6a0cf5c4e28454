"""What people ask for when they act on demands."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from marketplace.display.queries.demand_card import Target


@dataclass(frozen=True, slots=True)
class DemandFields:
    """Everything a seeker says in the full form; money in fen."""

    title: str
    text: str
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
    brokers_may_help: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The three lines: what the trouble is, how to be reached, where; and who sends it, hashed."""

    text: str
    contact: str
    place: str
    brokers_may_help: bool = True
    sender: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """What a proposer offers: a technology of the market or a text, a price in fen, a note."""

    technology_id: UUID | None = None
    text: str | None = None
    price_fen: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Shortlist:
    """The proposals to look at closer, and why these."""

    proposals: tuple[UUID, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Award:
    """A proposal that wins, why, and the amount agreed where it differs from its price."""

    proposal: UUID
    reason: str
    amount_fen: int | None = None


@dataclass(frozen=True, slots=True)
class AwardAll:
    """The winners, what the others are told, and why a published ceiling is exceeded."""

    awards: tuple[Award, ...]
    others_reason: str | None = None
    ceiling_change: str | None = None
