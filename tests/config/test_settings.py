"""What an operator sets is checked once, and refused in words that name the variable."""

import os
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config import secret, urls
from config.errors import BadSettings
from config.settings import Settings, settings

Read = Callable[..., Settings]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Read:
    """Read settings from exactly the variables given."""
    for name in list(os.environ):
        if name not in {"PATH", "HOME"} and not name.startswith(("PYTEST", "COV")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))

    def reader(**given: str) -> Settings:
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        try:
            return settings()
        finally:
            settings.cache_clear()

    return reader


def test_defaults_are_sqlite_and_an_embedded_broker(read: Read, tmp_path: Path) -> None:
    found = read()
    assert found.database_url == f"sqlite:///{tmp_path}/market.db"
    assert found.sqlite
    assert found.embedded_broker
    assert found.trusted_hosts == ("127.0.0.1", "localhost")
    assert found.public_url == "http://127.0.0.1:8000"


def test_a_relative_data_folder_becomes_absolute(
    read: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert read(MARKET_DATA="here").data == tmp_path / "here"


@pytest.mark.parametrize(
    "given",
    ["postgres://a:p%40@h:1/d", "postgresql://a:p%40@h:1/d", "postgresql+psycopg://a:p%40@h:1/d"],
)
def test_every_spelling_of_postgresql_is_understood(read: Read, given: str) -> None:
    found = read(DATABASE_URL=given)
    assert found.database_url == "postgresql+psycopg://a:p%40@h:1/d"
    assert not found.sqlite


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "abc", "integer"),
        ("PORT", "70000", "65535"),
        ("DATABASE_URL", "mysql://x", "postgresql://"),
        ("DATABASE_URL", "sqlite://", "must name a file"),
        ("DATABASE_URL", "nonsense", "not a database address"),
        ("REDIS_URL", "amqp://x", "redis://"),
        ("MARKET_LANG", "fr", "zh, en"),
        ("MARKET_CITY", "41", "410300"),
        ("SMTP_URL", "localhost:25", "smtp://"),
        ("MAIL_FROM", "nobody", "e-mail"),
        ("PUBLIC_URL", "market.org", "https://"),
        ("SECRET_KEY", "short", "32"),
        ("LEASE_SECONDS", "0", "0"),
        ("WORKER_PROCESSES", "0", "0"),
        ("LOG_FORMAT", "xml", "json"),
        ("SMS_URL", "gateway.example.org", "https://"),
        ("SMS_KEY", "short", "32"),
        ("OUTBOUND_PORTS", "443,x", "443,8443"),
    ],
)
def test_a_bad_value_is_one_line_that_names_its_variable(
    read: Read, name: str, value: str, words: str
) -> None:
    with pytest.raises(BadSettings) as refused:
        read(**{name: value})
    line = str(refused.value)
    assert line.startswith(f"{name}: ")
    assert words in line
    assert "\n" not in line


def test_a_gateway_of_text_messages_wants_the_key_that_signs(read: Read) -> None:
    with pytest.raises(BadSettings, match="SMS_KEY"):
        read(SMS_URL="https://gateway.example.org")


def test_all_bad_values_are_named_at_once(read: Read) -> None:
    with pytest.raises(BadSettings) as refused:
        read(PORT="x", MARKET_LANG="fr")
    assert {"PORT", "MARKET_LANG"} <= {
        part.partition(":")[0] for part in str(refused.value).split("; ")
    }


def test_passwords_never_show_in_a_printed_setting(read: Read) -> None:
    shown = repr(read(DATABASE_URL="postgresql://a:hush@h/d", SECRET_KEY="hush" * 9))
    assert "hush" not in shown


@pytest.mark.parametrize("given", ["", "unix:///run/v.sock", "redis+socket:///run/v.sock"])
def test_a_unix_socket_has_three_spellings(given: str) -> None:
    spelt = urls.broker(given, Path("/run/v.sock"))
    assert spelt == urls.Spellings(
        "redis+socket:///run/v.sock", "unix:///run/v.sock", "redis+unix:///run/v.sock"
    )


@pytest.mark.parametrize("given", ["redis://h:1/0", "rediss://u:p@h:1/2", "sentinel://h:26379/0"])
def test_a_broker_on_the_network_keeps_its_spelling(given: str) -> None:
    assert set(urls.broker(given, Path()).__getstate__()) == {given}


def test_the_socket_is_found_through_the_link(read: Read, tmp_path: Path) -> None:
    short = tmp_path / "short"
    short.mkdir()
    (tmp_path / "run").symlink_to(short)
    assert read().broker_url == f"redis+socket://{short}/valkey.sock"


def test_the_secret_key_is_made_once_also_by_many_at_once(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: secret.kept(tmp_path), range(16)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 32
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["secret_key"]


def test_a_given_secret_key_is_used_and_none_is_made(read: Read, tmp_path: Path) -> None:
    assert read(SECRET_KEY="k" * 32).secret_key == "k" * 32
    assert not (tmp_path / "secret_key").exists()
