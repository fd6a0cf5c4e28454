"""Addresses that pages need: this page slightly changed, a static file, a place in another room."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from flask import current_app, request, url_for

from marketplace.web.speech import language

STATIC = Path(__file__).parent / "static"


def url_with(**changes: object) -> str:
    """The address of this page with query parameters set, replaced, or (None) taken away."""
    kept = [(k, v) for k, v in request.args.items(multi=True) if k not in changes]
    for key, value in changes.items():
        if value is None:
            continue
        many = value if isinstance(value, Iterable) and not isinstance(value, str) else [value]
        kept += [(key, str(each)) for each in many]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def rest_of(*names: str) -> list[tuple[str, str]]:
    """The query parameters of this page but for some, in order: what a small form sends along."""
    return [(k, v) for k, v in request.args.items(multi=True) if k not in names and v]


def toggled(name: str, value: str) -> str:
    """This page with `name=value` added, or taken off where it is on; back to the first page."""
    on = request.args.getlist(name)
    rest = [each for each in on if each != value]
    return url_with(**{name: rest if len(rest) < len(on) else [*on, value], "after": None})


def other_language_url() -> str:
    """This page in the other language."""
    return url_with(lang="en" if language() == "zh" else "zh")


@cache
def _fingerprint(path: Path, _changed_at: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def asset(name: str) -> str:
    """The address of a static file, with the hash of its content so that it may be kept forever."""
    path = STATIC / name
    return url_for("web.static", filename=name, v=_fingerprint(path, path.stat().st_mtime_ns))


def place(name: str) -> str | None:
    """The address of a named place (sign_in, inbox, …) where this application has it."""
    endpoint = current_app.extensions.get("places", {}).get(name)
    return url_for(endpoint) if endpoint in current_app.view_functions else None
