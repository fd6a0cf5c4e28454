"""Text as people type it: normalised, comparable, without hidden characters."""

import re
import unicodedata

# Zero-width characters and bidirectional controls: they hide or reorder what a reader sees.
HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad]")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class HiddenCharacters(ValueError):
    """The text holds characters that cannot be seen and change how it reads."""

    code = "hidden-characters"
    zh = "文本中含有不可见的控制字符，请删除后重试。"


def clean(text: str) -> str:
    """The text in NFC; raises HiddenCharacters for bidirectional, zero-width or control ones."""
    if HIDDEN.search(text) or CONTROLS.search(text):
        raise HiddenCharacters(HiddenCharacters.__doc__)
    return unicodedata.normalize("NFC", text)


def skeleton(text: str) -> str:
    """A key under which spellings of the same words meet: NFKC, case-folded, no white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text).casefold())
