"""The cases: an explanation's lines, and four demands of which it speaks of one."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.matching.rules.counts import Counts
from marketplace.matching.rules.features import DemandSide
from marketplace.matching.rules.score import Scored
from marketplace.matching.rules.weights import weights
from marketplace.matching.rules.wording import alike

CHOICES = 4


@dataclass(frozen=True, slots=True)
class Case:
    """What a reader is given; `right` is the place of the demand among the texts, from 0."""

    lines: tuple[str, ...]
    texts: tuple[str, ...]
    right: int


def cases(
    demands: Sequence[DemandSide],
    pairs: Sequence[tuple[DemandSide, Scored]],
    counts: Counts,
    many: int,
    seed: int = 7,
) -> list[Case]:
    """So many pairs, drawn evenly over the demands; the same ones for the same seed."""
    chance = random.Random(seed)
    heaps = [[pair for pair in pairs if pair[0] is demand] for demand in demands]
    for heap in heaps:
        chance.shuffle(heap)
    drawn = [heap.pop() for _ in range(many) for heap in heaps if heap][:many]
    chance.shuffle(drawn)
    return [_case(demand, scored, demands, counts, chance) for demand, scored in drawn]


def _case(
    demand: DemandSide,
    scored: Scored,
    demands: Sequence[DemandSide],
    counts: Counts,
    chance: random.Random,
) -> Case:
    """Beside the right demand the one that reads most like it, and two others."""
    others = sorted((one for one in demands if one is not demand), key=lambda one: one.title)
    nearest = max(others, key=lambda one: _likeness(demand, one, counts))
    others.remove(nearest)
    four = [demand, nearest, *chance.sample(others, CHOICES - 2)]
    chance.shuffle(four)
    lines = tuple(f.words.zh for f in scored.features)
    return Case(lines, tuple(map(_text, four)), four.index(demand))


def _likeness(one: DemandSide, other: DemandSide, counts: Counts) -> float:
    return alike((one.title, one.text), (other.title, other.text), counts, weights().text)


def _text(demand: DemandSide) -> str:
    """Title and text, and nothing of the boxes of the form, whose figures a line repeats."""
    return f"{demand.title}。{demand.text}"
