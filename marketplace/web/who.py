"""Who asks, and which version they saw: read from the request, told to the action."""

from collections.abc import Callable

from flask import current_app, g, request
from sqlalchemy.orm import Session

from marketplace.core.actor import NOBODY, Actor
from marketplace.core.errors import Malformed, PreconditionRequired, Unauthenticated

COOKIE = "market_session"
Resolve = Callable[[Session, str, str, str | None], Actor]


class BadVersion(Malformed):
    """If-Match must be the ETag of the version you saw, like "3"."""

    code = "bad-version"
    zh = 'If-Match 应为您所看到版本的 ETag，例如 "3"。'


def actor(session: Session) -> Actor:
    """The actor of this request, by bearer token or by session cookie; NOBODY without either.

    A token that is unknown or ended is Unauthenticated; a cookie that is, is nobody.
    """
    kept: Actor | None = g.get("actor")
    if kept is None:
        kept = g.actor = _resolve(session)
    return kept


def _resolve(session: Session) -> Actor:
    resolve: Resolve = current_app.extensions["who"]
    behalf = request.headers.get("X-On-Behalf-Of")
    token = bearer()
    if token is not None:
        found = resolve(session, token, "api", behalf)
        if not found.is_somebody:
            raise Unauthenticated
        return found
    cookie = request.cookies.get(COOKIE)
    return resolve(session, cookie, "session", behalf) if cookie else NOBODY


def bearer() -> str | None:
    """The token this request carries; None where it carries none."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def seen() -> int:
    """The version the caller saw: If-Match of the API, the hidden `version` of a form."""
    value = request.headers.get("If-Match") or request.form.get("version")
    if value is None:
        raise PreconditionRequired
    try:
        return int(value.removeprefix("W/").strip('" '))
    except ValueError as error:
        raise BadVersion from error
