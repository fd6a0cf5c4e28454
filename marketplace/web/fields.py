"""marshmallow fields that all doors share."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask import has_request_context
from marshmallow import ValidationError, fields, validate
from marshmallow.experimental.context import Context

from marketplace.core import codes
from marketplace.core.actor import NOBODY, Actor
from marketplace.core.errors import Problem
from marketplace.core.flow import Flow
from marketplace.core.text import clean
from marketplace.core.unreadable import Unreadable
from marketplace.web.speech import language

LONGEST = 20_000
FIRST_YEAR, LAST_YEAR = 1850, 2199  # The oldest patent office's first cards; far enough ahead.


def reader() -> tuple[Actor, str]:
    """For whom a thing is being dumped, and in which language."""
    context: dict[str, Any] = Context.get(default={})
    return context.get("actor", NOBODY), context.get("language", "zh")


class Text(fields.String):
    """Text as typed: normalised, without invisible controls, not empty, at most `most` long."""

    def __init__(self, *, most: int = LONGEST, least: int = 1, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(least, most), **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return clean(text).strip()
        except (Problem, ValueError) as error:
            raise ValidationError(str(error)) from error


class Coded(fields.String):
    """A term of a vocabulary by its code or its name, such as “涧西区” or 410305; kept as code."""

    def __init__(self, vocabulary: str, **kwargs: Any) -> None:
        super().__init__(validate=validate.Length(max=200), **kwargs)
        self._vocabulary = vocabulary

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        try:
            return codes.code_of(self._vocabulary, text)
        except Unreadable as error:
            # Files are read without any request: then in the market's first language.
            tongue = language() if has_request_context() else "zh"
            raise ValidationError(error.phrase.to(tongue)) from error


class Stamp(fields.Field[datetime]):
    """A time, as ISO 8601 in UTC."""

    def _serialize(self, value: datetime | date | None, *_: Any, **__: Any) -> str | None:
        return value.isoformat() if value else None


class Day(fields.Date):
    """A day that somebody can mean: with the day after it and a clock beside it still countable."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        day = super()._deserialize(value, attr, data, **kwargs)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        return day


class Fen(fields.Integer):
    """Money: a whole number of fen (1/100 yuan), never negative."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(min=0, max=10**15), **kwargs)


class Moves(fields.Field[list[dict[str, str]]]):
    """The moves that are open to the reader: the state leaves them open, the rule allows them."""

    _CHECK_ATTRIBUTE = False

    def __init__(
        self, flow: Flow[Any], may: Mapping[str, Callable[[Actor, Any], bool]], **kwargs: Any
    ) -> None:
        shape = {"type": "array", "items": {"type": "object"}}
        super().__init__(dump_only=True, metadata=shape, **kwargs)
        self._flow, self._may = flow, may

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> list[dict[str, str]]:  # noqa: ARG002 - marshmallow's signature.
        actor, language = reader()
        return [
            {"name": m.name, "words": m.words.to("en" if language == "en" else "zh")}
            for m in open_moves(self._flow, self._may, actor, obj)
        ]


def open_moves(
    flow: Flow[Any], may: Mapping[str, Callable[[Actor, Any], bool]], actor: Actor, thing: Any
) -> list[Any]:
    """The arrows a reader may take now: a button exists iff the move is open and allowed."""
    return [m for m in flow.open(thing) if m.name in may and may[m.name](actor, thing)]
