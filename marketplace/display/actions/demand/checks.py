"""What must hold of the values of a demand before they are written down."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from marketplace.core import clock
from marketplace.core.text import content_hash, near_key, plain
from marketplace.core.vocabulary import vocabulary
from marketplace.display.actions.demand import targets
from marketplace.display.errors.demand import (
    BudgetUpsideDown,
    DeadlinePassed,
    NoProcurementRoute,
    NotInVocabulary,
)
from marketplace.display.models.demand import Demand
from marketplace.display.queries.demand_card import Target
from marketplace.display.words.demand import (
    BUDGET_SOURCES,
    DISCLOSURES,
    MODES,
    PROCUREMENT_ROUTES,
)

VOCABULARIES = {
    "industry": "gbt4754",
    "place": "regions",
    "processes": "processes",
    "pollutants": "pollutants",
    "green_fields": "green_fields",
    "licences": "licence_kinds",
}
CHOICES: Mapping[str, Mapping[str, object]] = {
    "budget_source": BUDGET_SOURCES,
    "procurement_route": PROCUREMENT_ROUTES,
    "disclosure": DISCLOSURES,
    "mode": MODES,
}
LISTS = ("processes", "pollutants", "green_fields", "licences")
_QUICK_TITLE = 40


def check(values: Mapping[str, Any], row: Demand | None = None) -> None:
    """Raise the refusal of the first value that cannot stand, by itself or beside the others.

    Raises NotInVocabulary, BudgetUpsideDown, NoProcurementRoute (INV-D5), DeadlinePassed.
    """
    _in_vocabularies(values)

    def whole(name: str) -> Any:
        return values.get(name) if name in values or row is None else getattr(row, name)

    low, high = whole("budget_low"), whole("budget_high")
    if low is not None and high is not None and low > high:
        raise BudgetUpsideDown(fields=["budget_low"])
    if whole("budget_source") == "fiscal" and not whole("procurement_route"):
        raise NoProcurementRoute(fields=["procurement_route"])
    deadline: date | None = values.get("deadline")
    if deadline is not None and deadline < clock.today():
        raise DeadlinePassed(fields=["deadline"])


def _in_vocabularies(values: Mapping[str, Any]) -> None:
    for name, vocabulary_name in VOCABULARIES.items():
        given = values.get(name) or ()
        for code in given if name in LISTS else [given] if given else []:
            if not vocabulary(vocabulary_name).known(code):
                raise NotInVocabulary(fields=[name], code=code)
    for name, known in CHOICES.items():
        if values.get(name) is not None and values[name] not in known:
            raise NotInVocabulary(fields=[name], code=values[name])


def write(demand: Demand, values: Mapping[str, Any]) -> None:
    """Put checked values into the row."""
    for name, value in values.items():
        if name == "targets":
            demand.targets = [targets.row(each, at) for at, each in enumerate(value)]
        else:
            setattr(demand, name, list(value) if name in LISTS else value)
    demand.text_key = content_hash(near_key(demand.text))


def quick_title(text: str) -> str:
    """A working title for a three-line question: the beginning of its first line."""
    line = text.strip().splitlines()[0]
    return line if len(line) <= _QUICK_TITLE else line[: _QUICK_TITLE - 1] + "…"


def freeze(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON holds them."""
    given = {k: [asdict(t) for t in v] if k == "targets" else v for k, v in values.items()}
    return {name: plain(value) for name, value in given.items()}


def thaw(content: Mapping[str, Any]) -> dict[str, Any]:
    """The values that were frozen."""
    values = dict(content)
    if values.get("deadline"):
        values["deadline"] = date.fromisoformat(values["deadline"])
    if "targets" in values:
        values["targets"] = tuple(_target(row) for row in values["targets"])
    return values


def _target(row: Mapping[str, Any]) -> Target:
    bounds = {k: Decimal(row[k]) if row[k] is not None else None for k in ("low", "high")}
    return Target(**dict(row) | bounds)
