"""The operator's look at what is sent: every sentence, language and channel. Nothing is sent."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, current_app, render_template

from marketplace.core.consent import must
from marketplace.core.speech import LANGUAGES
from marketplace.core.unit import reading
from marketplace.notices import public, rules
from marketplace.notices.errors import NoSuchTemplate
from marketplace.notices.public import Telling
from marketplace.notices.states import DIGEST, KINDS
from marketplace.notices.words import SAMPLES
from marketplace.web import who

pages = Blueprint("notice_templates_pages", __name__, template_folder="../templates")
# A letter is shown as a mail program would: its own styles, no script, nothing fetched.
SHUT_IN = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}


@pages.get("/notices/templates")
def templates() -> str:
    """Every kind of notice with its sentences, filled with invented words."""
    _only_for_staff()
    groups = [
        (kind, [one for one in _tellings().values() if one.kind == name])
        for name, kind in KINDS.items()
    ]
    return render_template(
        "notices/templates.html", groups=groups, fill=public.fill, samples=SAMPLES, digest=DIGEST
    )


@pages.get("/notices/templates/<name>")
def template(name: str) -> str:
    """One sentence as each channel sends it, in both languages."""
    _only_for_staff()
    several = {language: _previews(name, language) for language in LANGUAGES}
    return render_template("notices/template.html", name=name, several=several)


@pages.get("/notices/templates/<name>/<any(zh, en):language>/<channel>.html")
def letter(name: str, language: Any, channel: str) -> Response:
    """The HTML that a channel sends, shut in."""
    _only_for_staff()
    html = _previews(name, language).get(channel)
    if html is None or html[1].html is None:
        raise NoSuchTemplate
    answer = Response(html[1].html, content_type="text/html; charset=utf-8")
    answer.headers.update(SHUT_IN)
    return answer


def _previews(name: str, language: Any) -> Mapping[str, public.Shown]:
    if name == DIGEST:
        return public.preview_daily(list(_tellings().values()), language)
    if name not in _tellings():
        raise NoSuchTemplate
    return public.preview(_tellings()[name], language)


def _tellings() -> Mapping[str, Telling]:
    found: Mapping[str, Telling] = current_app.extensions["tellings"]
    return found


def _only_for_staff() -> None:
    with reading() as session:
        must(rules.may_see_templates, who.actor(session), None)
