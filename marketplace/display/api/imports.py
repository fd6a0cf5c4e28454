"""The JSON door of imports."""

from typing import Any, BinaryIO, cast
from uuid import UUID

from flask import Response, request
from sqlalchemy.orm import Session

from marketplace.core import files
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.page import Page
from marketplace.core.unit import reading
from marketplace.display.actions import imports as actions
from marketplace.display.actions.imports import Matching
from marketplace.display.models.imports import Import
from marketplace.display.queries import import_report
from marketplace.display.queries import imports as queries
from marketplace.display.rules import imports as rules
from marketplace.display.schemas.imports import (
    ImportListIn,
    ImportOut,
    ImportRowOut,
    MatchingIn,
    RowsIn,
    UploadIn,
)
from marketplace.web import once, who
from marketplace.web.doors import KEY, ON_BEHALF, Door, listing, listing_of

imports = Door("imports", __name__, url_prefix="/api/v1/imports", description="Files to import")


@imports.route("", methods=["POST"])
@imports.doc(parameters=[KEY, ON_BEHALF])
@imports.arguments(UploadIn, location="query")
@imports.response(200, ImportOut)
def upload(given: dict[str, str]) -> Response:
    """Send a file as the body; the same file again is answered with its earlier import."""
    with reading() as session:
        must(rules.may_upload, who.actor(session), given["name"])
    kept = files.keep(cast("BinaryIO", request.stream), actions.MOST)
    examined = actions.examine(kept, given["name"])

    def work(session: Session, actor: Actor) -> Import:
        return actions.upload(session, actor, examined)[0]

    return once.write(work, ImportOut(), 200, content=kept.sha256)


@imports.route("")
@imports.arguments(ImportListIn, location="query")
@imports.page(ImportOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Import]:
    """The imports you may see, the newest first."""
    return queries.several(session, actor, **asked)


@imports.route("/<uuid:key>")
@imports.read(ImportOut)
def one(session: Session, actor: Actor, key: UUID) -> Import:
    """One import, and how far it is."""
    return queries.one(session, actor, key)


@imports.route("/<uuid:key>/rows")
@imports.arguments(RowsIn, location="query")
@imports.response(200, listing_of(ImportRowOut))
def rows(asked: dict[str, Any], key: UUID) -> Response:
    """The rows worth telling of: refused, changed, near-duplicates, with remarks."""
    outcomes = [asked["outcome"]] if "outcome" in asked else []
    with reading() as session:
        sent = queries.one(session, who.actor(session), key)
        found = queries.told(
            session, key, import_report.phase(sent), outcomes=outcomes,
            after=asked["after"], limit=asked["limit"],
        )  # fmt: skip
        last = str(found[-1].number) if len(found) == asked["limit"] else None
        return listing(ImportRowOut(many=True).dump(found), last)


@imports.route("/<uuid:key>/moves/map", methods=["POST"])
@imports.arguments(MatchingIn)
@imports.write(ImportOut, if_match=True)
def match(session: Session, actor: Actor, given: Matching, *, key: UUID, seen: int) -> Import:
    """Say what each column fills; the trial run begins."""
    return actions.match(session, actor, key, given, seen)


@imports.route("/<uuid:key>/moves/<any(start, cancel, reopen):name>", methods=["POST"])
@imports.write(ImportOut, if_match=True)
def move(session: Session, actor: Actor, *, key: UUID, name: str, seen: int) -> Import:
    """Give the go, cancel, or match the columns anew."""
    return actions.move(session, actor, key, name, seen)
