"""Patent cards and technologies."""

from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

from marketplace.core import clock
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.unit import reading, unit
from marketplace.display import actions, queries
from marketplace.display.actions.patent import CardIn
from marketplace.display.actions.technology import Dossier
from marketplace.display.models import Patent, Technology
from tests.factories.identity import actor

_numbers = count(1)


def number() -> str:
    """A Chinese application number of an invention with a right check digit."""
    digits = f"2023{1}{next(_numbers):07d}"
    weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]
    rest = sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11
    return f"{digits}.{'X' if rest == 10 else rest}"


def card(**more: Any) -> CardIn:
    """A card as a register would name it."""
    values: dict[str, Any] = {
        "title": f"一种烧结烟气净化方法{next(_numbers)}",
        "number": number(),
        "ipc": ("B01D 53/50",),
        "applicants": ("测试大学",),
        "inventors": ("张三",),
        "legal_state": "granted",
    }
    return CardIn(**values | more)


def patent(holder: Actor, **more: Any) -> Patent:
    """A card in the market."""
    with unit() as session:
        row, _ = actions.patent.enter(session, holder, card(**more))
    return row


def full(patent_id: UUID | None = None, **more: Any) -> dict[str, Any]:
    """A dossier that lacks nothing."""
    fields: dict[str, Any] = {
        "title": f"烧结烟气超低排放技术{next(_numbers)}",
        "summary": "半干法脱硫与选择性催化还原联用",
        "description": "适用于钢铁企业烧结机烟气治理。",
        "effects": ["cuts_pollution"],
        "fields": ["energy_saving_env"],
        "licences": ["ordinary"],
        "trl_scale": "a",
        "trl_level": 8,
        "trl_evidence": "已在两台烧结机上运行",
        "price_mode": "negotiable",
        "region": "410300",
        "contact": "技术转移办公室 0379-0000000",
        "non_confidential": True,
        "claims": [{"measurand": "so2_out", "quantity": "≤35 mg/m³"}],
    }
    if patent_id:
        fields["patents"] = [
            {
                "patent_id": str(patent_id),
                "proof_kind": "register_extract",
                "proof_number": "R-1",
                "proof_on": (clock.today() - timedelta(days=3)).isoformat(),
            }
        ]
    else:
        fields["know_how"] = "脱硫剂配方"
    return fields | more


def draft(holder: Actor, **more: Any) -> Technology:
    """A draft that could be submitted."""
    with unit() as session:
        return actions.technology.create(session, holder, Dossier(full(**more)))


def move(who: Actor, key: UUID, name: str, **more: Any) -> Technology:
    """One move, in a unit of its own, by who has just looked."""
    with unit() as session:
        row = queries.technology.technology(session, who, key)
        return actions.technology.move(session, who, key, name, row.version, **more)


def published(holder: Actor, operator: Actor | None = None, **more: Any) -> Technology:
    """A technology that went all the way."""
    reviewer = operator or actor("operator")
    row = draft(holder, **more)
    move(holder, row.id, "submit")
    move(reviewer, row.id, "take")
    return move(reviewer, row.id, "publish")


def again(key: UUID) -> Technology:
    """A technology as it is now."""
    with reading() as session:
        return queries.technology.technology(session, SYSTEM, key)
