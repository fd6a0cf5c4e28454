"""What is compared of a demand and of a technology: plain values, and only what is public."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from marketplace.core.measure import Claim
from marketplace.core.text import content_hash


@dataclass(frozen=True, slots=True)
class Target:
    """One measurable thing a solution must reach, or should."""

    claim: Claim
    must: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What a technology claims, and how that is proved: none, external_report, confirmed.

    `proved_on` is the day of the report it rests on.
    """

    claim: Claim
    evidence: str
    proved_on: date | None = None


@dataclass(frozen=True, slots=True)
class DemandSide:
    """A demand in its public form; `seeker_id` only keeps own pairs apart and is never shown."""

    id: UUID
    seeker_id: UUID | None
    title: str
    text: str = ""
    open: bool = True
    industry: str | None = None
    place: str | None = None
    processes: tuple[str, ...] = ()
    pollutants: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    trl: int | None = None
    licences: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    budget_fen: int | None = None
    deadline: date | None = None


@dataclass(frozen=True, slots=True)
class TechnologySide:
    """A published technology; `shown` is the part of its text whose words may be quoted."""

    id: UUID
    holder_id: UUID
    title: str
    shown: str = ""
    text: str = ""
    open: bool = True
    industries: tuple[str, ...] = ()
    processes: tuple[str, ...] = ()
    pollutants: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    ipc: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    trl: int | None = None
    licences: tuple[str, ...] = ()
    price_low_fen: int | None = None
    price_high_fen: int | None = None
    investment_fen: int | None = None
    region: str | None = None


def fingerprint(
    demand: DemandSide, technology: TechnologySide, version: int, counts: str = ""
) -> str:
    """The hash of everything a score depends on but the day: equal hashes, equal scores.

    `counts` is the name of the counts of words it was scored with.
    """
    return content_hash([_plain(demand), _plain(technology), version, counts])


def _plain(side: DemandSide | TechnologySide) -> dict[str, Any]:
    return asdict(side)
