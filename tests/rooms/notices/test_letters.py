"""Letters as a mail server receives them: both forms, right encodings, and the way out."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from uuid import uuid4

import pytest

from config.settings import settings
from marketplace.core import mail
from marketplace.core.speech import Language, Phrase
from marketplace.notices.channels import Message, letter
from marketplace.notices.states import KINDS, KindName
from tests.factories.identity import person
from tests.factories.notices import happened, parts, rows, telling
from tests.servers.mail import MailSink

LONG = (
    "有一项需求与贵方技术“烧结机头烟气半干法脱硫除尘一体化装置”匹配（82%）："
    "某钢铁企业 360 m² 烧结机超低排放改造。"
)
ONE = Phrase("甲", "One")
SUBJECTS = [
    LONG,
    "短",
    "mixed 中英 words and 更多 words",
    "a" * 99,
    "b c " * 24 + "d",
    "😀脱硫" * 20,
]


@pytest.fixture
def sink(outbox: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailSink]:
    """A real mail server that keeps what it is given."""
    server = MailSink().start()
    monkeypatch.setenv("SMTP_URL", server.url)
    settings.cache_clear()
    yield server
    server.stop()


def message(words: Phrase = ONE, kind: KindName = "match", language: Language = "zh") -> Message:
    key = f"1234567.display.tell_holder.technology.changes_requested.{uuid4()}"
    return Message(key, kind, "a.fact", words, "/matches/1", uuid4(), language)


def composed(**given: object) -> EmailMessage:
    return mail.compose(letter.of(message(**given), "a@example.org"))  # type: ignore[arg-type]


def test_a_chinese_letter_arrives_whole_over_smtp(sink: MailSink) -> None:
    somebody = person()
    happened(telling(somebody, kind="match"), title="烧结烟气脱硫" * 6, what="申请，附件共三份")
    (arrived,) = sink.to(str(somebody.email))
    assert arrived["Subject"] == f"“{'烧结烟气脱硫' * 6}”已收到申请，附件共三份"
    assert arrived.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in arrived.iter_parts()] == ["text/plain", "text/html"]
    assert all(part.get_content_charset() == "utf-8" for part in arrived.iter_parts())
    text, html = parts(arrived)
    assert arrived["Subject"] in text
    assert arrived["Subject"] in html
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert [row.state for row in rows()] == ["done", "done"]


@pytest.mark.parametrize("words", SUBJECTS)
def test_a_subject_is_encoded_words_of_whole_characters(words: str) -> None:
    raw = composed(words=Phrase(words, words)).as_bytes()
    head = raw.split(b"\r\n\r\n")[0]
    assert head.isascii()
    lines = head.decode().split("\r\n")
    old = message_from_bytes(raw)  # The library's older reader, which knows nothing of ours.
    assert str(make_header(decode_header(old["Subject"]))) == words[:100]
    for word in re.findall(r"=\?utf-8\?[bq]\?[^?]*\?=", head.decode()):
        assert len(word) <= 75
        ((piece, charset),) = decode_header(word)
        assert piece.decode(charset)
    assert all(len(line) <= 998 for line in lines)


def test_a_very_long_sentence_is_cut_in_the_subject_and_whole_in_the_body() -> None:
    made = composed(words=Phrase(LONG * 3, "x"))
    assert made["Subject"] == (LONG * 3)[:99] + "…"
    assert LONG * 3 in parts(made)[0]


def test_a_line_break_in_a_title_makes_no_header_of_its_own() -> None:
    made = composed(words=Phrase("甲\r\nBcc: all@example.org", "x"))
    assert made["Bcc"] is None
    assert made["Subject"] == "甲 Bcc: all@example.org"


def test_the_way_out_is_written_as_mail_programs_read_it(outbox: Path) -> None:
    raw = composed().as_bytes().decode("ascii").replace("\r\n", "\n")
    head = raw.split("\n\n")[0]
    (found,) = re.findall(r"^List-Unsubscribe: (<\S+>),\n (<\S+>)$", head, re.MULTILINE)
    assert re.fullmatch(r"<https://market\S*/unsubscribe/[\w.-]+>", found[0])
    assert re.fullmatch(r"<mailto:\S+@\S+\?subject=unsubscribe%20[\w.-]+>", found[1])
    assert "\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\n" in raw
    assert re.search(r"^Message-ID: <1234567\.\S+@\S+>$", head, re.MULTILINE)


def test_without_tls_no_one_click_is_promised(
    outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PUBLIC_URL", "http://127.0.0.1:8000")
    settings.cache_clear()
    made = composed()
    assert "List-Unsubscribe" in made
    assert "List-Unsubscribe-Post" not in made


def test_a_letter_that_must_come_has_no_way_out(outbox: Path) -> None:
    made = composed(kind="system")
    assert "List-Unsubscribe" not in made
    assert "/unsubscribe/" not in "".join(parts(made))


class Seen(HTMLParser):
    """What a letter fetches, runs or leaves open."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.loads: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in {"src", "srcset", "background", "poster"} or "url(" in (value or ""):
                self.loads.append(str(value))
            if name == "href":
                self.links.append(str(value))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_html_fetches_nothing_and_speaks_its_reader_s_language(
    outbox: Path, kind: KindName, language: Language
) -> None:
    words = Phrase("“<img src=x onerror=alert(1)>”已发布", "“<script>1</script>” is published")
    made = composed(words=words, kind=kind, language=language)
    html = parts(made)[1]
    seen = Seen()
    seen.feed(html)
    assert not {"img", "script", "link", "iframe", "form", "style"} & set(seen.tags)
    assert seen.loads == []
    assert all(link.startswith("https://market.example.org/") for link in seen.links)
    assert KINDS[kind].words.to(language) in html
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in html
    other = KINDS[kind].words.to("en" if language == "zh" else "zh")
    assert other not in html
