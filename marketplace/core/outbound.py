"""Calls to addresses that strangers name: only to the open internet, bounded in time and size.

A name is resolved once; when any of its addresses is not global, nothing is sent. The call goes to
one of the very addresses that were judged, under the name that was asked for. Redirects are not
followed, and what is answered is read up to 64 KiB and never shown to anybody.
"""

import http.client
import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address
from unicodedata import normalize
from urllib.parse import SplitResult, urlsplit

from config.settings import settings
from marketplace.core.deliveries import Permanent

CONNECT_S = 3.0
TOTAL_S = 15.0
RESOLVE_S = 5.0
MOST_BYTES = 64 * 1024
LONGEST_URL = 2000
LONGEST_WAIT_S = 3600
AGENT = "green-technology-market"
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
_ABOVE = frozenset({"http", "https"})

Address = IPv4Address | IPv6Address


class Forbidden(Permanent):
    """Nothing was sent: this address is none that the market calls."""


class Unreachable(Exception):
    """No answer, for a reason of the net that may pass; `why` is one word."""

    def __init__(self, why: str) -> None:
        super().__init__(f"no answer: {why}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Place:
    """Where a call goes: the name (ASCII) and port asked for, and the path with its query."""

    secure: bool
    host: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, at most 64 KiB of the body, the seconds asked to wait."""

    status: int
    body: bytes
    retry_after: int | None

    @property
    def fine(self) -> bool:
        """Whether the status says that it was taken."""
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES


def place(url: str) -> Place:
    """Read an address as it may be called; Forbidden for any other, before a name is resolved."""
    if len(url) > LONGEST_URL or _UNFIT.search(url):
        raise Forbidden("an address of this form is not called")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Forbidden("the address cannot be read") from error
    if parts.scheme not in _ABOVE or parts.username is not None or parts.fragment:
        raise Forbidden("only https addresses without a name in them are called")
    secure = parts.scheme == "https"
    found = Place(secure, _host(parts), port or (443 if secure else 80), _path(parts))
    if (
        not (secure and found.port in settings().outbound_ports)
        and not settings().outbound_loopback
    ):
        raise Forbidden("only https at an agreed port is called")
    return found


def is_own_machine(url: str) -> bool:
    """Whether this is plain loopback, and settings say that it is meant: for trials and tests."""
    host = urlsplit(url).hostname or ""
    return settings().outbound_loopback and host in {"127.0.0.1", "localhost", "::1"}


def _path(parts: SplitResult) -> str:
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    if not path.isascii():
        raise Forbidden("the path must be written in ASCII, other letters as %XX")
    return path


def _host(parts: SplitResult) -> str:
    """The host as ASCII: full-width letters and dots read as what they stand for."""
    text = normalize("NFKC", parts.hostname or "").lower()
    if ":" in text:
        return str(_address(text))
    try:
        host = text.encode("idna").decode().rstrip(".")
    except UnicodeError as error:
        raise Forbidden("the host name cannot be read") from error
    labels = host.split(".")
    if not all(map(_LABEL.fullmatch, labels)):
        raise Forbidden("the host name cannot be read")
    # 127.1, 0x7f000001 and 2130706433 are addresses to a resolver, too: only the plain form passes.
    return str(_address(host)) if _NUMBER.fullmatch(labels[-1]) else host


def _address(text: str) -> Address:
    try:
        found = ip_address(text)
    except ValueError as error:
        raise Forbidden("the address of the host cannot be read") from error
    return found


def is_open(address: Address) -> bool:
    """Whether an address is one of the open internet, also where it wraps an IPv4 address.

    IPv6 addresses that begin with eight zero bits are reserved: among them are the old way to wrap
    an IPv4 address (::127.0.0.1) and the translated ones (64:ff9b::).
    """
    if isinstance(address, IPv6Address):
        teredo = address.teredo
        inner = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
        if address.scope_id or (inner is not None and not is_open(inner)):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def addresses(at: Place, *, trusted: bool = False) -> list[Address]:
    """The addresses of a place, judged; Forbidden if any is not open, Unreachable for none.

    `trusted` places are those the operator set: a gateway inside the own network may be meant.
    """
    found = [ip_address(text.partition("%")[0]) for text in _resolved(at)]
    if not found:
        raise Unreachable("dns")
    if trusted or all(map(is_open, found)):
        return found
    if settings().outbound_loopback and all(one.is_loopback for one in found):
        return found
    raise Forbidden("the host has an address outside the open internet")


def _resolved(at: Place) -> list[str]:
    """All addresses of a name; asked in a thread, as the system's resolver knows no limit."""
    heard: queue.Queue[list[str]] = queue.Queue()

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(at.host, at.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            rows = []
        heard.put(list(dict.fromkeys(str(row[4][0]) for row in rows)))

    threading.Thread(target=ask, daemon=True).start()
    try:
        return heard.get(timeout=RESOLVE_S)
    except queue.Empty as error:
        raise Unreachable("dns") from error


def post(url: str, body: bytes, headers: Mapping[str, str], *, trusted: bool = False) -> Answer:
    """Send it once and read the answer, in 15 seconds at most; Forbidden, Unreachable.

    Any status is an answer, a redirect too.
    """
    end = time.monotonic() + TOTAL_S
    at = place(url) if not trusted else _trusted(url)
    line = _Line(at, addresses(at, trusted=trusted)[0])
    watch = threading.Timer(max(0.1, end - time.monotonic()), line.cut)
    watch.daemon = True
    watch.start()
    try:
        return line.ask(body, {**headers, "User-Agent": AGENT, "Connection": "close"})
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable("timeout" if line.was_cut else _why(error)) from error
    finally:
        watch.cancel()
        line.close()


def _trusted(url: str) -> Place:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    return Place(secure, parts.hostname or "localhost", port, _path(parts))


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, ssl.SSLError):
        return "tls"
    return "connection" if isinstance(error, OSError) else "protocol"


class _Line(http.client.HTTPConnection):
    """One connection to one judged address, which somebody else may cut."""

    def __init__(self, at: Place, address: Address) -> None:
        super().__init__(at.host, at.port, timeout=TOTAL_S)
        self._at, self._address, self.was_cut = at, str(address), False
        self._wire: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the address, under the name."""
        wire = socket.create_connection((self._address, self._at.port), CONNECT_S)
        wire.settimeout(TOTAL_S)
        if not self._at.secure:
            self._wire = self.sock = wire
            return
        wire = _tls().wrap_socket(
            wire, server_hostname=self._at.host, do_handshake_on_connect=False
        )
        self._wire = self.sock = wire
        wire.do_handshake()

    def ask(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send and read."""
        self.request("POST", self._at.path, body, dict(headers))
        answer = self.getresponse()
        wait = answer.headers.get("Retry-After", "")
        seconds = min(int(wait), LONGEST_WAIT_S) if re.fullmatch(r"\d{1,9}", wait) else None
        body = answer.read(MOST_BYTES)
        if self.was_cut:  # What was read until then is no whole answer.
            raise TimeoutError
        return Answer(answer.status, body, seconds)

    def cut(self) -> None:
        """End whatever is being waited for, from another thread."""
        self.was_cut = True
        # http.client forgets its socket as soon as the answer begins, hence one's own.
        if self._wire is not None:
            with suppress(OSError):  # It ended by itself a moment ago.
                # The plain socket's way: TLS would wish to say goodbye first.
                socket.socket.shutdown(self._wire, socket.SHUT_RDWR)


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()
