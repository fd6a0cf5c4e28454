"""The rows of targets in the full form: a fixed number, and more when asked, without JavaScript."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marketplace.core.errors import Problem
from marketplace.core.measure import Claim
from marketplace.core.speech import Phrase
from marketplace.display.actions.demand.targets import claim
from marketplace.display.actions.demand.targets import read as read_target
from marketplace.display.pages import suggested
from marketplace.display.queries.demand_card import Target
from marketplace.display.queries.suggested import DEMAND_TEXTS, sources
from marketplace.display.rules.suggested import Suggested, suggestions
from marketplace.web.speech import language, say, speak

ROWS, MORE, MOST = 3, 3, 30
PARTS = ("measurand", "quantity", "condition", "must_have")
Typed = dict[str, str]
EMPTY = {"must_have": "true"}
NO_MEASURAND = Phrase("请选择这一数值的指标。", "Choose what this figure measures.")


@dataclass(frozen=True, slots=True)
class Rows:
    """What was typed in the rows, the targets read from it, and what could not be read."""

    typed: list[Typed]
    targets: tuple[Target, ...]
    errors: dict[str, list[str]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    more: bool = False
    pressed: str | None = None

    def grown(self) -> list[Typed]:
        """The rows with some empty ones below, where that was asked."""
        many = min(MORE, MOST - len(self.typed)) if self.more else 0
        return [*self.typed, *(dict(EMPTY) for _ in range(many))]


def read(given: Mapping[str, str]) -> Rows:
    """The rows of a posted form; those without a measurand and a quantity are left out."""
    count = max([ROWS, *(int(n.split("-")[1]) + 1 for n in given if _is_ours(n))])
    typed = [
        {p: given.get(f"target-{at}-{p}", "") for p in PARTS} for at in range(min(count, MOST))
    ]
    targets, errors = [], {}
    for at, row in enumerate(typed):
        if not (row["measurand"].strip() or row["quantity"].strip()):
            continue
        if not row["measurand"].strip():
            errors[f"target-{at}-measurand"] = [speak(NO_MEASURAND)]
            continue
        try:
            targets.append(read_target(row | {"must_have": row["must_have"] == "true"}, at))
        except Problem as problem:
            errors[f"target-{at}-quantity"] = [_why(problem)]
    names = frozenset(n for n in given if _is_ours(n)) | {"more", suggested.BUTTON}
    pressed = given.get(suggested.BUTTON)
    return Rows(typed, tuple(targets), errors, names, "more" in given, pressed)


def offered(values: Mapping[str, Any], rows: Iterable[Typed]) -> Suggested:
    """What the texts of the form tell, and its rows do not yet."""
    held = suggested.readable((row.get("measurand"), row.get("quantity")) for row in rows)
    return suggestions(sources(values, DEMAND_TEXTS, asks=True), held)


def filled(rows: Sequence[Typed], claims: Iterable[Claim]) -> list[Typed]:
    """The rows with claims in the first empty ones, or below."""
    made, waiting = [], iter(claims)
    for row in rows:
        empty = not (row.get("measurand") or row.get("quantity"))
        claim = next(waiting, None) if empty else None
        made.append(_as_typed(claim) if claim else dict(row))
    return [*made, *map(_as_typed, waiting)][:MOST]


def _as_typed(claim: Claim) -> Typed:
    return EMPTY | {"measurand": claim.measurand, "quantity": claim.show(language())}


def _is_ours(name: str) -> bool:
    parts = name.split("-")
    return (
        len(parts) == len(("target", "0", "part"))
        and parts[0] == "target"
        and parts[1].isdecimal()
        and parts[2] in PARTS
    )


def _why(problem: Problem) -> str:
    because = problem.data.get("because")
    zh, en = because if isinstance(because, tuple) else problem.phrase()
    return say(zh, en)


def shown(targets: Sequence[Target], least: int) -> list[Typed]:
    """Targets as one would type them, with empty rows below."""
    rows = [_typed(target) for target in targets]
    return rows + [dict(EMPTY) for _ in range(max(1, least - len(rows)))]


def _typed(target: Target) -> Typed:
    said = claim(target)
    return {
        "measurand": target.measurand,
        "quantity": said.show(language()),
        "condition": target.condition or "",
        "must_have": "true" if target.must_have else "",
    }
