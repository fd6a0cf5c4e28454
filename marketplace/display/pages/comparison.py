"""Pages of comparisons: the table, and the same as a workbook."""

from urllib.parse import quote, urlencode
from uuid import UUID

from flask import Blueprint, Response, render_template

from marketplace.core.unit import reading
from marketplace.display.pages import choices
from marketplace.display.pages.comparison_facts import PAGE, rows
from marketplace.display.pages.comparison_sheet import workbook
from marketplace.display.queries.comparison import Comparison, comparison
from marketplace.display.rules.comparison import LEAST, MOST
from marketplace.display.schemas.comparison import ComparisonIn
from marketplace.display.words.comparison import BEST, GAP, REMARKS
from marketplace.web import forms, picking, who
from marketplace.web.speech import say

comparison_pages = Blueprint("comparison_pages", __name__, template_folder="../templates")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@comparison_pages.get("/technologies/comparison")
def compare() -> str:
    """Two to five technologies side by side."""
    asked = forms.asked(ComparisonIn())["id"]
    with reading() as session:
        found = comparison(session, who.actor(session), asked)
        return render_template(
            "display/comparison.html",
            found=found,
            facts=rows(found, PAGE),
            choices=choices,
            words={"best": BEST, "gap": GAP, "remarks": REMARKS},
            less=_less(found),
            more_url=_more(found),
            sheet_url=picking.comparison(_keys(found), ".xlsx"),
        )


@comparison_pages.get("/technologies/comparison.xlsx")
def sheet() -> Response:
    """The same as a workbook to keep and to reckon with."""
    asked = forms.asked(ComparisonIn())["id"]
    with reading() as session:
        answer = Response(workbook(comparison(session, who.actor(session), asked)), mimetype=XLSX)
    name = quote(say("技术对比.xlsx", "comparison.xlsx"))
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _keys(found: Comparison) -> list[UUID]:
    return [offer.row.id for offer in found.offers]


def _less(found: Comparison) -> list[str | None]:
    """The comparison without each one; none where too few would be left."""
    keys = _keys(found)
    if len(keys) <= LEAST:
        return [None] * len(keys)
    return [picking.comparison([one for one in keys if one != key]) for key in keys]


def _more(found: Comparison) -> str | None:
    """The search, with these kept ticked; none where no more fit in."""
    keys = _keys(found)
    if len(keys) >= MOST:
        return None
    ticked = [("kind", "technology"), *((picking.NAME, str(key)) for key in keys)]
    return f"/search?{urlencode(ticked)}"
