"""How much of a figure is chance: intervals and a paired test, by demand, with a fixed seed."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
DRAWS = 2000
_SEED = 20261201


def interval(cases: Sequence[T], figure: Callable[[Sequence[T]], float]) -> tuple[float, float]:
    """The middle 95 % of a figure over demands drawn again with replacement."""
    chance = random.Random(_SEED)  # noqa: S311 -- A sample, no secret.
    found = sorted(figure(chance.choices(cases, k=len(cases))) for _ in range(DRAWS))
    return found[int(DRAWS * 0.025)], found[int(DRAWS * 0.975)]


def sign_flip(differences: Sequence[float]) -> float:
    """How likely a mean at least so far from 0 is where each difference could have either sign."""
    chance = random.Random(_SEED)  # noqa: S311 -- A sample, no secret.
    seen = abs(sum(differences))
    flips = (
        abs(sum(one if chance.random() < 0.5 else -one for one in differences))  # noqa: PLR2004
        for _ in range(DRAWS)
    )
    return (1 + sum(flip >= seen - 1e-12 for flip in flips)) / (DRAWS + 1)
