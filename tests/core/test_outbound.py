"""A-19: addresses that strangers name lead only to the open internet, and a canary stays unhurt."""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.settings import settings
from marketplace.core import outbound
from marketplace.core.outbound import Forbidden, Unreachable
from tests.servers.receiver import Receiver, Reply

HEADERS = {"Content-Type": "application/json"}
ROWS = list[tuple[object, ...]]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[pytest.MonkeyPatch]:
    monkeypatch.setenv("MARKET_DATA", str(tmp_path))
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


@pytest.fixture
def loopback(given: pytest.MonkeyPatch) -> None:
    given.setenv("OUTBOUND_LOOPBACK", "true")
    settings.cache_clear()


class Canary:
    """Listens on loopback, both families, and counts who knocks."""

    def __init__(self) -> None:
        self.knocks = 0
        self.lines = [self._listen(socket.AF_INET, "0.0.0.0", 0)]
        self.port = self.lines[0].getsockname()[1]
        if socket.has_ipv6:
            self.lines.append(self._listen(socket.AF_INET6, "::1", self.port))

    def _listen(self, family: int, host: str, port: int) -> socket.socket:
        line = socket.socket(family)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        line.bind((host, port))
        line.listen()
        threading.Thread(target=self._count, args=(line,), daemon=True).start()
        return line

    def _count(self, line: socket.socket) -> None:
        while True:
            try:
                line.accept()[0].close()
            except OSError:
                return
            self.knocks += 1

    def stop(self) -> None:
        for line in self.lines:
            line.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    made = Canary()
    yield made
    made.stop()


LOOPBACK = [
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.0.0.1",
    "0177.0.0.1", "017700000001", "0.0.0.0", "0", "[::1]", "[::]", "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
    "[64:ff9b:1::7f00:1]", "localhost", "localhost.", "LOCALHOST", "ｌｏｃａｌｈｏｓｔ",
    "127。0。0。1", "127．0．0．1", "１２７.0.0.1", "①②⑦.0.0.1", "127.0.0.1.",
]  # fmt: skip
INSIDE = [
    "169.254.169.254", "100.64.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "192.0.2.1",
    "198.18.0.1", "224.0.0.1", "255.255.255.255", "[fe80::1]", "[fc00::1]", "[ff02::1]",
    "[fe80::1%25lo]", "[2001:db8::1]",
]  # fmt: skip
FORMS = [
    "http://{}:{}/", "file:///etc/passwd", "gopher://{}:{}/", "ftp://{}:{}/", "//{}:{}/",
    "https://market.example.org@{}:{}/", "https://{}:{}\\@market.example.org/",
    "https://{}:{}/#fragment", "https://{}:{}/ \r\nX-Evil: 1", "https://{}:99999/{}", "", "https://",
]  # fmt: skip


@pytest.mark.enable_socket
@pytest.mark.parametrize("host", LOOPBACK + INSIDE)
def test_a_19_no_spelling_of_an_inner_address_is_called(
    given: pytest.MonkeyPatch, canary: Canary, host: str
) -> None:
    given.setenv("OUTBOUND_PORTS", f"443,{canary.port}")
    settings.cache_clear()
    with pytest.raises((Forbidden, Unreachable)):
        outbound.post(f"https://{host}:{canary.port}/", b"{}", HEADERS)
    assert canary.knocks == 0


@pytest.mark.enable_socket
@pytest.mark.parametrize("form", FORMS)
def test_a_19_only_plain_https_addresses_are_called(
    given: pytest.MonkeyPatch, canary: Canary, form: str
) -> None:
    with pytest.raises(Forbidden):
        outbound.post(form.format("127.0.0.1", canary.port), b"{}", HEADERS)
    assert canary.knocks == 0


@pytest.mark.enable_socket
def test_a_19_another_port_than_the_agreed_is_not_called(
    given: pytest.MonkeyPatch, canary: Canary
) -> None:
    for port in (80, 25, 6379, 8443, canary.port):
        with pytest.raises(Forbidden, match="agreed port"):
            outbound.post(f"https://market.example.org:{port}/", b"{}", HEADERS)
    assert canary.knocks == 0


def test_the_vectors_are_more_than_forty() -> None:
    assert len(LOOPBACK + INSIDE + FORMS) >= 40


