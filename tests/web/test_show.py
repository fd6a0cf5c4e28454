"""How values are written for people."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask

from marketplace.core.speech import Phrase
from marketplace.web import show

LATE = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)


@pytest.fixture(params=["zh", "en"])
def tongue(request: pytest.FixtureRequest) -> Iterator[str]:
    app = Flask("show", static_folder=None)
    app.config["MARKET_LANG"] = request.param
    with app.test_request_context("/"):
        yield request.param


def test_days_are_those_of_shanghai(tongue: str) -> None:
    expected = {
        "zh": ("2027年1月1日", "2027年1月1日 00:30"),
        "en": ("1 Jan 2027", "1 Jan 2027, 00:30"),
    }

    assert (show.people_date(LATE), show.people_time(LATE)) == expected[tongue]
    assert (show.short_date(LATE), show.short_time(LATE)) == ("2027-01-01", "2027-01-01 00:30")


def test_a_day_without_a_time_stays_that_day(tongue: str) -> None:
    assert show.short_date(date(2026, 11, 23)) == "2026-11-23"
    assert show.people_date(date(2026, 11, 3)) in ("2026年11月3日", "3 Nov 2026")


def test_nothing_is_written_for_nothing(tongue: str) -> None:
    writers = (show.people_date, show.people_time, show.short_date, show.short_time)

    assert [write(None) for write in writers] == [""] * 4
    assert show.yuan(None) == show.yuan_short(None) == show.plain(None) == ""
    assert show.paragraphs(None) == ""


def test_money_is_exact_and_short_only_where_asked(tongue: str) -> None:
    assert show.yuan(123_456) == "¥1,234.56"
    assert show.yuan_short(120_000_000) == {"zh": "120 万元", "en": "¥1.2 million"}[tongue]


def test_plain_values_read_as_a_person_would_say_them(tongue: str) -> None:
    said = [show.plain(each) for each in (True, Decimal("8.50"), Phrase("甲", "A"), ["x", False])]

    expected = {"zh": ["是", "8.50", "甲", "x、否"], "en": ["Yes", "8.50", "A", "x, No"]}
    assert said == expected[tongue]
    assert show.plain(LATE) == show.people_time(LATE)
    assert show.plain(date(2026, 1, 2)) == show.people_date(date(2026, 1, 2))


def test_paragraphs_never_let_markup_through() -> None:
    text = "<script>alert(1)</script>\r\n& more\n\n\n\n  second"

    assert show.paragraphs(text) == (
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>&amp; more</p>\n<p>  second</p>"
    )


def test_messages_of_any_depth_come_out_by_field(tongue: str) -> None:
    nested = {
        "title": [Phrase("必填", "required")],
        "claims": {0: {"unit": ["no such unit"], "_schema": ["odd"]}},
        "_schema": ["whole form"],
        "price": "below zero",
    }

    assert show.flat(nested) == {
        "title": [{"zh": "必填", "en": "required"}[tongue]],
        "claims.0.unit": ["no such unit"],
        "claims.0": ["odd"],
        "": ["whole form"],
        "price": ["below zero"],
    }
    assert show.flat(("a", "b")) == show.flat(["a", "b"]) == {"": ["a", "b"]}
