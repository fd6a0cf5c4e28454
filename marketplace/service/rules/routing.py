"""Which broker fits a thing: a simple score whose every point is said in words.

Grade and fit count; how many deals a broker closed does not, and neither does their size: brokers
who chase numbers drift to small deals (domain C9).
"""

from collections.abc import Collection
from dataclasses import dataclass

from marketplace.core.speech import Phrase
from marketplace.core.vocabulary import vocabulary
from marketplace.service.models import Broker

PROVINCE, CITY = 2, 4
FIELD_POINTS, INDUSTRY_POINTS, IPC_POINTS = 30, 25, 20
REGION_POINTS = {6: 20, CITY: 15, PROVINCE: 8}
GRADE_POINTS = {"junior": 0, "intermediate": 3, "senior": 6}


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a broker fits, 0 to 101, and why; `knows` says that it is not by the place alone."""

    score: int
    reasons: tuple[Phrase, ...]
    knows: bool


def fit(
    broker: Broker,
    *,
    region: str | None,
    green_fields: Collection[str],
    industries: Collection[str],
    ipc: Collection[str],
) -> Fit:
    """The points a broker gets for a thing of these classes in this place."""
    points, reasons = 0, []
    for facet, wanted, worth, says in (
        (
            "field",
            green_fields,
            FIELD_POINTS,
            Phrase("熟悉领域：{names}", "Knows the field: {names}"),
        ),
        ("industry", industries, INDUSTRY_POINTS, Phrase("熟悉行业：{names}", "Knows: {names}")),
        ("ipc", ipc, IPC_POINTS, Phrase("熟悉专利分类：{names}", "Knows IPC {names}")),
    ):
        common = _common(facet, broker.codes(facet), wanted)
        if common:
            points += worth
            reasons.append(named(says, facet, common))
    knows = bool(reasons)
    near, where = nearness(broker.regions, region)
    if reasons or where:
        points += near + GRADE_POINTS[broker.grade]
    return Fit(points, (*reasons, *where), knows)


def nearness(regions: Collection[str], region: str | None) -> tuple[int, tuple[Phrase, ...]]:
    """The points for working near a place, and the reason; 0 and none for far away."""
    place = _place(regions, region)
    return (REGION_POINTS[place], (PLACES[place],)) if place else (0, ())


PLACES = {
    6: Phrase("在同一区县服务", "Works in the same county"),
    CITY: Phrase("在同一城市服务", "Works in the same city"),
    PROVINCE: Phrase("在同一省份服务", "Works in the same province"),
}
_VOCABULARIES = {
    "field": "green_fields",
    "industry": "gbt4754",
    "ipc": "ipc",
    "scope": "agency_scopes",
    "pollutant": "pollutants",
}


def _common(facet: str, known: Collection[str], wanted: Collection[str]) -> list[str]:
    """What both name; in industries and IPC the broader of two fitting codes covers the finer."""
    if facet == "field":
        return sorted(set(known) & set(wanted))
    return sorted({w for w in wanted for k in known if w.startswith(k) or k.startswith(w)})


def _place(regions: Collection[str], region: str | None) -> int:
    """How many digits of the place agree: 6 county, 4 city, 2 province, 0 none."""
    if not region:
        return 0
    return max((_agree(known, region) for known in regions), default=0)


def _agree(known: str, region: str) -> int:
    """A broker for a whole province or city covers every place in it."""
    if known == region:
        return 6
    if known[:CITY] == region[:CITY] and not known.endswith("0000"):
        return CITY
    return PROVINCE if known[:PROVINCE] == region[:PROVINCE] else 0


def named(says: Phrase, facet: str, codes: Collection[str]) -> Phrase:
    """A sentence with the names of its codes, in both languages."""
    words = vocabulary(_VOCABULARIES[facet])
    return Phrase(
        says.zh.format(names="、".join(words.label(code, "zh") for code in codes)),
        says.en.format(names=", ".join(words.label(code, "en") for code in codes)),
    )
