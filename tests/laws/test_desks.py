"""Nothing waits where nobody looks: each waiting state of each life cycle lies on its owner's desk.

A new life cycle adds one line to `tests/factories/lives.py`: how one of its rows is made.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from marketplace import house
from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.desk import queries, words
from tests.factories.lives import MAKERS, put

WAITS = [(noun, state) for noun, life in house.LIVES.items() for state in life.flow.waits]


def test_every_life_cycle_has_a_name_and_a_row_for_this_law() -> None:
    assert set(house.LIVES) <= set(words.NOUNS)
    assert set(house.LIVES) <= set(MAKERS)


def found(owner: Actor, key: object) -> bool:
    with reading() as session:
        groups = queries.desk(session, owner)
    return key in {line.id for group in groups for line in group.lines}


@pytest.mark.parametrize(("noun", "state"), WAITS, ids=[f"{n}-{s}" for n, s in WAITS])
def test_what_waits_lies_on_its_owners_desk(database: object, noun: str, state: Any) -> None:
    life = house.LIVES[noun]
    wait = life.flow.waits[state]
    row = put(life, MAKERS[noun](), state)
    assert row.desk_org or row.desk_role
    kinds = frozenset({row.desk_role} if row.desk_role else ())
    owner = Actor(uuid4(), row.desk_org, kinds=kinds)
    stranger = Actor(uuid4(), uuid4(), kinds=frozenset({"holder", "enterprise"}))
    if wait.quiet:
        with unit() as session:
            session.get_one(life.model, row.id).due_at = None
        assert not found(owner, row.id)
        with unit() as session:
            session.get_one(life.model, row.id).due_at = clock.now() + timedelta(days=1)
    assert found(owner, row.id)
    assert not found(stranger, row.id)
