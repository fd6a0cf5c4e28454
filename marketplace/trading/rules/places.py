"""Places of a territory: the world, a country, or a division of China by its GB/T 2260 code."""

import re
from contextlib import suppress

from marketplace.core import codes
from marketplace.core.speech import Phrase
from marketplace.core.unreadable import Unreadable
from marketplace.core.vocabulary import vocabulary

WIDE = {"WORLD": Phrase("全球", "Worldwide"), "CN": Phrase("中国", "China")}
NAMES = {
    "全球": "WORLD",
    "世界": "WORLD",
    "worldwide": "WORLD",
    "world": "WORLD",
    "全国": "CN",
    "中国": "CN",
    "china": "CN",
}
COUNTRY = re.compile(r"[A-Z]{2}")
BETWEEN = re.compile(r"[、，,;；\n]+")


def known(code: str) -> bool:
    """Whether this is a place."""
    return code in WIDE or bool(COUNTRY.fullmatch(code)) or vocabulary("regions").known(code)


def phrase(code: str) -> Phrase:
    """What a place is called, a division with the province before it."""
    if code in WIDE:
        return WIDE[code]
    return codes.place(code)


def read(text: str) -> tuple[str, ...]:
    """The codes in what people write: "全国", "河南省、410300", "Henan, DE"; unknown words stay."""
    words = [word.strip() for word in BETWEEN.split(text)]
    return tuple(dict.fromkeys(_code(word) for word in words if word))


def _code(word: str) -> str:
    if word.casefold() in NAMES:
        return NAMES[word.casefold()]
    with suppress(Unreadable):
        return codes.code_of(codes.REGIONS, word)
    upper = word.upper()
    return upper if known(upper) else word
