"""Of many that fit, a demand is told of its best few; the others are found in the list."""

import pytest

from marketplace.core import journal
from marketplace.core.unit import reading
from marketplace.matching.rules.weights import weights
from tests.factories.identity import actor
from tests.factories.matching import demand, followed, matches, technology

pytestmark = pytest.mark.usefixtures("database")

TITLES = [
    "烧结烟气循环流化床半干法脱硫技术", "烧结烟气脱硫改造", "烧结烟气半干法脱硫", "烧结机烟气脱硫",
    "烧结烟气干法脱硫技术", "烧结烟气脱硫塔",
]  # fmt: skip


def said() -> list[journal.Entry]:
    with reading() as session:
        return [e for e in journal.after(session, 0, 500) if e.fact == "match.found"]


def test_a_new_demand_is_told_of_its_best_few() -> None:
    seeker, operator = actor("enterprise"), actor("operator")
    # Few enough to be looked at in one go: in a later one, a better one would be told too.
    for title in TITLES[:4]:
        technology(actor("holder"), operator, title=title)
    demand(seeker, operator)
    while followed():
        pass
    found = sorted(matches(), key=lambda match: -match.score)
    told = [match.told for match in found]
    assert len(found) == 4 > weights().told
    assert all(match.score >= weights().push for match in found)
    assert told == [True] * weights().told + [False] * (4 - weights().told)
    assert sum(entry.data["push"] for entry in said()) == weights().told


def test_what_is_better_than_all_before_it_is_told_however_many_there_were() -> None:
    seeker, operator = actor("enterprise"), actor("operator")
    demand(seeker, operator)
    for title in [*TITLES[2:], TITLES[1]]:
        technology(actor("holder"), operator, title=title)
        followed()
    newest = matches()[-1]
    assert newest.score == max(match.score for match in matches())
    assert newest.told
