"""Somebody in front of a browser: fills forms by their field names, presses what is written."""

from dataclasses import dataclass
from typing import Self

from playwright.sync_api import Browser, Locator, Page, expect

PATIENCE_MS = 20_000


@dataclass(slots=True)
class Visitor:
    """One person with a browser of their own."""

    page: Page
    base: str

    @classmethod
    def come(cls, browser: Browser, base: str, width: int = 1280) -> Self:
        """Open a browser at a market's front page."""
        context = browser.new_context(locale="zh-CN", viewport={"width": width, "height": 900})
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        # What cannot be taken back asks once more, and the visitor means it.
        page.on("dialog", lambda dialog: dialog.accept())
        return cls(page, base)

    def register(self, name: str, email: str, password: str, firm: str, kind: str) -> None:
        """Open an account with an organisation."""
        self.go("/register")
        given = {"name": name, "email": email, "password": password, "org_name": firm}
        self.fill("/register", given, org_kinds=[kind], press="注册并登录")

    def sign_in(self, email: str, password: str) -> None:
        """Sign in by the form."""
        self.go("/sign-in")
        self.fill("/sign-in", {"login": email, "password": password}, press="登录")

    def go(self, path: str) -> None:
        """Open a page; it must be there."""
        answer = self.page.goto(self.base + path)
        assert answer, path
        assert answer.ok, f"{path}: {answer.status}"

    def fill(self, action: str, given: dict[str, str], *, press: str, **ticked: list[str]) -> None:
        """Fill the form that posts to a path (or whose path ends so) and press a button of it."""
        form = self.form(action)
        for name, value in given.items():
            field = form.locator(f"[name='{name}']").first
            tag = field.evaluate("e => e.tagName")
            field.select_option(value) if tag == "SELECT" else field.fill(value)
        for name, values in ticked.items():
            for value in values:
                self._tick(form, name, value)
        self._press(form, press)

    def _tick(self, form: Locator, name: str, value: str) -> None:
        box = form.locator(f"[name='{name}'][value='{value}']")
        # Long lists of boxes are folded away; opening one by script is what a click would do.
        box.evaluate("e => { const d = e.closest('details'); if (d) d.open = true; }")
        box.check()

    def form(self, action: str) -> Locator:
        """The form of this page that posts to a path."""
        return self.page.locator(f"form[action$='{action}']").first

    def _press(self, form: Locator, words: str) -> None:
        empty = form.evaluate("e => [...e.querySelectorAll(':invalid')].map(i => i.name)")
        assert not empty, f"the browser would not send {empty}"
        button = form.get_by_role("button", name=words, exact=False).first
        with self.page.expect_navigation():
            button.click()
        wrong = self.page.locator("main [role='alert']")
        assert wrong.count() == 0, wrong.first.inner_text()

    def move(self, name: str, words: str) -> None:
        """Make a move: its button stands on the page because it is open and allowed."""
        self._press(self.form(f"/moves/{name}"), words)

    def follow(self, words: str) -> None:
        """Click a link."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.click()

    def sees(self, words: str) -> None:
        """Wait until the page says so."""
        expect(self.page.locator("body")).to_contain_text(words, timeout=PATIENCE_MS)

    def path(self) -> str:
        """Where the browser is."""
        return self.page.url.removeprefix(self.base).partition("?")[0]
