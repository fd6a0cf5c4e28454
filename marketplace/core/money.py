"""Money as whole fen: no floats, no lost cent, read and shown as people in China write it.

An amount is a plain `int` of fen, so that it passes unchanged through columns and JSON; names end
in `_fen` and annotations say `Fen`.
"""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from marketplace.core.speech import Language
from marketplace.core.unreadable import Unreadable

Fen: TypeAlias = int

YUAN: Fen = 100
WAN: Fen = 10_000 * YUAN
YI: Fen = 10_000 * WAN
# Ten trillion yuan: more than any contract, and exact in every JSON reader (below 2^53).
MOST: Fen = 10**15

_SCALES = {
    "": 1,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
}
_AMOUNT = re.compile(
    r"(?:人民币|rmb|cny|¥)*\s*(?P<sign>[-+−]?)\s*¥?"
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"\s*(?P<scale>[十百千]?万|[百千亿]|thousand|million|billion|)"
    r"\s*(?:元整?|圆整?|人民币|rmb|cny|yuan|)*"
)
_LONGEST = 60


class AmountNotReadable(Unreadable):
    """“{text}” is not an amount of money; write it like 1,234.56 or 120 万."""

    code = "amount_not_readable"
    zh = "“{text}”不是金额；请写成 1,234.56 或 120 万 这样的形式。"


class NegativeAmount(Unreadable):
    """“{text}” is below zero; an amount cannot be negative."""

    code = "negative_amount"
    zh = "“{text}”小于零；金额不能为负。"


class FractionOfFen(Unreadable):
    """“{text}” is finer than one fen (0.01 yuan)."""

    code = "fraction_of_fen"
    zh = "“{text}”精确到了分以下；金额最小单位为分（0.01 元）。"


class AmountTooLarge(Unreadable):
    """“{text}” is more than ten trillion yuan; check the unit."""

    code = "amount_too_large"
    zh = "“{text}”超过十万亿元；请检查单位。"


class WeightsNotUsable(Unreadable):
    """Shares need at least one weight above zero and none below."""

    code = "weights_not_usable"
    zh = "分配比例中至少要有一个大于零，且不得有负数。"


def parse_yuan(text: str) -> Fen:
    """The fen in what people write for yuan: "1,234.56", "￥120 万", "１．２亿", "1.2 million"."""
    read = unicodedata.normalize("NFKC", text).strip().lower()
    found = _AMOUNT.fullmatch(read) if len(read) <= _LONGEST else None
    if not found:
        raise AmountNotReadable(text=text[:_LONGEST])
    fen = Fraction(found["number"].replace(",", "")) * _SCALES[found["scale"]] * YUAN
    if found["sign"] in ("-", "−") and fen:
        raise NegativeAmount(text=text)
    if fen.denominator != 1:
        raise FractionOfFen(text=text)
    if fen > MOST:
        raise AmountTooLarge(text=text)
    return fen.numerator


def show(fen: Fen, language: Language = "zh", *, short: bool = False) -> str:
    """The amount for a reader, never rounded: ¥1,234.56.

    `short` writes round amounts as 120 万元 or ¥1.2 million, and whole yuan without their fen.
    """
    sign, size = ("-", -fen) if fen < 0 else ("", fen)
    if short and size >= WAN and size % (WAN // 100) == 0:
        if language == "zh":
            unit, name = (YI, "亿元") if size >= YI and size % (YI // 100) == 0 else (WAN, "万元")
            return f"{sign}{_plain(size, unit)} {name}"
        if size >= 100 * WAN:
            return f"{sign}¥{_plain(size, 100 * WAN)} million"
    fen_too = "" if short and size % YUAN == 0 else f".{size % YUAN:02d}"
    return f"{sign}¥{size // YUAN:,}{fen_too}"


def span(low: Fen | None, high: Fen | None, language: Language = "zh") -> str:
    """A sum that is stated by one end or by both: 70–120 万元, 70 万元起, from ¥700,000.

    Empty where neither end is stated.
    """
    ends = [show(end, language, short=True) for end in (low, high) if end is not None]
    if not ends:
        return ""
    if low is None:
        return f"不超过 {ends[0]}" if language == "zh" else f"up to {ends[0]}"
    if high is None:
        return f"{ends[0]}起" if language == "zh" else f"from {ends[0]}"
    first, last = ends[0].split(" "), ends[1].split(" ")
    if language == "zh" and first[1:] == last[1:]:  # 万元 once will do: 70–120 万元.
        ends[0] = first[0]
    return "–".join(dict.fromkeys(ends)) if low != high else ends[1]


def share(total: Fen, weights: Sequence[int | Fraction]) -> list[Fen]:
    """Split a total by weights so that the parts add up to it exactly (largest remainder).

    Equal remainders go to the larger weight, then to the earlier one (R-INC-4), so that nobody's
    share depends on the order of the list unless two weights are the same.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise WeightsNotUsable
    parts = [int(total * weight // whole) for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda i: (-(total * weights[i] % whole), -weights[i])
    )
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return parts


def ceil_rate(net: Fen, rate: Fraction | Decimal) -> Fen:
    """The least whole fen that is at least `rate` of the net: what a legal floor asks (R-INC-3)."""
    exact = Fraction(rate) * net
    return -(-exact.numerator // exact.denominator)


def _plain(size: Fen, unit: Fen) -> str:
    number = f"{Decimal(size) / unit:,f}"
    return number.rstrip("0").rstrip(".") if "." in number else number
