"""What all numbers share: one spelling to look at, and the figure that proves the others."""

import re
import unicodedata

from marketplace.core.unreadable import Unreadable

_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "．": ".", "。": "."})
_LONGEST = 80


class WrongCheckDigit(Unreadable):
    """“{text}” cannot be right: its check digit is {found}, but should be {expected}.

    One figure is wrong, or two are swapped.
    """

    code = "wrong_check_digit"
    zh = "“{text}”有误：校验位为 {found}，应为 {expected}。请检查是否有一位写错或两位颠倒。"


def one_spelling(text: str) -> str:
    """Half-width, upper case, plain dashes, no spaces; cut where no number is that long."""
    read = unicodedata.normalize("NFKC", text).translate(_DASHES).upper()
    return re.sub(r"\s+", "", read)[:_LONGEST]
