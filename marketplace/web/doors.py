"""What all JSON doors share: strict arguments, one way to read, to page and to write.

A door translates and decides nothing::

    door = Door("technologies", __name__, url_prefix="/api/v1/technologies", description="…")

    @door.route("/<uuid:key>/moves/submit", methods=["POST"])
    @door.write(TechnologyOut, if_match=True)
    def submit(session: Session, actor: Actor, seen: int, key: UUID) -> Technology:
        \"\"\"Hand a draft in for review.\"\"\"
        return actions.move(session, actor, key, "submit", seen)
"""

import re
from collections.abc import Callable
from functools import cache, wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Response, json, request
from flask_smorest import Api, Blueprint
from marshmallow import INCLUDE, RAISE, Schema, fields, validate
from webargs.flaskparser import FlaskParser

from marketplace.core.errors import Malformed
from marketplace.core.page import MOST
from marketplace.core.unit import reading
from marketplace.web import once, who

View = Callable[..., Any]
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string"},
    "description": "The ETag of the version you saw; 428 without it, 412 when it is not current.",
}
KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": False,
    "schema": {"type": "string", "maxLength": once.LONGEST_KEY},
    "description": "A request repeated with its key within 7 days is answered, not done again.",
}
ON_BEHALF = {
    "in": "header",
    "name": "X-On-Behalf-Of",
    "required": False,
    "schema": {"type": "string", "format": "uuid"},
    "description": "Staff of the market only: enter this for an organisation; it is on the record.",
}


class ProblemOut(Schema):
    """A refusal (RFC 9457); `code` is stable, `title` is in the reader's language."""

    class Meta:
        """A refusal may say more: the fields it is about, the state it met."""

        unknown = INCLUDE

    type = fields.Str()
    title = fields.Str()
    status = fields.Int()
    code = fields.Str()
    errors = fields.Dict()


class Cursor(fields.Str):
    """Where a page begins: a cursor, or the address of the page, which holds it as `after`."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, *args, **kwargs)
        return dict(parse_qsl(urlsplit(text).query)).get("after", text) if "?" in text else text


class PageIn(Schema):
    """Which page of a list."""

    class Meta:
        """Unknown parameters are refused."""

        unknown = RAISE

    after = Cursor(metadata={"description": "The last page's `next`, or the cursor in it."})
    limit = fields.Int(load_default=20, validate=validate.Range(min=1, max=MOST))


class Parser(FlaskParser):
    """webargs without its habit of ignoring unknown query parameters."""

    DEFAULT_UNKNOWN_BY_LOCATION: dict[str, str | None] = {  # noqa: RUF012 - as webargs declares it.
        "json": None,
        "form": None,
        "json_or_form": None,
        "querystring": RAISE,
        "query": RAISE,
        "headers": "exclude",
        "cookies": "exclude",
        "files": RAISE,
        "path": RAISE,
    }

    def _raw_load_json(self, req: Any) -> Any:
        """JSON whose texts can be kept and answered: no half of a character, no NUL, no abyss."""
        try:
            found = super()._raw_load_json(req)
            whole = _is_text(found)
        except RecursionError as error:
            raise Malformed from error
        if not whole:
            raise Malformed
        return found


def _is_text(found: Any) -> bool:
    match found:
        case str():
            return "\0" not in found and not _HALF.search(found)
        case list():
            return all(map(_is_text, found))
        case dict():
            return all(map(_is_text, found)) and all(map(_is_text, found.values()))
    return True


_HALF = re.compile(r"[\ud800-\udfff]")


class MarketApi(Api):  # type: ignore[misc]  # flask-smorest is not typed.
    """flask-smorest with our problem document as the error schema."""

    ERROR_SCHEMA = ProblemOut

    def _register_responses(self) -> None:
        """Describe every refusal as problem+json."""
        problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        self.spec.components.schema("Problem", schema=ProblemOut)
        for status in HTTPStatus:
            refusal = {"description": status.phrase, "content": problem}
            self.spec.components.response(status.name, refusal, lazy=True)
        refusal = {"description": "A refusal, with its name", "content": problem}
        self.spec.components.response("DEFAULT_ERROR", refusal)


class Door(Blueprint):  # type: ignore[misc]  # flask-smorest is not typed.
    """A blueprint whose views take (session, actor, …) and return rows."""

    ARGUMENTS_PARSER = Parser()

    def read(self, out: type[Schema]) -> Callable[[View], View]:
        """One thing, read in one snapshot, with its ETag."""
        schema = out()

        def wrap(view: View) -> View:
            @wraps(view)
            def answer(*args: Any, **kwargs: Any) -> Response:
                with reading() as session:
                    actor = who.actor(session)
                    thing = view(session, actor, *args, **kwargs)
                    body = json.dumps(once.dump(schema, actor, thing))
                    return once.reply(body, 200, once.etag(thing))

            return _described(self, self.response(200, out)(answer))

        return wrap

    def page(self, out: type[Schema]) -> Callable[[View], View]:
        """A list by keyset: `{"items": […], "next": url or null}`, with a Link header."""
        schema = out(many=True)

        def wrap(view: View) -> View:
            @wraps(view)
            def answer(*args: Any, **kwargs: Any) -> Response:
                with reading() as session:
                    actor = who.actor(session)
                    page = view(session, actor, *args, **kwargs)
                    items = once.dump(schema, actor, page.items)
                    return listing(items, page.next)

            return _described(self, self.response(200, listing_of(out))(answer))

        return wrap

    def write(
        self, out: type[Schema], status: int = 200, *, if_match: bool = False
    ) -> Callable[[View], View]:
        """A write in one unit, once per Idempotency-Key; with `if_match` the view takes `seen`."""
        schema = out()

        def wrap(view: View) -> View:
            @wraps(view)
            def answer(*args: Any, **kwargs: Any) -> Response:
                def work(session: Any, actor: Any) -> Any:
                    more = {"seen": who.seen()} if if_match else {}
                    return view(session, actor, *args, **kwargs, **more)

                return once.write(work, schema, status)

            headers = [KEY, ON_BEHALF, *([IF_MATCH] if if_match else [])]
            return _described(self, self.response(status, out)(answer), headers)

        return wrap


def _described(door: Door, view: View, headers: list[dict[str, Any]] | None = None) -> View:
    described: View = door.doc(parameters=headers)(view) if headers else view
    return described


@cache
def listing_of(out: type[Schema]) -> type[Schema]:
    """The schema of a page of `out`."""
    name = out.__name__.removesuffix("Out") + "PageOut"
    return Schema.from_dict(
        {"items": fields.List(fields.Nested(out)), "next": fields.Url(allow_none=True)}, name=name
    )


def listing(items: list[Any], after: str | None, **more: Any) -> Response:
    """A page as JSON, its `next` as an address relative to the host."""
    following = None
    if after:
        asked = [(k, v) for k, v in request.args.items(multi=True) if k != "after"]
        following = f"{request.path}?{urlencode([*asked, ('after', after)])}"
    response = once.reply(json.dumps({"items": items, "next": following, **more}), 200, None)
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response
