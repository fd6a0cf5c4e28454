"""From where a request comes, told so that it can be counted and not be traced back."""

import hmac

from flask import current_app, has_request_context, request

from marketplace.core.clock import today


def sender() -> str | None:
    """A keyed hash of the caller's address, another one every day; None without an address."""
    if not has_request_context() or request.remote_addr is None:
        return None
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"{today()} {request.remote_addr}".encode(), "sha256").hexdigest()
