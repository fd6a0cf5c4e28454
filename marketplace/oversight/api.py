"""JSON door: the headline figures and the rows behind them, the funnel, delivery health."""

from typing import Any

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.delivery_health import Health, health
from marketplace.core.page import Page
from marketplace.oversight import rules
from marketplace.oversight.public import LATELY
from marketplace.oversight.queries import figures, funnel
from marketplace.oversight.queries.figures import Figure, Row
from marketplace.oversight.queries.funnel import Funnel
from marketplace.oversight.schemas import (
    AsOfIn,
    FunnelIn,
    FunnelOut,
    HealthOut,
    IndicatorOut,
    IndicatorRowOut,
    RowsIn,
    cut,
    question,
)
from marketplace.web.doors import Door

indicators = Door(
    "indicators", __name__, url_prefix="/api/v1/indicators", description="Headline figures"
)


@indicators.route("")
@indicators.arguments(AsOfIn, location="query")
@indicators.page(IndicatorOut)
def listed(session: Session, actor: Actor, asked: dict[str, Any]) -> Page[Figure]:
    """All headline figures as of a day; supervisor and operator only."""
    must(rules.may_oversee, actor, None)
    return Page(figures.figures(session, asked.get("on") or clock.today()), None)


@indicators.route("/<code>/rows")
@indicators.arguments(RowsIn, location="query")
@indicators.page(IndicatorRowOut)
def rows(session: Session, actor: Actor, asked: dict[str, Any], code: str) -> Page[Row]:
    """The rows a figure is made of, the newest first; supervisor and operator only."""
    must(rules.may_oversee, actor, None)
    indicator = figures.indicator(code)
    found = figures.rows(session, indicator, asked.get("on") or clock.today())
    page, after = cut(found, asked.get("after"), asked["limit"])
    return Page(figures.titled(session, actor, page, indicator.kind), after)


@indicators.route("/funnel")
@indicators.arguments(FunnelIn, location="query")
@indicators.read(FunnelOut)
def funnel_(session: Session, actor: Actor, asked: dict[str, Any]) -> Funnel:
    """From publishing to agreement, counted from the journal; supervisor and operator only."""
    must(rules.may_oversee, actor, None)
    return funnel.funnel(session, question(asked))


@indicators.route("/deliveries")
@indicators.page(HealthOut)
def deliveries(session: Session, actor: Actor) -> Page[Health]:
    """How each channel fares, over the last 24 hours; operator only."""
    must(rules.may_operate, actor, None)
    return Page(health(session, clock.now() - LATELY), None)


DOORS = (indicators,)
