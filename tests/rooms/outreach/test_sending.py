"""Sending to addresses: what is counted, what waits, what ends, and what a bad one cannot do."""

import threading
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, select

from marketplace.core import outbound
from marketplace.core.deliveries import Later, Permanent
from marketplace.core.journal import Entry
from marketplace.core.unit import reading, unit
from marketplace.outreach import actions
from marketplace.outreach.models import Endpoint, EndpointAttempt, EndpointHealth
from marketplace.outreach.states import EndpointState
from tests.factories.identity import actor
from tests.factories.outreach import endpoint, key, message
from tests.servers import robots
from tests.servers.receiver import Receiver, Reply

pytestmark = [pytest.mark.enable_socket, pytest.mark.usefixtures("database")]


def attempts(of: UUID) -> list[EndpointAttempt]:
    with reading() as session:
        rows = select(EndpointAttempt).where(EndpointAttempt.endpoint_id == of)
        return list(session.scalars(rows.order_by(EndpointAttempt.started_at)))


def health(of: UUID) -> EndpointHealth:
    with reading() as session:
        return session.get_one(EndpointHealth, of)


def state(of: UUID) -> EndpointState:
    with reading() as session:
        return session.get_one(Endpoint, of).state


def wait_of(of: UUID, name: str = "7.match.told.x") -> float:
    """Send; the seconds after which it is to be tried again."""
    with pytest.raises(Later) as later:
        actions.send(of, message(name))
    return (later.value.until - datetime.now(UTC)).total_seconds()


def close_circuit(of: UUID) -> None:
    with unit() as session:
        session.get_one(EndpointHealth, of).open_until = None


def test_a_message_arrives_signed_once_and_is_on_record(receiver: Receiver) -> None:
    made = endpoint(actor("holder"), f"{receiver.url}/hook")
    actions.send(key(made), message())
    (came,) = receiver.came
    (tried,) = attempts(key(made))
    assert came.path == "/hook"
    assert came.headers["webhook-id"] == message().key == tried.message
    assert abs(int(came.headers["webhook-timestamp"]) - time.time()) < 5
    assert came.headers["webhook-signature"].startswith("v1,")
    assert (tried.status, tried.outcome) == (200, "taken")
    assert health(key(made)).last_success_at is not None


