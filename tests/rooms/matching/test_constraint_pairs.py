"""A hundred pairs in which one hard condition alone decides: it does, and its line says why.

Each case is a demand with one condition and two technologies that are equal but for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from marketplace.matching.rules.feature import Feature
from marketplace.matching.rules.score import Scored, score
from tests.factories.matching import TODAY, asked, effect, offered, target

SEED = 20261201
# Measurand, unit asked in, unit offered in, how many of the second are one of the first, better.
FIGURES: tuple[tuple[str, str, str, int, str], ...] = (
    ("so2_out", "mg/m³", "mg/m³", 1, "lower"),
    ("so2_out", "g/m³", "mg/m³", 1000, "lower"),
    ("mercury_out", "mg/m³", "µg/m³", 1000, "lower"),
    ("cod_out", "g/L", "mg/L", 1000, "lower"),
    ("desulphurisation_rate", "%", "‰", 10, "higher"),
    ("vocs_removal_rate", "%", "%", 1, "higher"),
    ("energy_per_mass", "kWh/kg", "kWh/t", 1000, "lower"),
    ("pressure_drop", "kPa", "Pa", 1000, "lower"),
    ("payback", "a", "月", 12, "lower"),
    ("running_cost_mass", "元/kg", "元/t", 1000, "lower"),
    ("gas_throughput", "万m³/d", "m³/d", 10000, "covers"),
    ("gas_throughput", "m³/h", "m³/d", 24, "covers"),
    ("water_throughput", "m³/h", "m³/d", 24, "covers"),
    ("water_throughput", "万m³/d", "万t/d", 1, "covers"),
    ("investment", "亿元", "万元", 10000, "lower"),
)
KINDS = ("ordinary", "sole", "exclusive")
WAYS = {"ordinary": "普通许可", "sole": "排他许可", "exclusive": "独占许可"}


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked, what meets it, what misses it, and what both lines must name."""

    name: str
    demand: dict[str, Any]
    met: dict[str, Any]
    missed: dict[str, Any]
    wanted: str
    has: tuple[str, str]


def _figures(random: Random) -> Iterator[Case]:
    for code, unit, other, times, better in FIGURES * 4:
        limit = random.randint(20, 60)
        near, far = random.randint(1, 9), random.randint(1, 9)
        good, bad = (
            (limit - near, limit + far) if better == "lower" else (limit + near, limit - far)
        )
        sign = {"lower": "≤", "higher": "≥", "covers": "="}[better]
        up_to = "≤" if better == "covers" else "="
        met, missed = good * times, bad * times
        shown = (str(good), str(bad)) if better == "covers" else (f"{met:,}", f"{missed:,}")
        yield Case(
            f"target:{code}",
            {"targets": (target(code, f"{sign}{limit} {unit}"),)},
            {"effects": (effect(code, f"{up_to}{met} {other}"),)},
            {"effects": (effect(code, f"{up_to}{missed} {other}"),)},
            str(limit),
            shown,
        )


def _levels(random: Random) -> Iterator[Case]:
    for _ in range(10):
        level = random.randint(2, 9)
        enough, short = random.randint(level, 9), random.randint(1, level - 1)
        yield Case(
            "trl", {"trl": level}, {"trl": enough}, {"trl": short},
            f"{level} 级", (f"{enough} 级", f"{short} 级"),
        )  # fmt: skip


def _sums(random: Random) -> Iterator[Case]:
    wan = 1_000_000
    for no in range(20):
        budget = random.randint(200, 900)
        less, more = budget - random.randint(1, 99), budget + random.randint(1, 99)
        name = ("price", "investment")[no % 2]
        sides = [_cost(name, sum_ * wan) for sum_ in (less, more)]
        yield Case(
            name, {"budget_fen": budget * wan}, *sides,
            f"{budget} 万元", (f"{less} 万元", f"{more} 万元"),
        )  # fmt: skip


def _cost(name: str, fen: int) -> dict[str, Any]:
    """A price with the investment left open, or the other way round."""
    price = fen if name == "price" else None
    cost = fen if name == "investment" else None
    return {"price_low_fen": price, "price_high_fen": price, "investment_fen": cost}


def _licences(random: Random) -> Iterator[Case]:
    for _ in range(10):
        wanted, given = random.sample(KINDS, 2)
        yield Case(
            "licence", {"licences": (wanted,)}, {"licences": (wanted,)}, {"licences": (given,)},
            WAYS[wanted], (WAYS[wanted], WAYS[given]),
        )  # fmt: skip


def cases() -> list[Case]:
    """The same hundred each time."""
    random = Random(SEED)
    made = (_figures(random), _levels(random), _sums(random), _licences(random))
    return [case for kind in made for case in kind]


def line(found: Scored, name: str) -> Feature:
    """The line of an explanation about one condition."""
    return next(f for f in found.features if f.name == name)


def both(case: Case) -> tuple[Scored, Scored]:
    """The pair that meets the condition and the one that misses it, equal otherwise."""
    demand, technology = asked(**case.demand), offered()
    same = {"id": technology.id, "holder_id": technology.holder_id}
    return (
        score(demand, offered(**same | case.met), TODAY),
        score(demand, offered(**same | case.missed), TODAY),
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_meets_the_one_condition_scores_higher_and_both_lines_say_why(case: Case) -> None:
    found = both(case)
    assert found[0].score > found[1].score
    for scored, verdict, mark, value in zip(found, ("yes", "no"), "✓✗", case.has, strict=True):
        told = line(scored, case.name)
        assert (told.verdict, told.hard) == (verdict, True)
        for words in (told.words.zh, told.words.en):
            assert mark in words
        assert value in told.words.zh
        assert case.wanted in told.words.zh


def test_there_are_a_hundred_and_nothing_but_the_one_line_differs() -> None:
    assert len(cases()) == 100
    for case in cases():
        met, missed = both(case)
        assert [a.name for a, b in zip(met.features, missed.features, strict=True) if a != b] == [
            case.name
        ]


def test_a_deadline_decides_by_the_day() -> None:
    """The same pair the day before, on the day, and the day after."""
    demand, technology = asked(deadline=TODAY), offered()
    days = [TODAY + timedelta(days=n) for n in (-1, 0, 1)]
    lines = [line(score(demand, technology, day), "deadline") for day in days]
    assert [told.verdict for told in lines] == ["yes", "yes", "no"]
    assert all(TODAY.isoformat() in told.words.zh for told in lines)
