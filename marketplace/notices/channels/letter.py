"""What letters say: text and HTML, in the reader's language, with the way to switch them off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from config.settings import settings
from marketplace.core import mail
from marketplace.core.speech import Language, Phrase
from marketplace.notices.channels import links
from marketplace.notices.channels.channel import Message
from marketplace.notices.states import DIGEST, KINDS, MAIL, KindName

LONGEST_SUBJECT = 100
SETTINGS = "/settings/notices"
WHY = Phrase(
    "您收到本邮件是因为您在{market}参与了该事项。",
    "You receive this because you take part in this matter at {market}.",
)
CHANGE = Phrase("修改通知方式", "Change how you are told")
OFF = Phrase("不再接收“{kind}”邮件", "No more letters about: {kind}")
NO_DIGEST = Phrase("不再接收每日汇总", "No more daily letters")
OPEN = Phrase("打开查看", "Open it")
COLON = Phrase("：", ": ")
TODAY = Phrase("每日汇总：{count} 条通知", "Daily letter: notices {count}")


@dataclass(frozen=True, slots=True)
class Line:
    """One notice of a daily letter."""

    kind: KindName
    words: Phrase
    url: str


def of(message: Message, to: str) -> mail.Letter:
    """The letter of one notice."""
    language, kind = message.language, KINDS[message.kind]
    name = kind.words.to(language)
    sentence = " ".join(message.words.to(language).split())
    off = None if MAIL in kind.firm else links.off(message.recipient, message.kind)
    values = {
        "subject": _short(sentence),
        "sentence": sentence,
        "kind": name,
        "url": _address(message.url),
        **_foot(language, off, OFF.to(language, kind=name)),
    }
    return _letter("notice", message.key, to, off, values)


def daily(
    key: str, person: UUID, to: str, language: Language, lines: Sequence[Line]
) -> mail.Letter:
    """The letter of one day, grouped by kind in the order of the table of kinds."""
    off = links.off(person, DIGEST)
    values = {
        "subject": TODAY.to(language, count=len(lines)),
        "groups": list(_groups(language, lines)),
        "heading": _heading,
        **_foot(language, off, NO_DIGEST.to(language)),
    }
    return _letter("digest", key, to, off, values)


def _groups(language: Language, lines: Iterable[Line]) -> Iterable[dict[str, object]]:
    for name, kind in KINDS.items():
        found = [
            {"sentence": " ".join(line.words.to(language).split()), "url": _address(line.url)}
            for line in lines
            if line.kind == name
        ]
        if found:
            yield {"kind": kind.words.to(language), "lines": found}


def _heading(group: dict[str, object]) -> str:
    return f"【{group['kind']}】"


def _foot(language: Language, off: str | None, off_words: str) -> dict[str, object]:
    return {
        "lang": "zh-CN" if language == "zh" else "en",
        "market": settings().name,
        "why": WHY.to(language, market=settings().name),
        "settings_url": _address(SETTINGS),
        "settings_words": CHANGE.to(language),
        "open_words": OPEN.to(language),
        "colon": COLON.to(language),
        "off": off,
        "off_words": off_words,
    }


def _letter(
    name: str, key: str, to: str, off: str | None, values: dict[str, object]
) -> mail.Letter:
    draw = _drawn().get_template
    return mail.Letter(
        key=key,
        to=to,
        subject=str(values["subject"]),
        body=draw(f"letters/{name}.txt").render(values),
        html=draw(f"letters/{name}.html").render(values),
        off=off,
    )


@cache
def _drawn() -> Environment:
    return Environment(
        loader=PackageLoader("marketplace.notices"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _short(sentence: str) -> str:
    """A subject that mail programs show whole."""
    if len(sentence) <= LONGEST_SUBJECT:
        return sentence
    return f"{sentence[: LONGEST_SUBJECT - 1]}…"


def _address(path: str) -> str:
    return f"{settings().public_url}{path}"
