"""The world outside: a mail server and a receiver of calls, in good and in bad moods."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers import run

WELL = "well"
MAIL_MOODS = ("hangs", "says later", "cuts before its answer", "cuts after its answer")
HOOK_MOODS = ("says 500", "hangs", "drips", "sends elsewhere")


@dataclass(slots=True)
class Post:
    """A mail server; what it took, by Message-ID."""

    port: int = field(default_factory=run.free_port)
    mood: str = WELL
    taken: Counter[str] = field(default_factory=Counter)
    at: dict[str, float] = field(default_factory=dict)
    _controller: Controller | None = None

    @property
    def url(self) -> str:
        """The address for SMTP_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> "Post":
        """Take mail from now on."""
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()
        return self

    def stop(self) -> None:
        """Take no more."""
        if self._controller:
            self._controller.stop()

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name.
        """Take a letter, in the mood of the moment."""
        mood = self.mood
        if mood == "says later":
            return "451 later"
        content: Any = envelope.content
        key = str(BytesHeaderParser().parsebytes(content)["Message-ID"]).strip()
        self.taken[key] += 1
        self.at.setdefault(key, time.time())
        transport: Any = server.transport
        if mood == "hangs":
            await asyncio.sleep(2.0)
        elif mood == "cuts before its answer":
            transport.abort()
        elif mood == "cuts after its answer":
            asyncio.get_running_loop().call_later(0.01, transport.abort)
        return "250 taken"


class _Hook(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Take a call, in the mood of the moment."""
        hook: Hook = self.server.hook  # type: ignore[attr-defined]  # Set where it is made.
        mood = hook.mood
        if self.path != "/hook":
            hook.strayed += 1
        if mood in {"says 500", "sends elsewhere"}:
            self._answer(500 if mood == "says 500" else 302)
            return
        with hook.lock:
            hook.taken[self.headers["webhook-id"]] += 1
        if mood == "hangs":
            time.sleep(2.0)
        self._answer(200, slowly=mood == "drips")

    def _answer(self, status: int, *, slowly: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "8" if slowly else "0")
        self.send_header("Connection", "close")
        if status == 302:
            self.send_header("Location", "/elsewhere")
        self.end_headers()
        for _ in range(8 if slowly else 0):
            time.sleep(0.4)
            self.wfile.write(b".")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Say nothing: a caller that went away is what this is about."""


@dataclass(slots=True)
class Hook:
    """A receiver of calls; what it took, by webhook-id, and who came where they were not sent."""

    mood: str = WELL
    taken: Counter[str] = field(default_factory=Counter)
    strayed: int = 0
    lock: Lock = field(default_factory=Lock)
    _server: Any = None

    @property
    def url(self) -> str:
        """Where to call."""
        return f"http://127.0.0.1:{self._server.server_port}/hook"

    def start(self) -> "Hook":
        """Take calls from now on."""
        self._server = _Server(("127.0.0.1", 0), _Hook)
        self._server.hook = self
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        """Take no more."""
        self._server.shutdown()
        self._server.server_close()


def moods() -> Sequence[tuple[str, str]]:
    """Every bad mood, with whose it is."""
    return [("mail", mood) for mood in MAIL_MOODS] + [("hook", mood) for mood in HOOK_MOODS]
