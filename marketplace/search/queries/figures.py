"""What an answer says about the figures that were asked for, readable."""

from dataclasses import dataclass

from marketplace.core import measure
from marketplace.core.speech import Language
from marketplace.search.queries.asking import Answer

PROVED = ("external_report", "confirmed")  # States of evidence that rest on somebody else's word.


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure asked for, and what the technologies found say to it.

    `proved` of those that meet it have a report or are confirmed; `unsure` ones state a figure that
    promises neither. `strict` figures are filters; `filter` is what the address takes to make it
    one, `sort` the order by it, the best first.
    """

    measurand: str
    label: str
    said: str
    strict: bool
    meets: int
    proved: int
    misses: int
    unsure: int
    unstated: int
    filter: str
    sort: str


def figures(answer: Answer, language: Language) -> list[Figure]:
    """Every figure that was read out of the question or stands in a filter."""
    return [
        Figure(
            wanted.claim.measurand,
            measure.measurand(wanted.claim.measurand).name.to(language),
            wanted.claim.show(language),
            wanted.strict,
            tally.meets,
            sum(tally.marks.get(mark, 0) for mark in PROVED),
            tally.misses,
            tally.unsure,
            tally.unknown,
            wanted.address,
            wanted.sort,
        )
        for wanted, tally in answer.wanted
    ]
