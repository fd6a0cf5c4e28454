"""A write through a JSON door: one unit, dumped inside it, and once per Idempotency-Key."""

import hashlib
from collections.abc import Callable
from typing import Any

from flask import Response, json, request
from marshmallow import Schema
from marshmallow.experimental.context import Context
from sqlalchemy.orm import Session

from marketplace.core import idempotency
from marketplace.core.actor import Actor
from marketplace.core.errors import Busy, Collision, Malformed
from marketplace.core.unit import reading, unit
from marketplace.web import who
from marketplace.web.speech import language

LONGEST_KEY = 255
Work = Callable[[Session, Actor], Any]


class BadKey(Malformed):
    """An Idempotency-Key has 1 to 255 visible ASCII characters."""

    code = "bad-idempotency-key"
    zh = "Idempotency-Key 应为 1 到 255 个可见 ASCII 字符。"


def dump(schema: Schema, actor: Actor, thing: Any) -> Any:
    """A thing as its reader may see it: the schema knows the actor and the language."""
    with Context({"actor": actor, "language": language()}):
        return schema.dump(thing)


def etag(thing: Any) -> str | None:
    """The ETag of an aggregate: its version."""
    version = getattr(thing, "version", None)
    return None if version is None else f'"{version}"'


def reply(body: str, status: int, tag: str | None) -> Response:
    """A JSON answer, with its ETag where the thing has a version."""
    response = Response(body, status, content_type="application/json")
    if tag:
        response.headers["ETag"] = tag
    return response


def write(work: Work, schema: Schema, status: int, content: str | None = None) -> Response:
    """Do the work in a unit and answer; a repeated key is answered from what was kept.

    `content` is the hash of a body that was read as a stream, and is not read again.
    """
    key = _key()
    if key:
        kept = _kept(key, content)
        if kept:
            return kept
    try:
        with unit() as session:
            return _do(session, work, schema, status, key, content)
    except Busy:
        # Somebody with the same key was quicker: what they were answered is the answer.
        kept = _kept(key, content) if key else None
        if kept is None:
            raise
        return kept
    except Collision as error:
        if key and "idempotency" in str(error.__cause__):
            raise Busy from error
        raise


def _do(
    session: Session,
    work: Work,
    schema: Schema,
    status: int,
    key: str | None,
    content: str | None,
) -> Response:
    actor = who.actor(session)
    mine = None
    if key and actor.person:
        mine = idempotency.reserve(session, actor.person, key, _request_hash(actor, content))
    thing = work(session, actor)
    session.flush()
    body, tag = json.dumps(dump(schema, actor, thing)), etag(thing)
    if mine:
        mine.status, mine.body, mine.etag = status, body, tag
    return reply(body, status, tag)


def _kept(key: str, content: str | None) -> Response | None:
    with reading() as session:
        actor = who.actor(session)
        if actor.person is None:
            return None
        kept = idempotency.find(session, actor.person, key, _request_hash(actor, content))
    if kept is None:
        return None
    response = reply(kept.body, kept.status, kept.etag)
    response.headers["Idempotency-Replayed"] = "true"
    return response


def _key() -> str | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable()):
        raise BadKey
    return key


def _request_hash(actor: Actor, content: str | None) -> str:
    # For another organisation the same words are another request.
    who_for = (str(actor.org), str(actor.on_behalf_of))
    parts = (request.method, request.full_path, request.headers.get("If-Match", ""), *who_for)
    digest = hashlib.sha256("\n".join(parts).encode())
    digest.update(content.encode() if content else request.get_data(cache=True))
    return digest.hexdigest()
