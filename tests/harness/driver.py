"""A client that believes only what it was told, and asks again where it was told nothing."""

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx

PATIENCE = 120.0
AGAIN = 0.2


@dataclass(frozen=True, slots=True)
class Told:
    """Something the market acknowledged: this fact about this thing is in its journal once."""

    fact: str
    subject: UUID


@dataclass(slots=True)
class Ledger:
    """What all drivers were told so far."""

    told: list[Told] = field(default_factory=list)
    commands: int = 0
    unknown: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, told: Told) -> None:
        """Keep an acknowledgement; called before the next command is sent."""
        with self._lock:
            self.told.append(told)

    def count(self, *, unknown: bool) -> None:
        """Count a command, or an answer that never came."""
        with self._lock:
            if unknown:
                self.unknown += 1
            else:
                self.commands += 1


class Driver:
    """One user of the API; each write has an idempotency key and is repeated until answered."""

    def __init__(self, url: str, ledger: Ledger) -> None:
        self.url = url
        self.ledger = ledger
        self.token = ""

    def sign_in(self, email: str, password: str) -> None:
        """Be this person from now on."""
        self.token = ""
        given = {"email": email, "password": password}
        self.token = self.ask("POST", "/api/v1/tokens", given).json()["token"]

    def write(self, path: str, given: object, fact: str, **headers: str) -> dict[str, Any]:
        """Send a command and hold the market to its answer: `fact` about what it returned."""
        answer = self.ask("POST", path, given, headers | {"Idempotency-Key": str(uuid4())})
        body: dict[str, Any] = answer.json()
        if answer.is_error:
            raise AssertionError(f"{path}: {answer.status_code} {answer.text[:500]}")
        self.ledger.note(Told(fact, UUID(body["id"])))
        return body | {"etag": answer.headers.get("ETag", "")}

    def read(self, path: str) -> dict[str, Any]:
        """Read one thing."""
        body: dict[str, Any] = self.ask("GET", path).json()
        return body

    def ask(
        self, method: str, path: str, given: object = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Send a request until it is answered; 503 and a cut line are no answer."""
        self.ledger.count(unknown=False)
        until = time.monotonic() + PATIENCE
        mine = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        while True:
            try:
                answer = httpx.request(
                    method, self.url + path, json=given, headers={**mine, **(headers or {})},
                    timeout=20,
                )  # fmt: skip
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                return answer
            if answer is not None and answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                raise AssertionError(f"{method} {path}: {answer.status_code} {answer.text[:500]}")
            self.ledger.count(unknown=True)
            if time.monotonic() > until:
                raise AssertionError(f"{method} {path}: no answer within {PATIENCE} s")
            time.sleep(AGAIN)
