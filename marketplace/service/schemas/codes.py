"""Codes of vocabularies, as people give them: a code or a name, several in one line."""

from collections.abc import Iterable
from typing import Any

from marshmallow import ValidationError, fields, validate

from marketplace.core import codes
from marketplace.core.unreadable import Unreadable
from marketplace.web.fields import Coded as Code
from marketplace.web.speech import say, speak

__all__ = ["Code", "Codes"]
MOST = 60


class Codes(fields.List[str]):
    """Codes of a vocabulary; one string may hold several, parted by commas."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(fields.Str(validate=validate.Length(max=500)), **kwargs)
        self._name = name

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        lines = super()._deserialize(value, attr, data, **kwargs)
        found = list(dict.fromkeys(self._read(line or "" for line in lines)))
        if len(found) > MOST:
            raise ValidationError(say(f"最多 {MOST} 项。", f"At most {MOST} entries."))
        return found

    def _read(self, lines: Iterable[str]) -> list[str]:
        try:
            return [code for line in lines for code in codes.codes_of(self._name, line)]
        except Unreadable as error:
            raise ValidationError(speak(error.phrase)) from error
