"""What every answer and every form is guarded by, whichever room it belongs to."""

import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

import structlog
from flask import Flask, Response, current_app, g, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import SecurityError

from marketplace.core import errors
from marketplace.web import who

MEGABYTE = 1 << 20
View = TypeVar("View", bound=Callable[..., Any])

_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not `no-referrer`: the same-origin referrer is part of the check of forms over TLS.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_WELL_FORMED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

_CARRIES = "carries_its_right"

csrf = CSRFProtect()


class FormNotOurs(errors.Malformed):
    """This form has expired or did not come from this site. Open the page again and resend it."""

    code = "form-not-ours"
    zh = "表单已过期或并非来自本站，请重新打开页面后再提交。"


def request_id() -> str:
    """The name of this request in answers and logs; empty outside the shield."""
    return str(g.get("request_id", ""))


def carries_its_right(view: View) -> View:
    """Mark a view whose address itself is the right to what it does, whoever sends the form.

    Cookies give nothing there, so nothing can be forged with them: a mail program's one click.
    """
    setattr(view, _CARRIES, True)
    return view


def _name_the_request() -> None:
    given = request.headers.get("X-Request-Id", "")
    g.request_id = given if _WELL_FORMED_ID.fullmatch(given) else uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _only_under_our_name() -> Response | None:
    """Answer a foreign Host in plain text: no page can be drawn, since no address can be made."""
    if isinstance(request.routing_exception, SecurityError):
        text = "本站不使用该域名。\nThis market does not answer under that name.\n"
        return Response(text, 400, content_type="text/plain; charset=utf-8")
    return None


def _holds_cookie() -> bool:
    return not {who.COOKIE, _session_cookie()}.isdisjoint(request.cookies)


def _session_cookie() -> str:
    return str(current_app.config["SESSION_COOKIE_NAME"])


def _forms_are_ours() -> None:
    """Refuse a write that another site's page may have sent with our reader's cookies.

    A browser adds cookies by itself but never a bearer token, so a request of the API that carries
    a token, or no cookie at all, cannot be forged that way.
    """
    if request.method in _SAFE or request.endpoint is None:
        return
    if getattr(current_app.view_functions[request.endpoint], _CARRIES, False):
        return
    bearer = request.headers.get("Authorization", "").lower().startswith("bearer ")
    if request.path.startswith("/api/") and (bearer or not _holds_cookie()):
        return
    if _foreign(request.headers.get("Origin")):
        raise FormNotOurs
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise FormNotOurs
    try:
        csrf.protect()
    except CSRFError as refusal:
        raise FormNotOurs from refusal


def _foreign(origin: str | None) -> bool:
    """Whether a request says that another site's page sent it; what cannot be read is foreign."""
    try:
        return origin is not None and urlsplit(origin).netloc != request.host
    except ValueError:
        return True


def _text_has_no_nul() -> None:
    """Refuse the one character that no text of ours may hold and PostgreSQL cannot keep."""
    given = request.args if request.path.startswith("/api/") else request.values
    names = [name for name, value in given.items(multi=True) if "\0" in name + value]
    if names or "\0" in request.path:
        raise errors.Malformed


def _cover(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["X-Request-Id"] = request_id()
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint == "web.static":
        if "v" in request.args and response.status_code in (200, 304):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
    response.vary.add("Cookie")
    # A session that is about to be sent holds the token of the form just drawn.
    if _holds_cookie() or session.modified:
        response.headers["Cache-Control"] = "no-store"
    return response


def _limits(app: Flask) -> None:
    """Bound what a request may bring; a setting made before wins."""
    config = app.config
    config["MAX_CONTENT_LENGTH"] = config["MAX_CONTENT_LENGTH"] or 64 * MEGABYTE
    config["MAX_FORM_MEMORY_SIZE"] = config["MAX_FORM_MEMORY_SIZE"] or MEGABYTE
    config["MAX_FORM_PARTS"] = config["MAX_FORM_PARTS"] or 1000
    config["SESSION_COOKIE_SAMESITE"] = config["SESSION_COOKIE_SAMESITE"] or "Lax"
    # Our own check decides when a form needs its token; a token lives as long as its session,
    # since a dossier may take an afternoon to fill in.
    config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    config["WTF_CSRF_CHECK_DEFAULT"] = False


def register(app: Flask) -> None:
    """Guard the application; call it before any other `before_request` is hung in.

    Settings: `TRUSTED_HOSTS` (list of host names, or None to answer to any), `MAX_CONTENT_LENGTH`.
    A view may set a stricter header itself (a served file: its own sandbox policy); it is kept.
    """
    _limits(app)
    csrf.init_app(app)
    app.before_request(_name_the_request)
    app.before_request(_only_under_our_name)
    app.before_request(_forms_are_ours)
    app.before_request(_text_has_no_nul)
    app.after_request(_cover)
