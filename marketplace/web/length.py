"""Addresses are bounded before anybody reads them.

Taking a query string of a megabyte apart costs many seconds, and a page that links to itself
repeats it dozens of times. The longest address of ours is a search with its filters and a page
cursor of 16,000 letters.
"""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, request

from marketplace.core import errors
from marketplace.core.speech import LANGUAGES

LONGEST = 32_768
_MARK = "market.address_too_long"
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class AddressTooLong(errors.Malformed):
    """This address is too long. Search with fewer words and filters, or open the page anew."""

    code = "address-too-long"
    zh = "地址过长。请减少搜索词和筛选条件，或重新打开页面。"


def register(app: Flask) -> None:
    """Cut an address that is too long before the application sees it, and refuse it by name."""
    app.wsgi_app = _cutting(app.wsgi_app)  # type: ignore[assignment,method-assign]
    app.before_request(_refuse)


def _cutting(inner: Wsgi) -> Wsgi:
    def cut(given: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        path, asked = given.get("PATH_INFO", ""), given.get("QUERY_STRING", "")
        if len(path) + len(asked) > LONGEST:
            spoken = next((f"lang={one}" for one in LANGUAGES if f"lang={one}" in asked), "")
            rest = {name: value for name, value in given.items() if not name.endswith("_URI")}
            given = rest | {"QUERY_STRING": spoken, "PATH_INFO": path[:256], _MARK: True}
        return inner(given, start)

    return cut


def _refuse() -> None:
    if request.environ.get(_MARK):
        raise AddressTooLong
