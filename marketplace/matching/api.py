"""JSON doors: matches and saved searches."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from marketplace.core.actor import Actor
from marketplace.core.errors import Unauthenticated
from marketplace.core.page import Page
from marketplace.matching import actions
from marketplace.matching.actions import ChangeSearch, SaveSearch
from marketplace.matching.models import SavedSearch
from marketplace.matching.queries import match as queries
from marketplace.matching.queries import saved_search as searches
from marketplace.matching.queries import who_helps as help_queries
from marketplace.matching.queries.match import MatchCard
from marketplace.matching.queries.reasons import least, reasons_told
from marketplace.matching.queries.who_helps import Help
from marketplace.matching.schemas import (
    DismissIn,
    HelpOut,
    MatchListIn,
    MatchOut,
    ReasonsIn,
    ReasonsOut,
    SavedSearchChangeIn,
    SavedSearchIn,
    SavedSearchOut,
)
from marketplace.web.doors import Door, PageIn

matches = Door("matches", __name__, url_prefix="/api/v1/matches", description="What fits, and why")
saved_searches = Door(
    "saved-searches",
    __name__,
    url_prefix="/api/v1/saved-searches",
    description="Searches you are told about",
)


who_could_help = Door(
    "who-helps", __name__, url_prefix="/api/v1", description="Who could help with a thing"
)


def _somebody(actor: Actor) -> None:
    if not actor.is_somebody:
        raise Unauthenticated


@matches.route("")
@matches.arguments(MatchListIn, location="query")
@matches.page(MatchOut)
def several(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[MatchCard]:
    """The matches of your organisation's technologies and demands, the newest first."""
    _somebody(actor)
    return queries.matches(session, actor, **asked)


@matches.route("/reasons")
@matches.arguments(ReasonsIn, location="query")
@matches.read(ReasonsOut)
def reasons(session: Session, actor: Actor, asked: dict[str, UUID]) -> dict[str, Any]:
    """Why a technology of yours did not suit; never who said so."""
    _somebody(actor)
    return {"least": least(), "reasons": reasons_told(session, actor, **asked)}


@matches.route("/<uuid:key>")
@matches.read(MatchOut)
def one(session: Session, actor: Actor, key: UUID) -> MatchCard:
    """One match with its explanation."""
    return queries.shown(session, actor, key)


@matches.route("/<uuid:key>/moves/dismiss", methods=["POST"])
@matches.arguments(DismissIn)
@matches.write(MatchOut, if_match=True)
def dismiss(
    session: Session, actor: Actor, given: dict[str, str], *, key: UUID, seen: int
) -> MatchCard:
    """Say no, because …; this pair is not suggested again."""
    actions.dismiss(session, actor, key, seen, **given)
    return queries.shown(session, actor, key)


@matches.route("/<uuid:key>/moves/take_up", methods=["POST"])
@matches.write(MatchOut, if_match=True)
def take_up(session: Session, actor: Actor, *, key: UUID, seen: int) -> MatchCard:
    """Say that you follow it up."""
    actions.take_up(session, actor, key, seen)
    return queries.shown(session, actor, key)


@saved_searches.route("")
@saved_searches.arguments(PageIn, location="query")
@saved_searches.page(SavedSearchOut)
def mine(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[SavedSearch]:
    """Your saved searches, the newest first."""
    _somebody(actor)
    return searches.saved_searches(session, actor, **asked)


@saved_searches.route("", methods=["POST"])
@saved_searches.arguments(SavedSearchIn)
@saved_searches.write(SavedSearchOut, 201)
def save(session: Session, actor: Actor, command: SaveSearch) -> SavedSearch:
    """Keep a search and be told what is new in it."""
    return actions.save(session, actor, command)


@saved_searches.route("/<uuid:key>")
@saved_searches.read(SavedSearchOut)
def saved(session: Session, actor: Actor, key: UUID) -> SavedSearch:
    """One of your saved searches."""
    return searches.saved_search(session, actor, key)


@saved_searches.route("/<uuid:key>", methods=["PATCH"])
@saved_searches.arguments(SavedSearchChangeIn)
@saved_searches.write(SavedSearchOut, if_match=True)
def change(
    session: Session, actor: Actor, command: ChangeSearch, *, key: UUID, seen: int
) -> SavedSearch:
    """Rename it, or be told of it or not."""
    return actions.change(session, actor, key, command, seen)


@saved_searches.route("/<uuid:key>", methods=["DELETE"])
@saved_searches.write(SavedSearchOut, if_match=True)
def delete(session: Session, actor: Actor, *, key: UUID, seen: int) -> SavedSearch:
    """Forget it; answers what it was."""
    return actions.delete(session, actor, key, seen)


@saved_searches.route("/<uuid:key>/run", methods=["POST"])
@saved_searches.write(SavedSearchOut)
def run(session: Session, actor: Actor, key: UUID) -> SavedSearch:
    """Mark it as looked at; its results are at `url`."""
    return actions.run(session, actor, key)


@who_could_help.route("/demands/<uuid:key>/helpers")
@who_could_help.read(HelpOut)
def for_demand(session: Session, actor: Actor, key: UUID) -> Help:
    """Brokers and agencies that fit your demand, with reasons; empty while it is not open."""
    return help_queries.for_demand(session, actor, key)


@who_could_help.route("/technologies/<uuid:key>/helpers")
@who_could_help.read(HelpOut)
def for_technology(session: Session, actor: Actor, key: UUID) -> Help:
    """Brokers that fit your technology, with reasons; empty while one has a mandate for it."""
    return help_queries.for_technology(session, actor, key)


DOORS = (matches, saved_searches, who_could_help)
