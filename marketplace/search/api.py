"""JSON door: one search over everything public, and words to complete."""

from dataclasses import asdict
from typing import Any

from flask import Response, json
from sqlalchemy.orm import Session

from marketplace.core import measure
from marketplace.core.actor import Actor
from marketplace.core.unit import reading
from marketplace.search.queries import asking, similar, telling
from marketplace.search.queries.asking import Asked
from marketplace.search.queries.figures import figures
from marketplace.search.queries.values import values
from marketplace.search.schemas import (
    ItemOut,
    MeasurandsOut,
    SearchIn,
    SearchOut,
    SimilarIn,
    SimilarOut,
    SuggestIn,
    SuggestOut,
)
from marketplace.web import once, who
from marketplace.web.doors import Door, listing
from marketplace.web.speech import language

door = Door("search", __name__, url_prefix="/api/v1/search", description="One search")


@door.route("")
@door.arguments(SearchIn, location="query")
@door.response(200, SearchOut)
def search(asked: Asked) -> Response:
    """Search technologies, patents, demands, brokers and agencies."""
    with reading() as session:
        actor = who.actor(session)
        answer = asking.search(session, actor, asked)
        found = telling.items(session, answer, language())
        facets = values(session, asked, answer, language())
    told = figures(answer, language())
    return listing(
        once.dump(ItemOut(many=True), actor, found),
        answer.next,
        total=answer.total,
        facets={name: [asdict(v) for v in several] for name, several in facets.items() if several},
        figures=[asdict(figure) for figure in told],
        read_as=answer.read_as,
        relaxed=answer.relaxed,
        words=[asdict(word) for word in answer.words],
    )


@door.route("/similar")
@door.arguments(SimilarIn, location="query")
@door.response(200, SimilarOut)
def alike(asked: dict[str, Any]) -> Response:
    """Find things of the same kind that are like one."""
    with reading() as session:
        actor = who.actor(session)
        _, answer = similar.similar(session, actor, (asked["kind"], asked["id"]), asked["limit"])
        found = telling.items(session, answer, language())
    items = once.dump(ItemOut(many=True), actor, found)
    return once.reply(json.dumps({"items": items}), 200, None)


@door.route("/suggestions")
@door.arguments(SuggestIn, location="query")
@door.response(200, SuggestOut)
def suggestions(asked: dict[str, Any]) -> Response:
    """Complete a word from public titles and keywords."""
    with reading() as session:
        words = asking.suggest(session, asked["prefix"], asked["limit"])
    return once.reply(json.dumps({"items": words}), 200, None)


vocabulary = Door(
    "measurands", __name__, url_prefix="/api/v1/measurands", description="What can be measured"
)


@vocabulary.route("")
@vocabulary.read(MeasurandsOut)
def measurands(_session: Session, _actor: Actor) -> dict[str, Any]:
    """List the measurands of claims, targets and the search's `measure`, with their units."""
    return {"items": list(measure.measurands().values())}


DOORS = (door, vocabulary)
