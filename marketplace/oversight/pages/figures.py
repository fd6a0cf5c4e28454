"""The supervisor's room: twelve figures as of any day, and the rows behind each."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template
from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.consent import must
from marketplace.core.unit import reading
from marketplace.oversight import rules
from marketplace.oversight.queries import figures
from marketplace.oversight.queries.definitions import Indicator
from marketplace.oversight.queries.figures import Row
from marketplace.oversight.schemas import AsOfIn, RowsIn, cut
from marketplace.oversight.words import UNITS
from marketplace.web import forms, who
from marketplace.web.sheet import download
from marketplace.web.show import short_time
from marketplace.web.speech import say, speak

oversight = Blueprint("oversight", __name__, template_folder="../templates")


@oversight.get("/oversight")
def headline() -> str:
    """The twelve figures."""
    on: date = forms.asked(AsOfIn()).get("on") or clock.today()
    with reading() as session:
        must(rules.may_oversee, who.actor(session), None)
        found = figures.figures(session, on)
    return render_template(
        "oversight/figures.html", figures=found, on=on, today=clock.today(), units=UNITS
    )


@oversight.get("/oversight/indicators/<code>")
def drill(code: str) -> str:
    """The rows of one figure."""
    asked = forms.asked(RowsIn())
    indicator, found, on = _rows(code, asked)
    page, after = cut(found, asked.get("after"), asked["limit"])
    return render_template(
        "oversight/rows.html",
        indicator=indicator,
        on=on,
        rows=page,
        total=len(found),
        after=after,
    )


@oversight.get("/oversight/indicators/<code>/rows.csv")
def sheet(code: str) -> Response:
    """The same rows as a file."""
    indicator, found, on = _rows(code, forms.asked(AsOfIn()))
    heads = [
        say("编号", "Id"),
        say("名称", "Title"),
        say("机构", "Organisation"),
        say("状态", "State"),
        say("时间", "Since"),
    ]
    lines = [(str(r.id), r.title, r.organisation, r.state, short_time(r.since)) for r in found]
    return download(f"{speak(indicator.words)} {on}", heads, lines)


def _rows(code: str, asked: dict[str, Any]) -> tuple[Indicator, list[Row], date]:
    on: date = asked.get("on") or clock.today()
    with reading() as session:
        return _allowed(session, code, on)


def _allowed(session: Session, code: str, on: date) -> tuple[Indicator, list[Row], date]:
    must(rules.may_oversee, who.actor(session), None)
    indicator = figures.indicator(code)
    return indicator, figures.rows(session, indicator, on), on
