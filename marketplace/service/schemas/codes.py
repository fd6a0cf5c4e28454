"""Codes of vocabularies, as people give them: a code or a name, several in one line."""

import re
from typing import Any

from marshmallow import ValidationError, fields, validate

from marketplace.core.vocabulary import vocabulary
from marketplace.web.speech import say

APART = re.compile(r"[,，;；、\n]+")
MOST = 60


def code_of(name: str, text: str) -> str:
    """The code of a term by its code or name; ValidationError where there is none, or several."""
    terms = vocabulary(name)
    given = text.strip()
    for spelled in (given, given.upper()):
        if terms.known(spelled):
            return spelled
    found = terms.find(given)
    if found is None:
        raise ValidationError(
            say(f"词表中没有“{given}”，请填写名称或代码。", f"“{given}” is not in the vocabulary.")
        )
    return found.code


class Code(fields.String):
    """One code of a vocabulary."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(max=200), **kwargs)
        self._name = name

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return code_of(self._name, super()._deserialize(value, attr, data, **kwargs))


class Codes(fields.List[str]):
    """Codes of a vocabulary; one string may hold several, parted by commas."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(fields.Str(validate=validate.Length(max=500)), **kwargs)
        self._name = name

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        lines = super()._deserialize(value, attr, data, **kwargs)
        given = [part for line in lines for part in APART.split(line or "") if part.strip()]
        if len(given) > MOST:
            raise ValidationError(say(f"最多 {MOST} 项。", f"At most {MOST} entries."))
        return list(dict.fromkeys(code_of(self._name, text) for text in given))
