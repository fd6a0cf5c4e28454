"""The status of every refusal, here and nowhere else; as problem+json and as a page (RFC 9457)."""

from collections.abc import Mapping
from typing import Any

import structlog
from flask import Flask, Response, json, render_template, request
from werkzeug.exceptions import HTTPException

from marketplace.core import errors
from marketplace.core.speech import Phrase
from marketplace.web.messages import told
from marketplace.web.speech import language

STATUS: Mapping[type[errors.Problem], int] = {
    errors.Malformed: 400,
    errors.Unauthenticated: 401,
    errors.Refused: 403,
    errors.Missing: 404,
    errors.Conflict: 409,
    errors.Stale: 412,
    errors.TooLarge: 413,
    errors.Invalid: 422,
    errors.PreconditionRequired: 428,
    errors.TooMany: 429,
    errors.Unavailable: 503,
}
BY_STATUS = {status: kind for kind, status in STATUS.items()}
METHOD = Phrase("该地址不支持这种请求方式。", "This address does not take that method.")
BROKEN = Phrase(
    "系统内部出现错误，已记录。您提交的内容没有保存。",
    "Something broke inside and was recorded. What you sent was not saved.",
)

log = structlog.get_logger()


def status(kind: type[errors.Problem]) -> int:
    """The status of the nearest kind; 500 for a problem of no kind."""
    return next((STATUS[k] for k in kind.__mro__ if k in STATUS), 500)


def answer(code: str, number: int, words: Phrase, data: Mapping[str, object]) -> Response:
    """problem+json under /api, a page elsewhere."""
    shown = {name: _shown(value) for name, value in data.items()}
    if request.path.startswith("/api/"):
        title = words.to(language())
        body = {
            "type": f"/problems/{code}",
            "title": title,
            "status": number,
            "code": code,
            **shown,
        }
        return Response(json.dumps(body), number, content_type="application/problem+json")
    return Response(_page(code, number, words, shown), number)


def _shown(value: object) -> object:
    """Words in the reader's language, however deep they lie; anything else as it is."""
    match value:
        case Phrase():
            return value.to(language())
        case list():
            return [_shown(one) for one in value]
        case dict():
            return {name: _shown(one) for name, one in value.items()}
    return value


def _page(code: str, number: int, words: Phrase, data: Mapping[str, object]) -> str:
    return render_template("problem.html", code=code, status=number, words=words, data=data)


def register(app: Flask) -> None:
    """Hang the handlers in; after flask-smorest, whose own handler they replace."""
    app.register_error_handler(errors.Problem, _problem)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)
    app.add_url_rule("/problems/<code>", "problem", explain)


def _problem(error: errors.Problem) -> Response:
    response = answer(error.code, status(type(error)), error.phrase(), error.data)
    if isinstance(error, errors.Unauthenticated):
        response.headers["WWW-Authenticate"] = 'Bearer realm="market"'
    if "retry_after" in error.data:
        response.headers["Retry-After"] = str(error.data["retry_after"])
    return response


def _http(error: HTTPException) -> Response:
    number = error.code or 500
    if number < 400:  # noqa: PLR2004 - a redirect that routing raises is an answer, no problem.
        return Response(error.get_body(), number, headers=dict(error.get_headers()))
    details: Any = getattr(error, "data", None) or {}
    data = {"errors": told(details["messages"])} if "messages" in details else {}
    kind = BY_STATUS.get(number)
    if kind:
        return answer(kind.code, number, kind.phrase(), data)
    words = METHOD if number == 405 else BROKEN if number >= 500 else errors.Malformed.phrase()  # noqa: PLR2004 - HTTP's own numbers.
    response = answer(error.name.lower().replace(" ", "-"), number, words, data)
    if "Allow" in (headers := dict(error.get_headers())):
        response.headers["Allow"] = headers["Allow"]
    return response


def _broken(error: Exception) -> Response:
    log.error("request.broken", path=request.path, exc_info=error)
    return answer("broken", 500, BROKEN, {})


def explain(code: str) -> str:
    """What a problem's type address leads to: its explanation in the reader's language."""
    for kind in errors.every():
        if kind.code == code:
            return _page(code, status(kind), kind.phrase(), {})
    raise errors.Missing
