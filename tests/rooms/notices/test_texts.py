"""Text messages of notices: to proved numbers alone, so many a day, the same one once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from config.settings import settings
from marketplace.core import clock, sms
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading, unit
from marketplace.identity import public as identity
from marketplace.identity.models import Person
from marketplace.notices.channels import CHANNELS, SHARED, Message
from marketplace.notices.channels.text import Texts
from marketplace.outreach import public as outreach
from marketplace.outreach.models import TextSent
from tests.factories.identity import person

DAY = datetime(2026, 11, 3, 2, 0, tzinfo=UTC)


@pytest.fixture
def outbox(database: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path / "outbox"
    settings.cache_clear()


def proved(number: str) -> UUID:
    somebody = person()
    with unit() as session:
        row = session.get_one(Person, somebody.id)
        row.mobile, row.mobile_verified_at = number, DAY
    return somebody.id


def text(number: int, to: str = "+8613800000000") -> sms.Text:
    return sms.Text(f"{number}.told", to, "match", {"title": "脱硫"})


def test_only_proved_numbers_are_reached(outbox: Path) -> None:
    mine, unproved = proved("13800000000"), person()
    with unit() as session:
        session.get_one(Person, unproved.id).mobile = "13800000001"
    with reading() as session:
        cards = identity.people(session, [mine, unproved.id])
        assert Texts().reaches(session, cards) == {mine}


def test_a_person_is_sent_ten_a_day_and_again_the_next_day_of_their_own(outbox: Path) -> None:
    me, other = proved("13800000000"), proved("13800000002")
    with clock.held(DAY) as hands:
        for number in range(12):
            outreach.send_text(me, text(number))
        outreach.send_text(other, text(100))
        assert len(list(outbox.iterdir())) == 11
        hands.forward(timedelta(hours=14, minutes=1))  # Midnight in China.
        outreach.send_text(me, text(200))
    assert len(list(outbox.iterdir())) == 12


def test_a_repeat_counts_once_and_is_handed_over_again_with_its_id(outbox: Path) -> None:
    me = proved("13800000000")
    with clock.held(DAY):
        for _ in range(3):
            outreach.send_text(me, text(7))
    with reading() as session:
        assert len(session.scalars(select(TextSent)).all()) == 1
    assert [file.name for file in outbox.iterdir()] == ["7.told.sms.json"]


def message(kind: str) -> Message:
    words = Phrase("“脱硫”与您的需求相符", "“脱硫” fits your demand")
    some = UUID(int=7)
    return Message("7.told.x", kind, "match.suggested", words, "/matches/1", some, "zh",
                   {"title": "脱硫"})  # type: ignore[arg-type]  # fmt: skip


def test_every_channel_shows_what_it_would_send_and_sends_nothing(outbox: Path) -> None:
    for channel in (*CHANNELS, *SHARED):
        shown = channel.preview(message("match"))
        assert shown.title
        assert "脱硫" in shown.text
    assert not outbox.exists()
