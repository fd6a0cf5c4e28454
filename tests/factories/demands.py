"""Demands and proposals, made through the room's own actions."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import (
    Award,
    AwardAll,
    DemandFields,
    Offer,
    Shortlist,
)
from marketplace.display.models.demand import Demand
from marketplace.display.models.proposal import Proposal
from marketplace.display.queries import demand as queries
from marketplace.display.queries.demand_card import Target

SO2 = Target("so2_out", "le", None, Decimal(35), "mg/m³", None, None, must_have=True)
FULL = DemandFields(
    title="烧结烟气脱硫改造",
    text="一台 180 平方米烧结机，现有石灰石-石膏法脱硫，出口二氧化硫 80 mg/m³，要求降到 35 以下。",
    targets=(SO2,),
    budget_low=300_000_000,
    budget_high=800_000_000,
    industry="31",
    place="410305",
    processes=("sintering",),
    pollutants=("so2",),
    green_fields=("energy_saving_env",),
    scale="年产烧结矿 180 万吨",
    contact="设备部 0379-00000000",
)


def again(key: UUID) -> Demand:
    """The row as it is now."""
    with reading() as session:
        return queries.demand(session, SYSTEM, key)


def draft(seeker: Actor, **more: Any) -> Demand:
    """A draft of the full form."""
    with unit() as session:
        return actions.enter(session, seeker, replace(FULL, **more))


def submitted(seeker: Actor, **more: Any) -> Demand:
    """One that waits for review."""
    made = draft(seeker, **more)
    with unit() as session:
        return actions.submit(session, seeker, made.id, made.version)


def published(seeker: Actor, operator: Actor, **more: Any) -> Demand:
    """One that is open."""
    made = submitted(seeker, **more)
    with unit() as session:
        return actions.review(session, operator, made.id, "publish", made.version)


def proposed(proposer: Actor, key: UUID, text: str = "钠碱法精脱硫", **more: Any) -> Proposal:
    """A proposal to a demand."""
    with unit() as session:
        return actions.propose(session, proposer, key, Offer(text=text, **more))


def shortlisted(seeker: Actor, key: UUID, *proposals: UUID) -> Demand:
    """The demand after these were shortlisted."""
    with unit() as session:
        command = Shortlist(proposals, "指标可信")
        return actions.shortlist(session, seeker, key, command, again(key).version)


def awarded(seeker: Actor, key: UUID, *winners: UUID, **more: Any) -> Demand:
    """The demand after these won."""
    with unit() as session:
        awards = tuple(Award(each, "综合最优") for each in winners)
        command = AwardAll(awards, **{"others_reason": "价格偏高"} | more)
        return actions.award(session, seeker, key, command, again(key).version)
