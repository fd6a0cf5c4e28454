"""Text messages: what is registered, what the gateway is given, and what its answers mean."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.settings import settings
from marketplace.core import sms
from marketplace.core.deliveries import Later, Permanent
from marketplace.core.outbound import Unreachable
from marketplace.notices.states import KINDS
from tests.servers.receiver import Receiver, Reply

KEY = "a key shared with the gateway, long enough"
TEXT = sms.Text("7.match.told.x", "+8613800000000", "match", {"title": "烧结烟气脱硫"})


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


@pytest.fixture
def gateway(given: pytest.MonkeyPatch) -> Iterator[Receiver]:
    made = Receiver().start()
    given.setenv("SMS_URL", f"{made.url}/send")
    given.setenv("SMS_KEY", KEY)
    settings.cache_clear()
    yield made
    made.stop()


def test_every_kind_of_notice_has_a_registered_text_and_codes_have_one() -> None:
    assert set(sms.templates()) == {*KINDS, "code"}
    assert len({one.code for one in sms.templates().values()}) == len(sms.templates())


@pytest.mark.parametrize("name", list(sms.templates()))
def test_a_filled_text_is_one_message_of_70_characters(name: str) -> None:
    words = dict.fromkeys(("title", "code", "minutes"), "长" * 200)
    written = sms.written(sms.Text("k", "+8613800000000", name, words))
    assert len(written["text"]) <= 70
    assert "$" not in written["text"]
    for gap, value in written["parameters"].items():
        assert len(value) <= sms.templates()[name].parameters[gap].most


def test_a_fact_without_a_title_leaves_a_dash() -> None:
    assert "：—。" in sms.written(sms.Text("k", "+8613800000000", "deal", {}))["text"]


@pytest.mark.parametrize(
    ("kept", "to"), [("13800000000", "+8613800000000"), ("+4915112345678", "+4915112345678")]
)
def test_numbers_are_handed_over_as_e164(kept: str, to: str) -> None:
    assert sms.e164(kept) == to


@pytest.mark.parametrize("kept", ["", "12800000000", "1380000000", "0379-1234567", "+0123456789"])
def test_what_is_no_mobile_number_is_refused(kept: str) -> None:
    with pytest.raises(sms.NoNumber):
        sms.e164(kept)


def test_without_a_gateway_texts_are_kept_as_files(
    given: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for _ in range(2):
        sms.send(TEXT)
    (kept,) = (tmp_path / "outbox").iterdir()
    assert kept.name == "7.match.told.x.sms.json"
    assert json.loads(kept.read_text())["text"].startswith("【绿色技术大市场】您有新的撮合匹配")


@pytest.mark.enable_socket
def test_the_gateway_gets_a_signed_message_with_the_same_id_on_repeats(gateway: Receiver) -> None:
    sms.send(TEXT)
    sms.send(TEXT)
    for came in gateway.came:
        signed = f"7.match.told.x.{came.headers['webhook-timestamp']}.".encode() + came.body
        own = base64.b64encode(hmac.new(KEY.encode(), signed, hashlib.sha256).digest()).decode()
        assert came.headers["webhook-signature"] == f"v1,{own}"
        assert came.headers["idempotency-key"] == came.headers["webhook-id"] == TEXT.key
        assert came.json["to"] == "+8613800000000"
        assert came.json["template"] == "MARKET_MATCH"
        assert came.json["parameters"] == {"title": "烧结烟气脱硫"}
    assert len(gateway.came) == 2


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("status", "raised"),
    [(400, Permanent), (404, Permanent), (422, Permanent), (408, sms.NotTaken),
     (500, sms.NotTaken), (503, sms.NotTaken), (302, sms.NotTaken), (429, Later)],
)  # fmt: skip
def test_what_the_gateway_s_answers_mean(
    gateway: Receiver, status: int, raised: type[Exception]
) -> None:
    gateway.answer = lambda _: Reply(status)
    with pytest.raises(raised):
        sms.send(TEXT)


@pytest.mark.enable_socket
def test_a_gateway_that_asks_to_wait_is_waited_for(gateway: Receiver) -> None:
    gateway.answer = lambda _: Reply(429, headers={"Retry-After": "300"})
    with pytest.raises(Later) as later:
        sms.send(TEXT)
    assert 290 < (later.value.until - datetime.now(UTC)).total_seconds() < 310


@pytest.mark.enable_socket
def test_a_gateway_that_is_away_is_no_refusal(gateway: Receiver) -> None:
    gateway.stop()
    with pytest.raises(Unreachable):
        sms.send(TEXT)
