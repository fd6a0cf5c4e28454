"""A real Chromium for journeys, the one of this machine."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.servers import run

HOW = "Chromium is missing: `apt-get install chromium fonts-noto-cjk`."
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def program() -> str:
    """Find Chromium: $CHROMIUM, then PATH; MissingServerError says how to get it."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    for name in names:
        if name and (found := shutil.which(name)):
            return found
    raise run.MissingServerError(HOW)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser; open pages with `new_context(locale="zh-CN")`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=list(QUIET))
        yield browser
        browser.close()
