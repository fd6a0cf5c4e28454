"""The funnel of matching: how far what was published came, for any period, as of any day."""

from datetime import date, timedelta

from flask import Blueprint, Response, render_template

from marketplace.core import clock
from marketplace.core.consent import must
from marketplace.core.speech import Phrase
from marketplace.core.unit import reading
from marketplace.core.vocabulary import vocabulary
from marketplace.oversight import rules
from marketplace.oversight.queries import funnel as queries
from marketplace.oversight.queries.funnel import Funnel
from marketplace.oversight.schemas import FunnelIn, question
from marketplace.oversight.words import DIRECTIONS, FUNNEL, SPANS
from marketplace.web import forms, who
from marketplace.web.sheet import download
from marketplace.web.speech import say, speak

COLUMNS = (
    Phrase("环节", "Step"),
    Phrase("数量", "Count"),
    Phrase("占发布", "Of all"),
    Phrase("占上一环节", "Of the step before"),
    Phrase("定义", "Definition"),
)
ONE_DAY = timedelta(days=1)
funnel = Blueprint("funnel", __name__, template_folder="../templates")


def _counted() -> Funnel:
    asked = question(forms.asked(FunnelIn()))
    with reading() as session:
        must(rules.may_oversee, who.actor(session), None)
        return queries.funnel(session, asked)


@funnel.get("/oversight/funnel")
def shown() -> str:
    """The steps with their bars, and the times between them."""
    counted = _counted()
    return render_template(
        "oversight/funnel.html",
        counted=counted,
        asked=counted.question,
        steps=FUNNEL,
        spans=SPANS,
        directions=DIRECTIONS,
        fields=vocabulary("green_fields").phrases(),
        periods=_periods(clock.today()),
        today=clock.today(),
    )


def _periods(today: date) -> list[tuple[str, date, date]]:
    """This and the last month and quarter, and this year, each up to today."""
    month = today.replace(day=1)
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    month_before = (month - ONE_DAY).replace(day=1)
    end = quarter - ONE_DAY
    quarter_before = date(end.year, end.month - 2, 1)
    return [
        (say("本月", "This month"), month, today),
        (say("上月", "Last month"), month_before, month - ONE_DAY),
        (say("本季度", "This quarter"), quarter, today),
        (say("上季度", "Last quarter"), quarter_before, end),
        (say("今年", "This year"), date(today.year, 1, 1), today),
    ]


@funnel.get("/oversight/funnel.csv")
def sheet() -> Response:
    """The same figures as a file."""
    counted = _counted()
    asked = counted.question
    lines: list[tuple[object, ...]] = [
        (speak(words), one.count, _share(one.of_all), _share(one.of_before), speak(note))
        for one in counted.steps
        for words, note in [FUNNEL[one.code]]
    ]
    name = say("撮合漏斗", "Matching funnel")
    heads = [speak(words) for words in COLUMNS]
    return download(f"{name} {asked.direction} {asked.since} {asked.until}", heads, lines)


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"
