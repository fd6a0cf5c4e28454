"""Letters: over SMTP to a real server, or into the outbox folder."""

from collections.abc import Iterator, Sequence
from email.parser import BytesParser
from email.policy import default
from functools import partial
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine, select

from config.settings import settings
from marketplace.core import journal, mail, react
from marketplace.core.actor import SYSTEM
from marketplace.core.deliveries import Delivery, Permanent, Reaction
from marketplace.core.mail import Letter
from marketplace.core.unit import reading, unit
from tests.servers.mail import MailSink

TO = "anna@example.org"


class Thing:
    kind = "thing"

    def __init__(self) -> None:
        self.id = uuid4()


def letter(key: str = "7.told.anna", **more: str) -> Letter:
    return Letter(**({"key": key, "to": TO, "subject": "撮合成功", "body": "您好\n"} | more))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    """Settings of this test alone; what it sets counts after `cache_clear`."""
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", "https://market.example.org")
    monkeypatch.setenv("MAIL_FROM", "market@example.org")
    monkeypatch.delenv("SMTP_URL", raising=False)
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


@pytest.fixture
def server(given: pytest.MonkeyPatch, mail: MailSink) -> MailSink:
    """A mail server that the settings name."""
    given.setenv("SMTP_URL", mail.url)
    settings.cache_clear()
    return mail


@pytest.mark.enable_socket
def test_chinese_arrives_as_it_was_written(server: MailSink) -> None:
    body = "“烧结烟气脱硫”与您的需求相符。\n\nhttps://market.example.org/matches/1\n"
    mail.send(letter(subject="匹配（一项）：烧结烟气脱硫", body=body))
    (arrived,) = server.to(TO)
    assert arrived["Subject"] == "匹配（一项）：烧结烟气脱硫"
    assert arrived["From"] == "market@example.org"
    assert arrived.get_content().replace("\r\n", "\n") == body


@pytest.mark.enable_socket
def test_a_letter_sent_again_bears_the_same_message_id(server: MailSink) -> None:
    for key in ("7.told.anna", "7.told.anna", "8.told.anna"):
        mail.send(letter(key))
    first, again, other = (message["Message-ID"] for message in server.messages)
    assert first == again == "<7.told.anna@market.example.org>"
    assert other != first


@pytest.mark.enable_socket
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_a_line_break_in_a_subject_makes_no_header(server: MailSink, line_break: str) -> None:
    mail.send(letter(subject=f"标题{line_break}Bcc: eve@example.org"))
    (arrived,) = server.messages
    assert arrived["Bcc"] is None
    assert arrived["Subject"] == "标题 Bcc: eve@example.org"
    assert arrived.get_content().strip() == "您好"


@pytest.mark.usefixtures("given")
def test_a_line_break_in_an_address_is_refused() -> None:
    with pytest.raises(ValueError, match="linefeed"):
        mail.compose(letter(to="anna@example.org\nBcc: eve@example.org"))


@pytest.mark.enable_socket
@pytest.mark.parametrize("code", [550, 551, 553, 554])
def test_an_address_that_does_not_exist_is_refused_for_good(server: MailSink, code: int) -> None:
    server.refused[TO] = f"{code} no such mailbox"
    with pytest.raises(Permanent, match=str(code)):
        mail.send(letter())
    assert server.messages == []


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("answer", "state"), [("450 greylisted", "ready"), ("550 no such mailbox", "dead")]
)
def test_a_mailbox_that_is_busy_is_tried_again_and_one_that_is_not_there_is_parked(
    database: Engine, server: MailSink, answer: str, state: str
) -> None:
    server.refused[TO] = answer
    row = attempted()
    assert (row.state, row.errors) == (state, 1)
    assert answer[:3] in (row.last_error or "")


@pytest.mark.enable_socket
def test_after_greylisting_the_letter_arrives_once(database: Engine, server: MailSink) -> None:
    server.refused[TO] = "450 greylisted"
    row = attempted()
    server.refused.clear()
    with unit() as session:
        session.get_one(Delivery, row.id).not_before = None
    assert react.deliver(row.id, REACTIONS, "tester", 5)
    assert not react.deliver(row.id, REACTIONS, "tester", 5)
    assert len(server.to(TO)) == 1


REACTION = Reaction(
    "thing.told",
    lambda _session, _entry: [(TO, "mail")],
    outside={"mail": lambda _session, _entry, row: partial(mail.send, letter(to=row.recipient))},
)
REACTIONS = {REACTION.name: REACTION}
ON: dict[str, Sequence[Reaction]] = {"thing.made": [REACTION]}


def attempted() -> Delivery:
    """A letter that a fact asked for, after the first attempt to send it."""
    with unit() as session:
        journal.record(session, SYSTEM, "thing.made", Thing())
    react.follow(ON)
    with reading() as session:
        (row,) = session.scalars(select(Delivery)).all()
    react.deliver(row.id, REACTIONS, "tester", 5)
    with reading() as session:
        return session.get_one(Delivery, row.id)


@pytest.mark.enable_socket
def test_a_server_that_is_away_is_no_refusal_for_good(server: MailSink) -> None:
    server.stop()
    with pytest.raises(OSError, match="refused"):
        mail.send(letter())


@pytest.mark.usefixtures("given")
def test_without_a_mail_server_letters_are_kept_as_files(tmp_path: Path) -> None:
    for body in ("第一稿", "您好"):
        mail.send(letter(body=body))
    mail.send(letter("8.told.anna"))
    kept = sorted((tmp_path / "outbox").iterdir())
    assert [file.name for file in kept] == ["7.told.anna.eml", "8.told.anna.eml"]
    message = BytesParser(policy=default).parsebytes(kept[0].read_bytes())
    assert (message["To"], message["Subject"]) == (TO, "撮合成功")
    body = message.get_body()
    assert body is not None
    assert body.get_content().strip() == "您好"
