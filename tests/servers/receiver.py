"""A receiver of posted JSON that notes what came and answers as it is told."""

import json
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.servers import run


@dataclass(frozen=True, slots=True)
class Came:
    """One request as it arrived; header names in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What is answered; a `drip` is sent byte by byte with that many seconds between."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    hang: float = 0.0
    drip: float = 0.0


Answering = Callable[[Came], Reply]


@dataclass(slots=True)
class Receiver:
    """A server on loopback; `answer` may judge what came as the real service does."""

    answer: Answering = lambda _came: Reply()
    certificate: tuple[Path, Path] | None = None
    port: int = field(default_factory=run.free_port)
    came: list[Came] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    _server: ThreadingHTTPServer | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"{'https://localhost' if self.certificate else 'http://127.0.0.1'}:{self.port}"

    def start(self) -> "Receiver":
        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), self._handler())
        self._server.daemon_threads = True
        self._server.block_on_close = False
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*self.certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def take(self, came: Came) -> Reply:
        with self._lock:
            self.came.append(came)
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            reply = self.answer(came)
            time.sleep(reply.hang)
            return reply
        finally:
            with self._lock:
                self.at_once -= 1

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                names = {name.lower(): value for name, value in self.headers.items()}
                self.reply(receiver.take(Came(self.path, names, body)))

            def reply(self, reply: Reply) -> None:
                try:
                    self.send_response(reply.status)
                    for name, value in reply.headers.items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(reply.body)))
                    self.end_headers()
                    for piece in self.pieces(reply):
                        self.wfile.write(piece)
                        self.wfile.flush()
                        time.sleep(reply.drip)
                except OSError:
                    return  # Who asked has gone.

            def pieces(self, reply: Reply) -> list[bytes]:
                if not reply.drip:
                    return [reply.body]
                return [bytes([one]) for one in reply.body]

            def log_message(self, *_: object) -> None:
                return

        return Handler
