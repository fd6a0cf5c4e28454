"""JSON door: the headline figures and the rows behind them."""

from typing import Any

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.core.consent import must
from marketplace.core.page import Page
from marketplace.oversight import rules
from marketplace.oversight.queries import figures
from marketplace.oversight.queries.figures import Figure, Row
from marketplace.oversight.schemas import AsOfIn, IndicatorOut, IndicatorRowOut, RowsIn, cut
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


DOORS = (indicators,)