def resolver(given: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """The system's resolver answers in turn with these addresses; returns who was asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, **_: object) -> ROWS:
        asked.append(host)
        rows = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (row, port)) for row in rows]

    given.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


@pytest.mark.enable_socket
@pytest.mark.parametrize("order", [1, -1])
def test_a_19_a_name_with_one_inner_address_among_open_ones_is_not_called(
    given: pytest.MonkeyPatch, canary: Canary, order: int
) -> None:
    given.setenv("OUTBOUND_PORTS", str(canary.port))
    settings.cache_clear()
    resolver(given, ["8.8.8.8", "127.0.0.1"][::order])
    with pytest.raises(Forbidden, match="open internet"):
        outbound.post(f"https://rebind.example.org:{canary.port}/", b"{}", HEADERS)
    assert canary.knocks == 0


@pytest.mark.enable_socket
def test_a_19_a_name_is_resolved_once_and_the_judged_address_is_called(
    given: pytest.MonkeyPatch, canary: Canary
) -> None:
    given.setenv("OUTBOUND_PORTS", str(canary.port))
    settings.cache_clear()
    asked = resolver(given, ["8.8.8.8"], ["127.0.0.1"])
    called: list[tuple[str, int]] = []

    def connect(address: tuple[str, int], *_: object) -> socket.socket:
        called.append(address)
        raise TimeoutError

    given.setattr(socket, "create_connection", connect)
    with pytest.raises(Unreachable, match="timeout"):
        outbound.post(f"https://rebind.example.org:{canary.port}/", b"{}", HEADERS)
    assert asked == ["rebind.example.org"]
    assert called == [("8.8.8.8", canary.port)]
    assert canary.knocks == 0


@pytest.mark.enable_socket
def test_a_19_a_name_nobody_knows_is_unreachable(given: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreachable, match="dns"):
        outbound.post("https://nobody.invalid/", b"{}", HEADERS)


def test_open_addresses_pass() -> None:
    for text in ("1.1.1.1", "114.114.114.114", "2400:3200::1", "2002:808:808::1"):
        assert outbound.is_open(outbound.ip_address(text))


@pytest.mark.enable_socket
@pytest.mark.usefixtures("loopback")
def test_a_19_a_redirect_is_an_answer_and_is_not_followed(canary: Canary) -> None:
    target = f"http://127.0.0.1:{canary.port}/"
    receiver = Receiver(lambda _: Reply(302, headers={"Location": target})).start()
    answer = outbound.post(receiver.url, b"{}", HEADERS)
    receiver.stop()
    assert (answer.status, answer.fine, canary.knocks) == (302, False, 0)


@pytest.mark.enable_socket
@pytest.mark.usefixtures("loopback")
def test_what_is_sent_arrives_and_the_answer_is_read() -> None:
    receiver = Receiver(lambda _: Reply(429, b'{"a":1}', {"Retry-After": "7"})).start()
    answer = outbound.post(f"{receiver.url}/hook?key=1", "中文".encode(), {**HEADERS, "X-A": "b"})
    receiver.stop()
    (came,) = receiver.came
    assert (came.path, came.body.decode(), came.headers["x-a"]) == ("/hook?key=1", "中文", "b")
    assert came.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert (answer.status, answer.body, answer.retry_after) == (429, b'{"a":1}', 7)


@pytest.mark.enable_socket
@pytest.mark.usefixtures("loopback")
def test_a_20_an_endless_answer_is_read_up_to_64_kib() -> None:
    receiver = Receiver(lambda _: Reply(200, bytes(8 * 1024 * 1024))).start()
    answer = outbound.post(receiver.url, b"{}", HEADERS)
    receiver.stop()
    assert len(answer.body) == 64 * 1024


@pytest.mark.enable_socket
@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("reply", [Reply(hang=5), Reply(200, b"drip" * 50, drip=0.1)])
def test_a_20_who_hangs_or_drips_is_cut_off_at_the_whole_limit(
    given: pytest.MonkeyPatch, reply: Reply
) -> None:
    given.setattr(outbound, "TOTAL_S", 1.0)
    receiver = Receiver(lambda _: reply).start()
    begun = time.monotonic()
    with pytest.raises(Unreachable, match="timeout"):
        outbound.post(receiver.url, b"{}", HEADERS)
    assert time.monotonic() - begun < 2
    receiver.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost that nobody but this test trusts."""
    folder = tmp_path_factory.mktemp("tls")
    made = (folder / "cert.pem", folder / "key.pem")
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-days", "2", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-out", made[0], "-keyout", made[1],
        ],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return made


@pytest.fixture
def secure(certificate: tuple[Path, Path]) -> Iterator[Receiver]:
    receiver = Receiver(certificate=certificate).start()
    yield receiver
    receiver.stop()
    outbound._tls.cache_clear()


@pytest.mark.enable_socket
@pytest.mark.usefixtures("loopback")
def test_a_certificate_of_an_unknown_issuer_is_no_connection(secure: Receiver) -> None:
    outbound._tls.cache_clear()
    with pytest.raises(Unreachable, match="tls"):
        outbound.post(secure.url, b"{}", HEADERS)
    assert not secure.came


@pytest.mark.enable_socket
@pytest.mark.usefixtures("loopback")
def test_the_certificate_is_checked_against_the_name_that_was_asked_for(
    given: pytest.MonkeyPatch, secure: Receiver, certificate: tuple[Path, Path]
) -> None:
    given.setenv("SSL_CERT_FILE", str(certificate[0]))
    outbound._tls.cache_clear()
    assert outbound.post(secure.url, b"{}", HEADERS).fine
    with pytest.raises(Unreachable, match="tls"):
        outbound.post(secure.url.replace("localhost", "127.0.0.1"), b"{}", HEADERS)
    assert len(secure.came) == 1
