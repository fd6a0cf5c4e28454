"""The numbers of `config/policy/matching.toml`, read once."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marketplace.core import shipped


@dataclass(frozen=True, slots=True)
class Trait:
    """How likely a match is when a trait alone agrees, and what a disagreement takes away."""

    weight: float
    against: float


@dataclass(frozen=True, slots=True)
class TextWeights:
    """How the words of two sides are compared, and what their likeness is worth."""

    title_letters: float
    whole_letters: float
    title_pairs: float
    whole_pairs: float
    body: float
    even: float
    steep: float
    even_general: float
    steep_general: float
    half_known: float
    fewest_titles: int
    growth: float
    least: float
    letters: int
    shown: int
    common: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidates:
    """How many of the other side are looked at."""

    most: int
    each: int
    lag: int
    at_once: int


@dataclass(frozen=True, slots=True)
class Weights:
    """All weights and thresholds of matching; their reasons stand in the file."""

    version: int
    keep: float
    push: float
    told: int
    helpers: int
    helpers_days: int
    first: int
    cap: float
    unknown: float
    base: float
    wish: float
    hard: Mapping[str, float]
    soft: Mapping[str, Trait]
    industry: Mapping[str, float]
    region: Mapping[str, float]
    text: TextWeights
    candidates: Candidates


@cache
def weights() -> Weights:
    """The weights in force."""
    return read_weights(shipped.toml("matching.toml"))


def read_weights(table: Mapping[str, Any]) -> Weights:
    """Weights from the tables of a file."""
    text = dict(table["text"])
    common = frozenset(text.pop("common_words"))
    return Weights(
        version=table["version"],
        **table["thresholds"],
        **table["fit"],
        hard=table["hard"],
        soft={name: Trait(**row) for name, row in table["soft"].items()},
        industry=table["industry"],
        region=table["region"],
        text=TextWeights(common=common, **text),
        candidates=Candidates(**table["candidates"]),
    )
