"""`rules.may_see` and `queries.visible` give one answer, in Python and in SQL."""

import pytest

from marketplace.core.actor import NOBODY, SYSTEM
from marketplace.core.unit import reading, unit
from marketplace.outreach import actions
from marketplace.outreach.models import Endpoint
from marketplace.outreach.queries import visible
from marketplace.outreach.rules.endpoint import may_see
from marketplace.outreach.states import EndpointState
from tests.factories.identity import actor, colleague
from tests.factories.outreach import endpoint, key


@pytest.mark.usefixtures("database")
def test_may_see_is_visible_in_every_state() -> None:
    owner, other = actor("enterprise"), actor("holder")
    rows = [key(endpoint(owner, "https://hooks.example.org/")) for _ in EndpointState]
    rows.append(key(endpoint(other, "https://hooks.example.org/")))
    with unit() as session:
        actions.move(session, owner, rows[1], "pause", 1)
        actions.move(session, SYSTEM, rows[2], "disable", None)
        actions.move(session, owner, rows[3], "remove", 1)
    readers = (owner, other, colleague(owner), actor("operator"), actor("supervisor"))
    with reading() as session:
        for one in (*readers, SYSTEM, NOBODY):
            seen = {row.id for row in session.scalars(visible(one))}
            found = [session.get_one(Endpoint, each) for each in rows]
            assert seen == {row.id for row in found if may_see(one, row)}
        assert len(session.scalars(visible(owner)).all()) == 3
