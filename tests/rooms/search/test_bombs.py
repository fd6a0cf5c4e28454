"""A-17: no question, whatever it is made of, breaks search or takes long."""

import html
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import search_index
from marketplace.search.words import OTHERWISE, WHY
from tests.factories import display
from tests.factories.identity import actor
from tests.factories.raw import ask
from tests.search_index.bombs import BOMBS

Follow = Callable[[], int]
PARTS = [
    *'()"*-~^:[] ?、“²\\',
    *("AND ", "OR ", "NOT ", "a", "烟气", "title:", "TO", "\u202e", "2.5", "mg/m3"),
    *("e\u0301", "\ud800"),
]


def typed(text: str) -> str:
    return quote(text, safe="", errors="surrogatepass")


@pytest.fixture
def market(searching: Follow) -> None:
    display.published(actor("holder"), actor("operator"), title="烧结烟气脱硫技术")
    searching()


def answered(app: Flask, text: str, language: str) -> int:
    """Ask by API and page: both say the same, and a no has its name and its words."""
    query = f"q={typed(text)}&lang={language}"
    status, _, got = ask(app, "/api/v1/search", query)
    paged, _, page = ask(app, "/search", query)
    assert (status, paged) in {(200, 200), (400, 400)}, text[:80]
    if status == 400:
        told = json.loads(got)
        assert told["code"] in {"bad-question", "malformed", "address-too-long"}
        if told["code"] == "bad-question":
            assert told["because"] not in {"", OTHERWISE.to(language)}, "it says why"
            assert told["because"] in html.unescape(page)
        else:
            assert told["code"] in page
    return status


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_17_every_bomb_is_answered_or_refused_by_name(
    app: Flask, market: None, language: str
) -> None:
    seen = {}
    for name, text in BOMBS.items():
        began = time.perf_counter()
        seen[name] = answered(app, text, language)
        assert time.perf_counter() - began < 5, name
    refused = {name for name, status in seen.items() if status == 400}
    assert {"a megabyte of words", "2,000 parentheses", "null byte"} <= refused
    assert {"one character", "emoji", "right-to-left marks", "SQL"} <= seen.keys() - refused


def test_a_17_no_bomb_breaks_the_completion_of_words(app: Flask, market: None) -> None:
    for name, text in BOMBS.items():
        status, _, _ = ask(app, "/api/v1/search/suggestions", f"prefix={typed(text)}")
        assert status in {200, 400, 422}, name


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_a_17_nothing_made_of_the_signs_of_the_language_breaks_it(
    app: Flask, market: None, text: str
) -> None:
    answered(app, text, "zh")


def test_a_17_whatever_cannot_be_asked_has_its_own_words() -> None:
    """Those a reader cannot cause stand in the address only and are refused by the schema."""
    ours = {"unknown_facet", "unknown_number", "unknown_sort", "limit_out_of_range"}
    source = "".join(path.read_text() for path in Path(search_index.__file__).parent.glob("*.py"))
    codes = set(re.findall(r'BadQuery\(\s*"(\w+)"', source))
    assert len(codes) > 12
    assert codes - ours <= WHY.keys()


def test_a_17_what_is_marked_up_is_never_markup(app: Flask, market: None) -> None:
    shown = ask(app, "/search", f"q={typed(BOMBS['markup'])}")[2]
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
