"""Fields as people fill them in forms: yuan, places, instalments line by line."""

import re
from typing import Any, TypeAlias

from marshmallow import ValidationError, fields

from marketplace.core.money import parse_yuan
from marketplace.core.unreadable import Unreadable
from marketplace.trading.rules import places
from marketplace.trading.rules.terms import Instalment
from marketplace.web.speech import say, speak

# A form reads the same field in another spelling than the API does.
AnyField: TypeAlias = fields.Field[Any]
AMOUNT_FIRST = re.compile(r"\s*(\S+)\s+(.+)")


class Yuan(fields.Field[int]):
    """Money as people write it, "1,234.56" or "120 万": whole fen."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        return _fen(str(value))


def _fen(text: str) -> int:
    try:
        return parse_yuan(text)
    except Unreadable as error:
        raise ValidationError(speak(error.phrase)) from error


class Places(fields.Field[tuple[str, ...]]):
    """A territory in words or codes: "全国", "河南省、洛阳市", "DE"."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[str, ...]:
        codes = places.read(str(value))
        unknown = [code for code in codes if not places.known(code)]
        if unknown:
            named = "、".join(unknown)
            raise ValidationError(say(f"无法识别的地区：{named}", f"Unknown places: {named}"))
        return codes


class Permille(fields.Field[int]):
    """A rate in percent with at most one decimal, "3.5": whole thousandths."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        found = re.fullmatch(r"\s*(\d{1,3})(?:\.(\d))?\s*[%％]?\s*", str(value))
        if found is None:
            raise ValidationError(
                say("请填写百分数，最多一位小数，如 3.5", "Write a percentage like 3.5")
            )
        return int(found[1]) * 10 + int(found[2] or 0)


class Instalments(fields.Field[tuple[Instalment, ...]]):
    """One part per line: the amount, a space, and when it falls due."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[Instalment, ...]:
        lines = [line for line in str(value).splitlines() if line.strip()]
        return tuple(_part(line) for line in lines)


def _part(line: str) -> Instalment:
    found = AMOUNT_FIRST.fullmatch(line)
    if found is None:
        raise ValidationError(
            say("每行写“金额 空格 付款时间”", "Write an amount, a space, and when, on each line")
        )
    return Instalment(_fen(found[1]), found[2].strip())
