"""Standard Webhooks 1.0: three headers, of which the third signs the other two and the body."""

import base64
import json
import secrets
from collections.abc import Sequence
from http import HTTPStatus

from marketplace.core import signing
from marketplace.core.outbound import Answer
from marketplace.outreach.rules.message import Message, Request, Verdict

PREFIX = "whsec_"
SECRET_BYTES = 32
LIMITED_S = 60


def new_secret() -> str:
    """A secret as the receiver is shown it, once."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def key_of(secret: str) -> bytes:
    """The key in a secret."""
    return base64.b64decode(secret.removeprefix(PREFIX))


def request(message: Message, url: str, secrets_: Sequence[str], stamp: int) -> Request:
    """The message as an own system takes it; one signature for each secret that is good now."""
    body = json.dumps(content(message), ensure_ascii=False, separators=(",", ":")).encode()
    keys = [key_of(secret) for secret in secrets_]
    return Request(url, signing.headers(keys, message.key, stamp, body), body)


def content(message: Message) -> dict[str, object]:
    """Type, time and data: the public words in both languages, the ids, where it leads."""
    return {
        "type": message.fact,
        "timestamp": message.at.isoformat().replace("+00:00", "Z"),
        "data": {
            "kind": message.kind,
            "subject": {"kind": message.subject_kind, "id": str(message.subject_id)},
            "words": {"zh": message.words.zh, "en": message.words.en},
            "url": message.url,
        },
    }


def verdict(answer: Answer) -> Verdict:
    """What the status means: 2xx taken, 410 never again, anything else later."""
    if answer.fine:
        return Verdict("taken")
    if answer.status == HTTPStatus.GONE:
        return Verdict("gone")
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        return Verdict("limited", answer.retry_after or LIMITED_S)
    return Verdict("refused")
