"""The language of the reader of this request."""

from flask import Flask, Response, current_app, g, request
from werkzeug.datastructures import ImmutableMultiDict

from marketplace.core import speech
from marketplace.core.speech import LANGUAGES, Language, Phrase

COOKIE = "lang"
_YEAR = 365 * 24 * 3600


def _known(code: object) -> Language | None:
    return next((language for language in LANGUAGES if language == code), None)


def language() -> Language:
    """The reader's language: asked for in the address, else their cookie, else the market's own.

    A program has no cookie: what it says of itself counts before the market's own.
    """
    asked: Language | None = g.get("language_asked")
    return (
        asked
        or _known(request.cookies.get(COOKIE))
        or _preferred()
        or _known(current_app.config.get("MARKET_LANG"))
        or "zh"
    )


def _preferred() -> Language | None:
    """What a program asks for in its headers; browsers say theirs unasked, and have a switch."""
    if not request.path.startswith("/api/"):
        return None
    return _known(request.accept_languages.best_match(LANGUAGES))


def say(zh: str, en: str) -> str:
    """Whichever of the two texts the reader reads."""
    return zh if language() == "zh" else en


def speak(words: Phrase | str, **values: object) -> str:
    """A phrase in the reader's language with its `{names}` filled; plain text stays as it is."""
    return words if isinstance(words, str) else words.to(language(), **values)


def label(labels: dict[str, Phrase], key: str) -> str:
    """The reader's word for a key of a vocabulary."""
    return speech.label(labels, key, language())


def _listen() -> None:
    """Take `lang` out of the query, so that no door has to know it as one of its parameters."""
    if COOKIE in request.args:
        g.language_asked = _known(request.args[COOKIE])
        rest = [pair for pair in request.args.items(multi=True) if pair[0] != COOKIE]
        request.args = ImmutableMultiDict(rest)


def _remember(response: Response) -> Response:
    asked = g.get("language_asked")
    if asked:
        response.set_cookie(
            COOKIE, asked, max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure
        )
    return response


def register(app: Flask) -> None:
    """Listen for `?lang=` on every request and remember the answer in a cookie."""
    app.before_request(_listen)
    app.after_request(_remember)
