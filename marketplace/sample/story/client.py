"""A client of the API with nothing but the standard library: also the first lesson for users."""

import json
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlsplit
from uuid import uuid4

Answer = dict[str, Any]
TIMEOUT_S = 30.0


class Answered(Exception):
    """The market refused, or did not answer: `status` (0 for no answer) and what it said."""

    def __init__(self, method: str, path: str, status: int, said: str) -> None:
        super().__init__(f"{method} {path}: {status or 'no answer'} {said}".strip())
        self.status = status


class Door(Protocol):
    """How the story speaks to a market."""

    def open_account(self, name: str, email: str, password: str) -> None:
        """Register somebody."""

    def become(self, email: str, password: str) -> None:
        """Act as this person from now on."""

    def get(self, path: str) -> Answer:
        """Read."""

    def post(
        self, path: str, given: object = None, *, fact: str | None = None, seen: int | None = None
    ) -> Answer:
        """Do something; `fact` is what the journal then says of the answer's thing."""

    def put(self, path: str, given: object, *, seen: int) -> Answer:
        """Set something."""


@dataclass(slots=True)
class Client:
    """The market behind a URL; each write has an idempotency key of its own."""

    url: str
    _tokens: dict[str, str] = field(default_factory=dict)
    _token: str = ""

    def __post_init__(self) -> None:
        """Refuse what is no address of a web server: urllib would also open files."""
        if urlsplit(self.url).scheme not in {"http", "https"}:
            raise Answered("GET", self.url, 0, "is no address of a market")
        self.url = self.url.rstrip("/")

    def open_account(self, name: str, email: str, password: str) -> None:
        """Register somebody."""
        self._token = ""
        self.post("/api/v1/people", {"name": name, "email": email, "password": password})

    def become(self, email: str, password: str) -> None:
        """Act as this person from now on; signs in the first time."""
        if email not in self._tokens:
            self._token = ""
            given = {"email": email, "password": password}
            self._tokens[email] = self.post("/api/v1/tokens", given)["token"]
        self._token = self._tokens[email]

    def get(self, path: str) -> Answer:
        """Read."""
        return self._send("GET", path, None, {})

    def post(
        self, path: str, given: object = None, *, fact: str | None = None, seen: int | None = None
    ) -> Answer:
        """Do something."""
        del fact
        return self._send("POST", path, given, writing(seen))

    def put(self, path: str, given: object, *, seen: int) -> Answer:
        """Set something."""
        return self._send("PUT", path, given, writing(seen))

    def _send(self, method: str, path: str, given: object, headers: Mapping[str, str]) -> Answer:
        body = None if given is None else json.dumps(given).encode()
        all_headers = {"Accept": "application/json", "Accept-Language": "zh", **headers}
        if body is not None:
            all_headers["Content-Type"] = "application/json"
        if self._token:
            all_headers["Authorization"] = f"Bearer {self._token}"
        request = urllib.request.Request(  # noqa: S310 -- The scheme was checked at the start.
            self.url + path, body, all_headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310
                found: Answer = json.load(answer)
                return found
        except urllib.error.HTTPError as error:
            raise Answered(method, path, error.code, error.read().decode()[:500]) from None
        except (OSError, ValueError) as error:
            raise Answered(method, path, 0, str(error)) from None


def writing(seen: int | None) -> dict[str, str]:
    """The headers of a write: never twice, and only on what was seen."""
    headers = {"Idempotency-Key": str(uuid4())}
    return headers if seen is None else headers | {"If-Match": f'"{seen}"'}
