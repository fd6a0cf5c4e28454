"""What marshmallow says of a wrong input, in the reader's language."""

import re
from collections.abc import Mapping, Sequence

from marketplace.core.speech import Phrase
from marketplace.web.speech import language

KNOWN: tuple[tuple[re.Pattern[str], Phrase], ...] = tuple(
    (re.compile(pattern), Phrase(zh, en))
    for pattern, zh, en in (
        (r"Missing data for required field\.", "必填，请填写。", "This is required."),
        (r"Field may not be null\.", "不能为空。", "This may not be empty."),
        (r"Unknown field\.", "没有这个字段。", "There is no such field."),
        (
            r"Length must be between (\S+) and (\S+)\.",
            "长度应为 {0} 到 {1} 个字符（或项）。",
            "Give {0} to {1} characters (or items).",
        ),
        (r"Shorter than minimum length (\S+)\.", "至少 {0} 个字符（或项）。", "Give at least {0}."),
        (r"Longer than maximum length (\S+)\.", "最多 {0} 个字符（或项）。", "Give at most {0}."),
        (r"Length must be (\d+)\.", "长度应为 {0}。", "Give exactly {0}."),
        (r"Not a valid email address\.", "不是有效的邮箱地址。", "Not a valid e-mail address."),
        (r"Not a valid URL\.", "不是有效的网址。", "Not a valid address."),
        (r"Not a valid UUID\.", "不是有效的编号。", "Not a valid id."),
        (r"Not a valid integer\.", "应为整数。", "Give a whole number."),
        (r"Not a valid (?:number|decimal)\.", "应为数字。", "Give a number."),
        (r"Not a valid boolean\.", "应为是或否。", "Give yes or no."),
        (r"Not a valid date\.", "应为日期，例如 2026-03-31。", "Give a date such as 2026-03-31."),
        (r"Not a valid datetime\.", "应为时间。", "Give a time."),
        (r"Not a valid string\.", "应为文字。", "Give text."),
        (r"Not a valid list\.", "应为列表。", "Give a list."),
        (r"Not a valid mapping type\.|Invalid input type\.", "应为对象。", "Give an object."),
        (r"Must be one of: (.+)\.", "应为其中之一：{0}。", "Must be one of: {0}."),
        (r"One or more of the choices .*", "含有不可选的值。", "One of these cannot be chosen."),
        (
            r"Must be greater than or equal to (\S+) and less than or equal to (\S+)\.",
            "应在 {0} 到 {1} 之间。",
            "Must lie between {0} and {1}.",
        ),
        (r"Must be greater than or equal to (\S+)\.", "不能小于 {0}。", "Must be at least {0}."),
        (r"Must be less than or equal to (\S+)\.", "不能大于 {0}。", "Must be at most {0}."),
        (
            r"String does not match expected pattern\.",
            "格式不对。",
            "This is not in the right form.",
        ),
    )
)


def tell(message: str) -> str:
    """One message in the reader's language; one that is not known stays as it is."""
    for pattern, words in KNOWN:
        found = pattern.fullmatch(message)
        if found:
            return words.to(language()).format(*found.groups())
    return message


def told(messages: object) -> object:
    """Nested messages as marshmallow gives them, each in the reader's language."""
    if isinstance(messages, str):
        return tell(messages)
    if isinstance(messages, Mapping):
        return {name: told(below) for name, below in messages.items()}
    if isinstance(messages, Sequence):
        return [told(below) for below in messages]
    return messages
