"""The settings of this installation, read once from the environment; nothing else reads it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from environs import Env, EnvValidationError, validate
from marshmallow import ValidationError

from config import secret, urls
from config.errors import BadSettings

Language = Literal["zh", "en"]
LogFormat = Literal["console", "json"]
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 -- Compared with, never bound to.
KEPT = "market.env"
ABOVE_ZERO = validate.Range(min=0, min_inclusive=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator chooses without touching code; the README has the table."""

    data: Path
    database_url: str = field(repr=False)
    given_redis_url: str = field(repr=False)
    lang: Language
    name: str
    city: str
    host: str
    port: int
    public_url: str
    trusted_hosts: tuple[str, ...]
    smtp_url: str = field(repr=False)
    mail_from: str
    given_secret_key: str = field(repr=False)
    sms_url: str = field(repr=False)
    sms_key: str = field(repr=False)
    outbound_ports: frozenset[int]
    outbound_loopback: bool
    lease_seconds: float
    relay_interval: float
    web_threads: int
    worker_processes: int
    log_format: LogFormat

    @property
    def embedded_broker(self) -> bool:
        """Whether `market serve` runs its own Valkey, because no REDIS_URL is given."""
        return not self.given_redis_url

    @property
    def sqlite(self) -> bool:
        """Whether the database is a file of this machine."""
        return self.database_url.startswith("sqlite")

    @property
    def runtime(self) -> Path:
        """The link in the data folder to the short folder of sockets `market serve` makes."""
        return self.data / "run"

    @property
    def socket(self) -> Path:
        """The embedded Valkey's socket, resolved: a socket's path must stay under 108 bytes."""
        return self.runtime.resolve() / "valkey.sock"

    @property
    def broker_url(self) -> str:
        """The broker as kombu spells it."""
        return urls.broker(self.given_redis_url, self.socket).kombu

    @property
    def redis_url(self) -> str:
        """The broker as redis-py spells it."""
        return urls.broker(self.given_redis_url, self.socket).redis_py

    @property
    def limits_url(self) -> str:
        """The broker as rate limiters spell it."""
        return urls.broker(self.given_redis_url, self.socket).limits

    @property
    def secret_key(self) -> str:
        """SECRET_KEY, or one made once and kept for its owner's eyes in the data folder."""
        return self.given_secret_key or secret.kept(self.data)

    @property
    def index(self) -> Path:
        """The folder of the search index."""
        return self.data / "index"

    @property
    def files(self) -> Path:
        """The folder of uploaded files."""
        return self.data / "files"

    @property
    def kept(self) -> Path:
        """Where `market init` keeps the market's own name and city."""
        return self.data / KEPT

    @property
    def outbox(self) -> Path:
        """Where mails are kept as files while no SMTP_URL is given."""
        return self.data / "outbox"


@cache
def settings() -> Settings:
    """Read the settings of this process; BadSettings names the variable that is wrong."""
    env = Env(eager=False)
    _recall(env)
    try:
        values = _network(env) | _house(env) | _outward(env) | _machinery(env)
        env.seal()
    except EnvValidationError as error:
        raise BadSettings(_one_line(error)) from None
    return Settings(**values)


def _recall(env: Env) -> None:
    """Read what `market init` kept in the data folder; variables of the environment come first."""
    path = _data(env) / KEPT
    if path.is_file():
        env.read_env(path, recurse=False)


def _data(env: Env) -> Path:
    return Path(env.str("MARKET_DATA", ".market") or ".market").expanduser().absolute()


def _house(env: Env) -> dict[str, Any]:
    data = _data(env)
    default = f"sqlite:///{data / 'market.db'}"
    return {
        "data": data,
        "database_url": _checked(env, "DATABASE_URL", urls.database, default),
        "given_redis_url": _checked(env, "REDIS_URL", _broker, ""),
        "lang": env.str("MARKET_LANG", "zh", validate=validate.OneOf(get_args(Language))),
        "name": env.str("MARKET_NAME", "绿色技术大市场"),
        "city": env.str("MARKET_CITY", "410300", validate=_city),
        "given_secret_key": _checked(env, "SECRET_KEY", _long, ""),
    }


def _network(env: Env) -> dict[str, Any]:
    host = env.str("HOST", "127.0.0.1")
    port = env.int("PORT", 8000, validate=validate.Range(1, 65535))
    shown = "127.0.0.1" if host in EVERYWHERE else host
    public = _checked(env, "PUBLIC_URL", _public, f"http://{shown}:{port}")
    return {
        "host": host,
        "port": port,
        "public_url": public,
        "trusted_hosts": tuple(env.list("TRUSTED_HOSTS", []) or ()) or _own_names(host, public),
        "smtp_url": _checked(env, "SMTP_URL", _smtp, ""),
        "mail_from": env.str("MAIL_FROM", "market@localhost.localdomain", validate=_address),
    }


def _outward(env: Env) -> dict[str, Any]:
    return {
        "sms_url": _checked(env, "SMS_URL", _public, ""),
        "sms_key": _checked(env, "SMS_KEY", _long, ""),
        "outbound_ports": frozenset(env.list("OUTBOUND_PORTS", [443], subcast=int)),
        "outbound_loopback": env.bool("OUTBOUND_LOOPBACK", default=False),
    }


def _machinery(env: Env) -> dict[str, Any]:
    return {
        "lease_seconds": env.float("LEASE_SECONDS", 40.0, validate=ABOVE_ZERO),
        "relay_interval": env.float("RELAY_INTERVAL", 0.5, validate=ABOVE_ZERO),
        "web_threads": env.int("WEB_THREADS", 4, validate=ABOVE_ZERO),
        "worker_processes": env.int("WORKER_PROCESSES", 2, validate=ABOVE_ZERO),
        "log_format": env.str(
            "LOG_FORMAT", "console", validate=validate.OneOf(get_args(LogFormat))
        ),
    }


def _checked(env: Env, name: str, check: Callable[[str], str], default: str) -> str:
    """Return the checked value of a variable; the default where it is absent or empty."""
    value: str | None = env.str(name, "", validate=partial(_try, check))
    return check(value) if value else default


def _try(check: Callable[[str], str], value: str) -> None:
    try:
        if value:
            check(value)
    except ValueError as error:
        raise ValidationError(str(error)) from error


def _broker(value: str) -> str:
    urls.broker(value, Path())
    return value


def _smtp(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError("must look like smtp://host:25 or smtps://user:password@host:465")
    return value


def _public(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("must look like https://market.example.org")
    return value.rstrip("/")


def _long(value: str) -> str:
    if len(value) < 32:  # noqa: PLR2004 -- 128 bits written in hexadecimal.
        raise ValueError("must have 32 characters or more")
    return value


_city = validate.Regexp(r"^\d{6}$", error="must be a region code of six digits, such as 410300")
_address = validate.Regexp(r"^[^\s@]+@[^\s@]+$", error="must be an e-mail address")


def _own_names(host: str, public_url: str) -> tuple[str, ...]:
    """Guess the names this market answers to where TRUSTED_HOSTS gives none."""
    names = (urlsplit(public_url).hostname, host, "127.0.0.1", "localhost")
    return tuple(dict.fromkeys(n for n in names if n and n not in EVERYWHERE))


def _one_line(error: EnvValidationError) -> str:
    found = error.error_messages
    pairs = found.items() if isinstance(found, dict) else [("", found)]
    return "; ".join(f"{name}: {' '.join(map(str, messages))}" for name, messages in pairs)
