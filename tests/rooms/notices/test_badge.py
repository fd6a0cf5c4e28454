"""The number beside the inbox follows what arrives while the page is open."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

from playwright.sync_api import Browser
from sqlalchemy import Engine
from werkzeug.serving import WSGIRequestHandler, make_server

from marketplace.core import db
from marketplace.core.actor import Actor
from marketplace.core.unit import reading, unit
from marketplace.identity.models import Person
from marketplace.notices import actions
from marketplace.web.who import COOKIE
from tests.factories.identity import actor
from tests.factories.notices import happened, telling
from tests.factories.web import token_of


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - Werkzeug's name.
        pass


@contextmanager
def served(to: Engine) -> Iterator[str]:
    """The whole application on a database with real commits."""
    from marketplace.app import create_app

    app = create_app()
    db.bind(to)
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def told(who: Actor) -> None:
    with reading() as session:
        row = session.get_one(Person, who.person)
    happened(telling(row), title="甲", what="申请")


def test_the_badge_follows_without_loading_the_page_anew(
    committed: Engine, browser: Browser
) -> None:
    who = actor("holder")
    with served(committed) as url:
        context = browser.new_context(locale="zh-CN")
        context.add_cookies([{"name": COOKIE, "value": token_of(who, "session"), "url": url}])
        page = context.new_page()
        page.goto(f"{url}/settings/notices")
        badge = page.locator(".me .count")
        assert badge.is_hidden()
        told(who)
        with page.expect_response("**/api/v1/notices/unread") as answer:
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert answer.value.status == 200
        badge.wait_for(state="visible")
        assert page.locator(".unread-count").inner_text() == "1"
        with page.expect_response("**/api/v1/notices/unread") as answer:
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        assert answer.value.status == 304
        with unit() as session:
            actions.read_all(session, who)
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        badge.wait_for(state="hidden")
        context.close()
