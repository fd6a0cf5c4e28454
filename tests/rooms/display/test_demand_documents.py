"""INV-G8: what search and matching get of a demand is its public form and nothing more."""

import pytest

from marketplace.core.actor import NOBODY
from marketplace.core.unit import reading, unit
from marketplace.display import public
from marketplace.display.actions import demand as actions
from marketplace.display.documents.demand import document
from tests.factories import demands as make
from tests.factories.identity import actor


@pytest.mark.parametrize("mode", ["anonymous", "named", "nda"])
def test_inv_g8_the_document_is_the_public_form(database: object, mode: str) -> None:
    seeker, operator = actor("enterprise", name="洛阳示例钢铁有限公司"), actor("operator")
    made = make.submitted(seeker, disclosure=mode)
    with reading() as session:
        assert document(session, made.id) is None
        assert public.demand_features(session, made.id) is None
    with unit() as session:
        actions.review(session, operator, made.id, "publish", made.version)
    with reading() as session:
        found = document(session, made.id)
        features = public.demand_features(session, made.id)
        assert public.open_demands(session) == [made.id]
        assert list(public.demands(session, NOBODY, [made.id])) == [made.id]
    assert found
    assert features
    whole = str(found)
    assert not [word for word in ("示例钢铁", "0379", str(seeker.org)) if word in whole]
    assert ("石灰石" in whole) == (mode != "nda")
    assert bool(features.targets) == (mode != "nda")
    assert ("budget_fen" in found.numbers) == (mode != "nda")
    assert found.facets["region"] == ("410305", "410300", "410000")
    assert "二氧化硫" in found.keywords
    assert "SO2" not in found.keywords  # Its synonyms are the question's business.


def test_c3_an_expired_or_suspended_demand_leaves_the_index(database: object) -> None:
    seeker, operator = actor("enterprise"), actor("operator")
    made = make.published(seeker, operator)
    with unit() as session:
        actions.review(session, operator, made.id, "suspend", made.version, code="complaint")
    with reading() as session:
        assert document(session, made.id) is None
        assert public.open_demands(session) == []
