"""Standard Webhooks 1.0: three headers, of which the third signs the other two and the body."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from http import HTTPStatus

from marketplace.core.outbound import Answer
from marketplace.outreach.rules.message import Message, Request, Verdict

PREFIX = "whsec_"
SECRET_BYTES = 32
LIMITED_S = 60


def new_secret() -> str:
    """A secret as the receiver is shown it, once."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def signature(secret: str, key: str, stamp: int, body: bytes) -> str:
    """What proves to the holder of a secret who wrote the body, when, and under which id."""
    signed = f"{key}.{stamp}.".encode() + body
    sealed = hmac.new(base64.b64decode(secret.removeprefix(PREFIX)), signed, hashlib.sha256)
    return f"v1,{base64.b64encode(sealed.digest()).decode()}"


def request(message: Message, url: str, keys: Sequence[str], stamp: int) -> Request:
    """The message as an own system takes it; one signature for each secret that is good now."""
    body = json.dumps(content(message), ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message.key,
        "webhook-timestamp": str(stamp),
        "webhook-signature": " ".join(signature(key, message.key, stamp, body) for key in keys),
    }
    return Request(url, headers, body)


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