def test_a_try_again_bears_the_same_id_and_waits_ever_longer(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(500, b"secret of theirs")
    made = endpoint(actor("holder"), receiver.url)
    waits = [wait_of(key(made)) for _ in range(4)]
    for wait, expected in zip(waits, (5, 300, 1800, 7200), strict=True):
        assert expected * 0.79 <= wait <= expected * 1.21
    assert len({came.headers["webhook-id"] for came in receiver.came}) == 1
    assert {one.outcome for one in attempts(key(made))} == {"refused"}


def test_the_tenth_failed_try_is_the_last(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(500)
    made = endpoint(actor("holder"), receiver.url)
    for _ in range(9):
        wait_of(key(made))
        close_circuit(key(made))
    with pytest.raises(Permanent, match="try 10"):
        actions.send(key(made), message())
    assert len(receiver.came) == 10


def test_after_five_failures_an_address_is_left_alone_for_a_minute(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(503)
    made = endpoint(actor("holder"), receiver.url)
    for number in range(5):
        wait_of(key(made), f"{number}")
    assert 50 < wait_of(key(made), "another") < 70
    assert len(receiver.came) == 5
    assert health(key(made)).failures == 5


def test_one_success_forgets_the_failures_before_it(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(503)
    made = endpoint(actor("holder"), receiver.url)
    for number in range(5):
        wait_of(key(made), f"{number}")
    close_circuit(key(made))
    receiver.answer = lambda _: Reply(204)
    actions.send(key(made), message())
    found = health(key(made))
    assert (found.failures, found.failing_since, found.open_until) == (0, None, None)


def test_410_switches_an_address_off_at_once_and_says_so(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(410)
    made = endpoint(actor("holder"), receiver.url)
    with pytest.raises(Permanent, match="gone"):
        actions.send(key(made), message())
    assert state(key(made)) is EndpointState.DISABLED
    with reading() as session:
        facts = session.scalars(select(Entry.fact).where(Entry.subject_id == key(made))).all()
    assert facts == ["endpoint.registered", "endpoint.disabled"]
    with pytest.raises(Permanent, match="switched off"):
        actions.send(key(made), message("8"))
    assert len(receiver.came) == 1


@pytest.mark.parametrize("answer", [Reply(500), Reply(429)])
def test_an_address_that_failed_for_three_days_is_switched_off(
    receiver: Receiver, answer: Reply
) -> None:
    receiver.answer = lambda _: answer
    made = endpoint(actor("holder"), receiver.url)
    wait_of(key(made))
    assert state(key(made)) is EndpointState.ACTIVE
    with unit() as session:
        row = session.get_one(EndpointHealth, key(made))
        row.failing_since, row.open_until = datetime.now(UTC) - timedelta(days=3), None
    wait_of(key(made))
    assert state(key(made)) is EndpointState.DISABLED


def test_switched_on_again_it_begins_anew(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(410)
    owner = actor("holder")
    made = endpoint(owner, receiver.url)
    with pytest.raises(Permanent):
        actions.send(key(made), message())
    receiver.answer = lambda _: Reply(200)
    with reading() as session:
        seen = session.get_one(Endpoint, key(made)).version
    with unit() as session:
        actions.move(session, owner, key(made), "enable", seen)
    actions.send(key(made), message())
    assert health(key(made)).failures == 0


def test_a_paused_address_keeps_messages_waiting_and_a_removed_one_hears_nothing(
    receiver: Receiver,
) -> None:
    owner = actor("holder")
    made = endpoint(owner, receiver.url)
    with unit() as session:
        version = actions.move(session, owner, key(made), "pause", made.version).version
    assert wait_of(key(made)) > 600
    with unit() as session:
        session.flush()
        row = actions.move(session, owner, key(made), "remove", version + 1)
        assert (row.url, row.secrets) == ("", [])
    actions.send(key(made), message())
    assert not receiver.came


def test_who_asks_to_wait_is_waited_for_and_no_failure_is_counted(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(429, headers={"Retry-After": "120"})
    made = endpoint(actor("holder"), receiver.url)
    assert 95 < wait_of(key(made)) < 145
    assert health(key(made)).failures == 0
    assert wait_of(key(made), "another") > 90
    assert len(receiver.came) == 1


def test_a_redirect_is_a_failure_and_is_not_followed(receiver: Receiver) -> None:
    other = Receiver().start()
    receiver.answer = lambda _: Reply(307, headers={"Location": other.url})
    made = endpoint(actor("holder"), receiver.url)
    wait_of(key(made))
    other.stop()
    assert not other.came
    assert attempts(key(made))[0].status == 307


def test_nobody_there_is_a_failure_of_the_net(receiver: Receiver) -> None:
    made = endpoint(actor("holder"), receiver.url)
    receiver.stop()
    wait_of(key(made))
    (tried,) = attempts(key(made))
    assert (tried.status, tried.outcome) == (None, "connection")


def test_a_try_whose_worker_died_stays_on_record_and_is_no_failed_try(receiver: Receiver) -> None:
    made = endpoint(actor("holder"), receiver.url)
    with unit() as session:
        long_ago = datetime.now(UTC) - timedelta(seconds=60)
        session.add(
            EndpointAttempt(
                endpoint_id=key(made), message=message().key, fact="x", started_at=long_ago
            )
        )
    receiver.answer = lambda _: Reply(500)
    assert wait_of(key(made)) < 10
    assert [one.outcome for one in attempts(key(made))] == [None, "refused"]


def test_old_and_new_secret_sign_until_the_grace_is_over(receiver: Receiver) -> None:
    owner = actor("holder")
    made = endpoint(owner, receiver.url)
    with unit() as session:
        second = actions.rotate(session, owner, key(made), made.version)
        again = session.merge(second.endpoint)
        assert len(again.secrets) == 2
    actions.send(key(made), message())
    assert len(receiver.came[0].headers["webhook-signature"].split()) == 2
    with unit() as session:
        row = session.get_one(Endpoint, key(made))
        row.secrets[0].until = datetime.now(UTC) - timedelta(seconds=1)
    actions.send(key(made), message("8"))
    assert len(receiver.came[1].headers["webhook-signature"].split()) == 1
    assert made.secret != second.secret


def robot(receiver: Receiver, form: str, secret: str | None = None, language: str = "zh") -> UUID:
    path = {
        "wecom": "/cgi-bin/webhook/send?key=k1",
        "dingtalk": "/robot/send?access_token=t1",
        "feishu": "/open-apis/bot/v2/hook/h1",
    }[form]
    owner = actor("holder")
    made = endpoint(owner, receiver.url + path, form, secret=secret, language=language)
    return key(made)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("secret", [None, "SECabc"])
@pytest.mark.parametrize("form", ["wecom", "dingtalk", "feishu"])
def test_a_robot_that_checks_everything_takes_what_is_sent(
    receiver: Receiver, form: str, secret: str | None, language: str
) -> None:
    receiver.answer = {
        "wecom": robots.wecom("k1"),
        "dingtalk": robots.dingtalk("t1", secret),
        "feishu": robots.feishu(secret),
    }[form]
    of = robot(receiver, form, secret, language)
    actions.send(of, message())
    assert [one.outcome for one in attempts(of)] == ["taken"]
    assert ("打开查看" in receiver.came[0].body.decode()) == (language == "zh")


@pytest.mark.parametrize("form", ["dingtalk", "feishu"])
def test_a_wrong_signing_secret_is_refused_and_tried_again(receiver: Receiver, form: str) -> None:
    receiver.answer = {
        "dingtalk": robots.dingtalk("t1", "SECright"),
        "feishu": robots.feishu("SECright"),
    }[form]
    of = robot(receiver, form, "SECwrong")
    assert wait_of(of) < 10
    assert attempts(of)[0].outcome == "refused"
    assert state(of) is EndpointState.ACTIVE


def test_a_robot_that_was_removed_is_switched_off(receiver: Receiver) -> None:
    receiver.answer = robots.wecom("another key")
    of = robot(receiver, "wecom")
    with pytest.raises(Permanent, match="gone"):
        actions.send(of, message())
    assert state(of) is EndpointState.DISABLED


def test_a_20_a_hanging_address_holds_two_workers_at_most_and_others_go_on(
    committed: Engine, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbound, "TOTAL_S", 2.0)
    receiver.answer = lambda _: Reply(hang=5)
    good = Receiver().start()
    slow, quick = endpoint(actor("holder"), receiver.url), endpoint(actor("holder"), good.url)
    took: dict[str, float] = {}

    def try_it(of: UUID, name: str) -> None:
        begun = time.monotonic()
        with suppress(Later):
            actions.send(of, message(name))
        took[name] = time.monotonic() - begun

    workers = [
        threading.Thread(target=try_it, args=(key(slow), f"slow {number}")) for number in range(6)
    ]
    for worker in workers:
        worker.start()
        time.sleep(0.1)
    for number in range(5):
        try_it(key(quick), f"quick {number}")
    for worker in workers:
        worker.join()
    good.stop()
    assert receiver.most_at_once <= 2
    assert len(good.came) == 5
    assert max(took[f"quick {number}"] for number in range(5)) < 1
    held = [seconds for name, seconds in took.items() if name.startswith("slow") and seconds > 1]
    assert len(held) == 2


def test_what_a_receiver_answers_is_kept_nowhere(receiver: Receiver) -> None:
    receiver.answer = lambda _: Reply(500, b"their secret")
    made = endpoint(actor("holder"), receiver.url)
    with pytest.raises(Later) as later:
        actions.send(key(made), message())
    kept = [str(value) for one in attempts(key(made)) for value in vars(one).values()]
    assert "their secret" not in " ".join([*kept, str(later.value)])


def test_a_name_that_leads_inside_is_refused_when_called(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = endpoint(actor("holder"), "https://inner.example.org/")

    def inside(_host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", ("10.0.0.7", port))]

    monkeypatch.setattr("socket.getaddrinfo", inside)
    wait_of(key(made))
    assert attempts(key(made))[0].outcome == "forbidden"
