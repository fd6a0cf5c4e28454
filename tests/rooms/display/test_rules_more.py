"""Headings of demands, patents that carry no offer, and who judges or sees what is unpublished."""

from datetime import date
from itertools import product
from uuid import uuid4

import pytest
from sqlalchemy import select

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.unit import reading
from marketplace.display.errors.technology import PatentNotUsable
from marketplace.display.models import Patent, Technology, TechnologyRevision
from marketplace.display.models.technology import TechnologyPatent
from marketplace.display.queries import technology as queries
from marketplace.display.rules import import_header as header
from marketplace.display.rules import patent as patent_rules
from marketplace.display.rules import technology as rules
from marketplace.display.rules.readiness import Bounds, shortcomings
from marketplace.display.states import PatentState, TechnologyState
from tests.factories.display import number
from tests.factories.identity import actor
from tests.factories.lives import MAKERS

BOUNDS = Bounds(date(2026, 11, 23), 6, 90, state_set_up=False, verified=True)


def test_cells_that_look_like_patent_numbers_name_no_column_of_a_demand() -> None:
    samples = [(number(), "B01D 53/50"), (number(), "B01D 53/50")]
    assert header.guess(["甲", "乙"], samples, "demand") == ["", ""]
    assert header.guess(["甲", "乙"], samples, "patent") == ["number", "ipc"]


@pytest.mark.parametrize(
    ("known", "state", "usable"),
    [
        ("2019100000004", PatentState.LISTED, True),
        (None, PatentState.LISTED, False),
        ("2019100000004", PatentState.WITHDRAWN, False),
    ],
)
def test_an_offer_rests_on_no_patent_without_a_number_or_taken_down(
    known: str | None, state: PatentState, *, usable: bool
) -> None:
    card = Patent(id=uuid4(), number=known, title="脱硫装置", state=state, legal_state="granted")
    row = Technology(title="脱硫", rests_on=[TechnologyPatent(patent=card)])
    refused = [p for p in shortcomings(row, BOUNDS) if isinstance(p, PatentNotUsable)]
    assert [p.data["patent"] for p in refused] == ([] if usable else [card.id])


def test_inv_g6_the_operator_lists_no_card_of_its_own_and_the_house_any() -> None:
    org = uuid4()
    operator = Actor(uuid4(), org, frozenset({"operator"}))
    phoned = Actor(uuid4(), uuid4(), frozenset({"operator"}), on_behalf_of=uuid4())
    own, other, nobody_s = (Patent(holder_id=holder) for holder in (org, uuid4(), None))
    assert not patent_rules.may_list(operator, own)
    assert patent_rules.may_list(operator, other)
    assert patent_rules.may_list(operator, nobody_s)
    assert not patent_rules.may_list(phoned, other)
    assert all(patent_rules.may_list(SYSTEM, card) for card in (own, other, nobody_s))


def test_inv_g6_nobody_reviews_what_they_entered_or_submitted_but_the_house_may() -> None:
    operator = Actor(uuid4(), uuid4(), frozenset({"operator"}))
    theirs = Technology(holder_id=uuid4(), state=TechnologyState.SUBMITTED)
    assert rules.may_review(operator, theirs)
    for more in (
        {"submitted_by": operator.person},
        {"entered_by": operator.person},
        {"holder_id": operator.org},
    ):
        row = Technology(**{"holder_id": uuid4()} | more)
        assert not rules.may_review(operator, row)
        assert rules.may_review(SYSTEM, row)


def test_may_see_revision_and_visible_revisions_are_twins(database: object) -> None:
    for _ in range(2):
        MAKERS["revision"]()
    people = [actor("holder"), actor("operator"), actor("supervisor"), SYSTEM, NOBODY]
    with reading() as session:
        rows = session.scalars(select(TechnologyRevision)).all()
        people += [Actor(uuid4(), row.technology.holder_id) for row in rows]
        found = {who: set(session.scalars(queries.visible_revisions(who))) for who in people}
        for who, row in product(people, rows):
            assert rules.may_see_revision(who, row) is (row in found[who]), who
        assert [len(found[who]) for who in people] == [0, 2, 2, 2, 0, 1, 1]
