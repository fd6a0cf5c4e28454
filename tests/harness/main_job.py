"""The main job told by a driver that is under fire: the same story as `market story`."""

from typing import Any
from uuid import uuid4

import httpx

from marketplace.sample.story.client import Answered
from marketplace.sample.story.play import Story
from marketplace.sample.story.told import Told
from tests.harness.driver import PATIENCE, Driver

OPERATOR = ("operator@example.org", "green-market-under-fire")
PEOPLE = "green-market-under-fire"


class UnderFire:
    """The story's door to a market whose parts die: asks again, and notes what it was told."""

    def __init__(self, driver: Driver) -> None:
        self.driver = driver
        self._tokens: dict[str, str] = {}

    def open_account(self, name: str, email: str, password: str) -> None:
        """Register somebody; nobody is signed in, so a repeat may find the address taken."""
        self.driver.token = ""
        given = {"name": name, "email": email, "password": password}
        answer = self.driver.ask("POST", "/api/v1/people", given)
        assert answer.status_code in {httpx.codes.CREATED, httpx.codes.CONFLICT}, answer.text

    def become(self, email: str, password: str) -> None:
        """Act as this person from now on."""
        if email not in self._tokens:
            self.driver.sign_in(email, password)
            self._tokens[email] = self.driver.token
        self.driver.token = self._tokens[email]

    def get(self, path: str) -> dict[str, Any]:
        """Read."""
        return _body("GET", path, self.driver.ask("GET", path))

    def post(
        self, path: str, given: object = None, *, fact: str | None = None, seen: int | None = None
    ) -> dict[str, Any]:
        """Do something; what has a fact is held against the journal at the end."""
        headers = {} if seen is None else {"If-Match": f'"{seen}"'}
        if fact:
            return self.driver.write(path, given, fact, **headers)
        keyed = headers | {"Idempotency-Key": str(uuid4())}
        return _body("POST", path, self.driver.ask("POST", path, given, keyed))

    def put(self, path: str, given: object, *, seen: int) -> dict[str, Any]:
        """Set something."""
        headers = {"If-Match": f'"{seen}"', "Idempotency-Key": str(uuid4())}
        return _body("PUT", path, self.driver.ask("PUT", path, given, headers))


def _body(method: str, path: str, answer: httpx.Response) -> dict[str, Any]:
    if answer.is_error:
        raise Answered(method, path, answer.status_code, answer.text[:500])
    body: dict[str, Any] = answer.json()
    return body


def main_job(driver: Driver, number: int) -> None:
    """From the first account to agreed terms, between five people."""
    told = Told(PATIENCE, lambda *_: None)
    Story(UnderFire(driver), told, f"h{number}", number, OPERATOR, PEOPLE).play()
