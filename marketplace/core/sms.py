"""Text messages: registered templates through a gateway, or kept as files where none is set.

The gateway is any service that takes this: a POST of JSON `{"id", "to", "signature", "template",
"parameters", "text"}` to SMS_URL, signed with SMS_KEY as Standard Webhooks signs (headers
webhook-id, webhook-timestamp, webhook-signature; id is the message's), with the same id once more
in `Idempotency-Key`. `to` is E.164. It answers 2xx for taken or taken before, 4xx for a number or
template that it will never take, 429 (with Retry-After) or 5xx for later.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from http import HTTPStatus
from string import Template
from typing import Any

from config.settings import settings
from marketplace.core import clock, outbound, shipped, signing
from marketplace.core.deliveries import Later, Permanent

LIMITED_S = 60
GAP = "—"
LATER = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY})
_CHINESE = re.compile(r"1[3-9]\d{9}")
_ABROAD = re.compile(r"\+[1-9]\d{6,14}")


class NoNumber(ValueError):
    """This is no mobile number that text messages reach."""


class NotTaken(Exception):
    """The gateway did not take it this time."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One gap of a text: at most so many characters, looked for under these words."""

    most: int
    source: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Registered:
    """A text as it is registered with the provider, under its code."""

    code: str
    text: str
    parameters: Mapping[str, Parameter]

    def filled(self, words: Mapping[str, Any]) -> dict[str, str]:
        """The parameters from a fact's words, each cut to what was registered."""
        return {name: _short(p, words) for name, p in self.parameters.items()}


@dataclass(frozen=True, slots=True)
class Text:
    """One message; the same `key` always means the same message. `to` is E.164."""

    key: str
    to: str
    template: str
    words: Mapping[str, Any]


def _short(parameter: Parameter, words: Mapping[str, Any]) -> str:
    found = next((str(words[name]) for name in parameter.source if words.get(name)), GAP)
    plain = " ".join(found.split())
    return plain if len(plain) <= parameter.most else plain[: parameter.most - 1] + "…"


@cache
def signature() -> str:
    """The name in 【】 under which texts are registered."""
    return str(shipped.toml("sms_templates.toml")["signature"])


@cache
def templates() -> Mapping[str, Registered]:
    """The registered texts, by what they are for."""
    tables = shipped.toml("sms_templates.toml")["templates"]
    return {name: _registered(table) for name, table in tables.items()}


def _registered(table: Mapping[str, Any]) -> Registered:
    gaps = {
        name: Parameter(int(gap["most"]), tuple(gap["from"]))
        for name, gap in table["parameters"].items()
    }
    return Registered(table["code"], table["zh"], gaps)


def e164(mobile: str) -> str:
    """A kept mobile number as gateways take it. Raises NoNumber."""
    if _CHINESE.fullmatch(mobile):
        return f"+86{mobile}"
    if _ABROAD.fullmatch(mobile):
        return mobile
    raise NoNumber


def written(text: Text) -> dict[str, Any]:
    """What is handed over."""
    template = templates()[text.template]
    filled = template.filled(text.words)
    return {
        "id": text.key,
        "to": text.to,
        "signature": signature(),
        "template": template.code,
        "parameters": filled,
        "text": f"【{signature()}】{Template(template.text).substitute(filled)}",
    }


def send(text: Text) -> None:
    """Hand it over, or keep it in the outbox folder; Permanent, Later, NotTaken, Unreachable."""
    body = json.dumps(written(text), ensure_ascii=False).encode()
    if not settings().sms_url:
        folder = settings().outbox
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{text.key}.sms.json").write_bytes(body)
        return
    now = clock.now()
    keys = [settings().sms_key.encode()]
    headers = signing.headers(keys, text.key, int(now.timestamp()), body)
    headers["Idempotency-Key"] = text.key
    answer = outbound.post(settings().sms_url, body, headers, trusted=True)
    if answer.fine:
        return
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Later(now + timedelta(seconds=answer.retry_after or LIMITED_S))
    never = HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR
    if never and answer.status not in LATER:
        raise Permanent(f"the gateway answered {answer.status}")
    raise NotTaken(f"the gateway answered {answer.status}")
