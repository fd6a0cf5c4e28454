"""How values are written for people: dates, money, plain text."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

from marketplace.core import money
from marketplace.core.speech import Phrase
from marketplace.web.speech import language, say, speak

SHANGHAI = ZoneInfo("Asia/Shanghai")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _local(when: date | datetime) -> date | datetime:
    return when.astimezone(SHANGHAI) if isinstance(when, datetime) else when


def people_date(when: date | datetime | None) -> str:
    """The day in Shanghai, written out: 2026年11月23日, 23 Nov 2026."""
    if when is None:
        return ""
    day = _local(when)
    if language() == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def people_time(when: datetime | None) -> str:
    """The day and minute in Shanghai."""
    if when is None:
        return ""
    return f"{people_date(when)}{' ' if language() == 'zh' else ', '}{_local(when):%H:%M}"


def short_date(when: date | datetime | None) -> str:
    """The day in Shanghai as tables want it: 2026-11-23 in both languages."""
    return "" if when is None else f"{_local(when):%Y-%m-%d}"


def short_time(when: datetime | None) -> str:
    """The day and minute in Shanghai as tables want it."""
    return "" if when is None else f"{_local(when):%Y-%m-%d %H:%M}"


def yuan(fen: int | None) -> str:
    """Money for people from integer fen, to the last fen: ¥1,234.56."""
    return "" if fen is None else money.show(fen, language())


def yuan_short(fen: int | None) -> str:
    """The same where room is scarce: a round sum as 120 万元 or ¥1.2 million."""
    return "" if fen is None else money.show(fen, language(), short=True)


def yuan_span(ends: tuple[int | None, int | None]) -> str:
    """A sum told by its ends, either of which may be open: 70–120 万元, 70 万元起."""
    return money.span(*ends, language())


def plain(value: object) -> str:
    """Any single value for people: words, yes or no, a day, a moment, a number, a list of these."""
    match value:
        case None:
            text = ""
        case Phrase() | str():
            text = speak(value)
        case bool():
            text = say("是", "Yes") if value else say("否", "No")
        case datetime():
            text = people_time(value)
        case date():
            text = people_date(value)
        case list() | tuple() | set() | frozenset():
            text = say("、", ", ").join(plain(each) for each in value)
        case _:
            text = str(value)
    return text


def paragraphs(text: str | None) -> Markup:
    """Plain text as escaped paragraphs; a blank line parts them, a line end breaks the line."""
    blocks = (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return Markup("\n").join(
        Markup("<p>{}</p>").format(Markup("<br>").join(escape(line) for line in block.split("\n")))
        for block in (each.strip("\n") for each in blocks)
        if block.strip()
    )


def flat(errors: object) -> dict[str, list[str]]:
    """Nested validation messages as one level: `{"claims": {0: {"unit": …}}}` → `claims.0.unit`."""
    if isinstance(errors, Mapping):
        found: dict[str, list[str]] = {}
        for key, inner in errors.items():
            for path, messages in flat(inner).items():
                name = "" if key == "_schema" else str(key)
                name = f"{name}.{path}" if name and path else name or path
                found.setdefault(name, []).extend(messages)
        return found
    if isinstance(errors, list | tuple) and not isinstance(errors, Phrase):
        return {"": [plain(message) for message in errors]}
    return {"": [plain(errors)]}
