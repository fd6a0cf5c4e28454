"""The gallery in a real browser: readable by everybody, at every width, in both schemes."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.web import gallery


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - Werkzeug's name.
        pass


@contextmanager
def _served() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, gallery.build(), threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with _served() as address:
        yield address


@pytest.fixture(params=["light-1280-zh", "light-390-en", "dark-1280-en", "dark-390-zh"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    scheme, width, lang = request.param.split("-")
    context = browser.new_context(
        color_scheme=scheme,
        viewport={"width": int(width), "height": 900},
        extra_http_headers={"Cookie": f"lang={lang}"},
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ["/", "/problem"])
def test_pages_are_accessible_and_keep_the_content_policy(page: Page, url: str, path: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(url + path)
    for fold in page.query_selector_all("summary:visible"):
        if not fold.evaluate("e => e.parentElement.open"):
            fold.click()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "best-practice"]})

    assert not found.response["violations"], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [text for text in complaints if "status of 412" not in text] == []


def test_a_move_with_a_reason_works_without_a_script(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(url)

    page.get_by_text("终止谈判…").click()
    page.get_by_label("终止原因").select_option("price")
    page.get_by_label("补充说明").fill("价格差距过大")

    assert page.get_by_role("button", name="终止谈判", exact=True).is_visible()
    context.close()


def test_progress_is_asked_for_until_it_is_done(browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    answers: list[int] = []
    page.on("response", lambda r: answers.append(r.status) if r.url.endswith("/import") else None)
    with _served() as url:
        page.goto(url)
        page.locator(".progress:not([data-poll])").get_by_text("已完成").wait_for()

        assert answers == [200, 304, 200]
        assert page.locator(".progress").count() == 1
        context.close()


def test_the_files_chosen_are_named_before_they_are_sent(browser: Browser, url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    report = {"name": "检测报告.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2**20}

    page.get_by_label("检测报告").set_input_files(files=[report])

    assert page.locator(".chosen").inner_text() == "检测报告.pdf (1.0 MB)"
    context.close()


def test_an_irreversible_step_is_asked_about_first(browser: Browser, url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_role("button", name="接受条款").click()

    assert asked == ["接受后不能撤回。"]
    assert page.url == f"{url}/"
    context.close()
