"""The supervisor's room: twelve figures as of any day, and the rows behind each."""

from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template
from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.consent import must
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading
from marketplace.oversight import rules
from marketplace.oversight.queries import figures
from marketplace.oversight.schemas import AsOfIn, RowsIn, cut
from marketplace.oversight.words import UNITS
from marketplace.web import forms, who
from marketplace.web.sheet import download
from marketplace.web.show import short_time
from marketplace.web.speech import label, speak
from marketplace.web.telling import state_words

COLUMNS = (
    Phrase("编号", "Id"),
    Phrase("名称", "Title"),
    Phrase("机构", "Organisation"),
    Phrase("状态", "State"),
    Phrase("时间", "Since"),
)
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
    with reading() as session:
        told = _told(session, code, asked.get("on"), asked.get("after"), asked["limit"])
    return render_template(
        "oversight/rows.html", states=state_words(told["indicator"].kind), **told
    )


@oversight.get("/oversight/indicators/<code>/rows.csv")
def sheet(code: str) -> Response:
    """The same rows as a file."""
    with reading() as session:
        told = _told(session, code, forms.asked(AsOfIn()).get("on"), None, None)
    states = state_words(told["indicator"].kind)
    lines = [
        (
            str(r.id),
            r.title,
            r.organisation,
            label(dict(states), r.state or ""),
            short_time(r.since),
        )
        for r in told["rows"]
    ]
    heads = [speak(words) for words in COLUMNS]
    return download(f"{speak(told['indicator'].words)} {told['on']}", heads, lines)


def _told(
    session: Session, code: str, on: date | None, after: str | None, limit: int | None
) -> dict[str, Any]:
    """A figure and a page of its rows, or all of them."""
    actor = who.actor(session)
    must(rules.may_oversee, actor, None)
    indicator = figures.indicator(code)
    day = on or clock.today()
    found = figures.rows(session, indicator, day)
    page, following = cut(found, after, limit or max(1, len(found)))
    rows = figures.titled(session, actor, page, indicator.kind)
    return {
        "indicator": indicator,
        "on": day,
        "rows": rows,
        "total": len(found),
        "after": following,
    }
