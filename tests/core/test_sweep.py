"""Timed moves are made when their hour has come, once, under the same guards as anybody's."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from marketplace.core import clock, db, sweep
from marketplace.core.errors import Conflict
from marketplace.core.flow import Flow, Life, Owner, Wait, arrow
from marketplace.core.speech import Phrase

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class LampState(StrEnum):
    ON = "on"
    OFF = "off"
    STUCK = "stuck"


class Local(DeclarativeBase):
    pass


class Lamp(Local):
    __tablename__ = "lamps"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    state: Mapped[str]
    due_at: Mapped[datetime | None] = mapped_column(db.UtcDateTime())


def off(session: Session, key: UUID, name: str) -> None:
    """Make the move the sweep asks for."""
    lamp = session.get_one(Lamp, key)
    if lamp.state == LampState.STUCK:
        raise Conflict
    assert name == "go_out"
    lamp.state, lamp.due_at = LampState.OFF, None


WORDS = Phrase("熄灭", "Go out")
WAIT = Wait(whose=lambda _: Owner(), ask=WORDS, due=lambda lamp: lamp.due_at, then="go_out")
FLOW = Flow(
    "lamp",
    LampState.ON,
    (arrow("go_out", [LampState.ON, LampState.STUCK], LampState.OFF, WORDS, fact="out"),),
    waits={LampState.ON: WAIT, LampState.STUCK: WAIT},
)
LIFE = Life(FLOW, Lamp, {}, title=str, page=str, fire=off)


@pytest.fixture
def lamps(tmp_path: Path) -> Iterator[Session]:
    before = list(db._bound)
    engine = db.open_engine(f"sqlite:///{tmp_path}/lamps.db")
    Local.metadata.create_all(engine)
    db.bind(engine)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()
    db._bound[:] = before


def put(session: Session, state: LampState, due: datetime | None) -> None:
    session.add(Lamp(state=state, due_at=due))
    session.commit()


def states(session: Session) -> list[str]:
    session.expire_all()
    found = sorted(session.scalars(select(Lamp.state)))
    session.rollback()
    return found


def test_a_timed_move_is_made_when_its_hour_has_come_and_not_before(lamps: Session) -> None:
    put(lamps, LampState.ON, NOON)
    with clock.held(NOON - timedelta(seconds=1)) as hands:
        assert sweep.fire_due([LIFE]) == 0
        hands.forward(timedelta(seconds=1))
        assert sweep.fire_due([LIFE]) == 1
        assert sweep.fire_due([LIFE]) == 0
    assert states(lamps) == ["off"]


def test_a_refused_move_stops_nobody_elses(lamps: Session) -> None:
    put(lamps, LampState.STUCK, NOON - timedelta(days=1))
    put(lamps, LampState.ON, NOON)
    put(lamps, LampState.ON, None)
    with clock.held(NOON):
        assert sweep.fire_due([LIFE]) == 1
    assert states(lamps) == ["off", "on", "stuck"]


def test_a_life_that_nobody_fires_is_left_alone(lamps: Session) -> None:
    put(lamps, LampState.ON, NOON)
    with clock.held(NOON):
        assert sweep.due(Life(FLOW, Lamp, {}, title=str, page=str)) == []
