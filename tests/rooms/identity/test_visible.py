"""Twins: the organisations a rule lets one see are those a query finds."""

from itertools import product

from sqlalchemy import select

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.unit import reading, unit
from marketplace.identity import queries, rules
from marketplace.identity.models import Organisation
from marketplace.identity.states import OrganisationState
from tests.factories.identity import actor


def _one_of_each_state() -> dict[OrganisationState, Actor]:
    people = {state: actor("holder") for state in OrganisationState}
    with unit() as session:
        for state, who in people.items():
            session.get_one(Organisation, who.org).state = state
    return people


def test_may_see_and_visible_are_twins(database: object) -> None:
    own = _one_of_each_state()
    people = [*own.values(), actor("operator"), actor("supervisor"), SYSTEM, NOBODY]
    with reading() as session:
        rows = session.scalars(select(Organisation)).all()
        found = {who: set(session.scalars(queries.visible(who))) for who in people}
        for who, row in product(people, rows):
            assert rules.may_see(who, row) is (row in found[who]), (who, row.state)


def test_only_the_verified_are_public_and_everybody_sees_their_own(database: object) -> None:
    own = _one_of_each_state()
    with reading() as session:
        for state, who in own.items():
            row = session.get_one(Organisation, who.org)
            assert rules.may_see(NOBODY, row) is (state is OrganisationState.VERIFIED)
            assert rules.may_see(who, row)
