"""Signing what is posted, as Standard Webhooks 1.0 does: id, time and body under one key."""

import base64
import hashlib
import hmac
from collections.abc import Sequence

JSON = "application/json"


def signature(key: bytes, name: str, stamp: int, body: bytes) -> str:
    """What proves to the holder of a key who wrote the body, when, and under which id."""
    sealed = hmac.new(key, f"{name}.{stamp}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(sealed.digest()).decode()}"


def headers(keys: Sequence[bytes], name: str, stamp: int, body: bytes) -> dict[str, str]:
    """The headers of a signed call; one signature for each key that is good now."""
    return {
        "Content-Type": JSON,
        "webhook-id": name,
        "webhook-timestamp": str(stamp),
        "webhook-signature": " ".join(signature(key, name, stamp, body) for key in keys),
    }
