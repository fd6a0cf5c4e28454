"""Pairs that fit, as plain values and as published things."""

from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from marketplace.core.actor import Actor
from marketplace.core.measure import Claim
from marketplace.core.unit import reading
from marketplace.display.models import Technology
from marketplace.display.models.demand import Demand
from marketplace.matching import follow
from marketplace.matching.models import Match
from marketplace.matching.queries.sources import NOTHING, Sources
from marketplace.matching.rules.features import DemandSide, Effect, Target, TechnologySide
from tests.factories import demands, display

TODAY = date(2026, 11, 23)


def target(measurand: str, quantity: str, *, must: bool = True) -> Target:
    """Something a solution must reach."""
    return Target(Claim.read(measurand, quantity), must)


def effect(measurand: str, quantity: str, evidence: str = "external_report") -> Effect:
    """Something a technology claims."""
    return Effect(Claim.read(measurand, quantity), evidence)


def asked(**more: Any) -> DemandSide:
    """A demand of a sintering plant."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "seeker_id": uuid4(),
        "title": "烧结烟气脱硫改造",
        "text": "一台烧结机，现有脱硫设施出口二氧化硫偏高，希望用半干法改造。",
        "industry": "31",
        "place": "410305",
        "processes": ("sintering",),
        "pollutants": ("so2",),
        "fields": ("energy_saving_env",),
        "trl": 7,
        "licences": ("ordinary",),
        "targets": (target("so2_out", "≤35 mg/m³"),),
        "budget_fen": 800_000_000,
        "deadline": date(2027, 6, 30),
    }
    return DemandSide(**values | more)


def offered(**more: Any) -> TechnologySide:
    """A technology that answers it in every respect."""
    values: dict[str, Any] = {
        "id": uuid4(),
        "holder_id": uuid4(),
        "title": "烧结烟气循环流化床半干法脱硫技术",
        "shown": "半干法脱硫与除尘一体化",
        "text": "半干法脱硫与除尘一体化，适用于烧结机烟气。",
        "industries": ("31",),
        "processes": ("sintering",),
        "pollutants": ("so2",),
        "fields": ("energy_saving_env",),
        "ipc": ("B01D 53/50",),
        "effects": (effect("so2_out", "≤28 mg/m³"),),
        "trl": 8,
        "licences": ("ordinary",),
        "price_low_fen": 100_000_000,
        "price_high_fen": 200_000_000,
        "investment_fen": 500_000_000,
        "region": "410300",
    }
    return TechnologySide(**values | more)


FITTING: dict[str, Any] = {
    "title": "烧结烟气循环流化床半干法脱硫技术",
    "processes": ["sintering"],
    "pollutants": ["so2"],
    "industries": ["31"],
    "claims": [{"measurand": "so2_out", "quantity": "≤28 mg/m³"}],
}


def technology(holder: Actor, operator: Actor, **more: Any) -> Technology:
    """A published technology that fits the demand below."""
    return display.published(holder, operator, **FITTING | more)


def demand(seeker: Actor, operator: Actor, **more: Any) -> Demand:
    """A published demand of a sintering plant."""
    return demands.published(seeker, operator, **more)


def followed(sources: Sources = NOTHING) -> int:
    """Let the follower read everything there is."""
    return follow.follow(sources)


def matches() -> list[Match]:
    """All matches as they are now."""
    with reading() as session:
        return list(session.scalars(select(Match).order_by(Match.created_at)))
