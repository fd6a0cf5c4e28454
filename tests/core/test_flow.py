"""Life cycles: the table is the only writer of a state."""

from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

import pytest

from marketplace.core import clock
from marketplace.core.errors import MoveNotPossible
from marketplace.core.flow import Flow, Owner, Wait, arrow
from marketplace.core.speech import Phrase

WORDS = Phrase("一步", "a step")
NOON = datetime(2026, 3, 1, 4, tzinfo=UTC)


class Lamp(StrEnum):
    OFF = "off"
    ON = "on"
    BROKEN = "broken"


class Thing:
    def __init__(self) -> None:
        self.id = uuid4()
        self.state = None
        self.steps = 0
        self.moved_at = None
        self.desk_org = self.desk_role = self.due_at = None


FLOW = Flow(
    "lamp",
    Lamp.OFF,
    (
        arrow("light", {Lamp.OFF}, Lamp.ON, WORDS, fact="lit"),
        arrow("dim", {Lamp.ON}, Lamp.OFF, WORDS, fact="dimmed"),
        arrow("wear_out", {Lamp.ON}, Lamp.BROKEN, WORDS, fact="worn_out", danger=True),
    ),
    waits={
        Lamp.OFF: Wait(lambda t: Owner(org=t.id), WORDS, why_no_clock=WORDS),
        Lamp.ON: Wait(lambda _: Owner(role="operator"), WORDS, due=lambda _: NOON, then="wear_out"),
    },
    entries=frozenset({Lamp.BROKEN}),
)


def lamp() -> Thing:
    thing = Thing()
    FLOW.begin(thing)
    return thing


def test_a_new_thing_lies_on_its_first_desk() -> None:
    thing = lamp()
    assert (thing.state, thing.desk_org, thing.desk_role, thing.due_at) == (
        Lamp.OFF, thing.id, None, None,
    )  # fmt: skip


def test_a_step_names_the_fact_and_writes_the_next_desk() -> None:
    thing = lamp()
    with clock.held(NOON):
        step = FLOW.step(thing, "light")
    assert (step.fact, step.before, step.after) == ("lamp.lit", "off", "on")
    assert (thing.desk_org, thing.desk_role, thing.due_at) == (None, "operator", NOON)
    assert thing.moved_at == NOON


def test_every_step_counts_so_that_the_version_changes() -> None:
    thing = lamp()
    before = thing.steps
    FLOW.step(thing, "light")
    FLOW.step(thing, "dim")
    assert thing.steps == before + 2


def test_a_move_that_is_not_open_is_refused_and_changes_nothing() -> None:
    thing = lamp()
    with pytest.raises(MoveNotPossible) as refused:
        FLOW.step(thing, "wear_out")
    assert refused.value.data == {"move": "wear_out", "state": "off"}
    assert thing.state == Lamp.OFF


def test_a_final_state_lies_on_no_desk() -> None:
    thing = lamp()
    FLOW.step(thing, "light")
    FLOW.step(thing, "wear_out")
    assert (thing.desk_org, thing.desk_role, thing.due_at) == (None, None, None)
    assert FLOW.final() == {Lamp.BROKEN}
    assert FLOW.open(thing) == []


def test_a_thing_begins_only_where_the_table_lets_it() -> None:
    thing = Thing()
    FLOW.begin(thing, Lamp.BROKEN)
    assert thing.state == Lamp.BROKEN
    with pytest.raises(MoveNotPossible):
        FLOW.begin(Thing(), Lamp.ON)


def test_the_diagram_shows_every_arrow() -> None:
    drawn = FLOW.mermaid()
    for line in ("[*] --> off", "off --> on: light", "on --> broken: wear_out", "broken --> [*]"):
        assert line in drawn
    assert FLOW.facts() == {"lamp.lit", "lamp.dimmed", "lamp.worn_out"}
