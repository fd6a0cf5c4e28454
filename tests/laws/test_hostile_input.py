"""A-08, A-15, A-18, A-22, A-23: what nobody sane sends is refused by name and breaks nothing."""

import base64
import json

import pytest
from flask import Flask

from tests.factories import demands, display
from tests.factories.identity import actor
from tests.factories.web import api, pages

SOMETHING = "00000000-0000-0000-0000-000000000000"
JSON = "application/json"


def cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        json.dumps(["0001-01-01T00:00:00+23:59", SOMETHING]),
        json.dumps(["9999-12-31T23:59:59-23:59", SOMETHING]),
        json.dumps({"a": 1, "b": 2}),
        "9" * 6000,
        "[NaN, NaN]",
    ],
)
def test_a_18_a_page_address_of_nobodys_making_is_refused(app: Flask, text: str) -> None:
    answer = api(app).get(f"/api/v1/technologies?after={cursor(text)}")
    assert (answer.status_code, answer.json["code"]) == (400, "bad-cursor")


@pytest.mark.parametrize(
    "wanted", ["//[", "//\u2100", "//evil.example", "/\\evil.example", "https:evil", "/\r\nX: y"]
)
def test_a_08_signing_in_leads_nowhere_else(app: Flask, wanted: str) -> None:
    shown = pages(app).get("/sign-in", query_string={"next": wanted})
    assert shown.status_code == 200
    assert "evil" not in shown.text.split("<main")[1]


def test_a_05_an_origin_that_cannot_be_read_is_foreign(app: Flask) -> None:
    headers = {"Origin": "http://["}
    answer = pages(app).post("/sign-in", data={"login": "x", "password": "y"}, headers=headers)
    assert answer.status_code == 400


@pytest.mark.parametrize("text", ["\ud800", "a\0b"])
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/api/v1/tokens", {"email": "a@example.org", "password": None}),
        ("/api/v1/tokens", {"email": None, "password": "x"}),
        ("/api/v1/organisations", {"name": "厂", "kinds": ["holder"], "uscc": None}),
        ("/api/v1/organisations", {"name": "厂", "kinds": [None]}),
    ],
)
def test_a_15_half_a_character_and_nul_are_no_text(
    app: Flask, path: str, fields: dict[str, object], text: str
) -> None:
    """Such text can neither be kept nor be sent back, so it is refused before anybody reads it."""
    filled = {k: text if v is None else [text] if v == [None] else v for k, v in fields.items()}
    client = api(app, actor("holder"))
    answer = client.post(path, data=json.dumps(filled), content_type=JSON)
    assert (answer.status_code, answer.json["code"]) == (400, "malformed")


def test_a_15_nul_in_a_form_or_an_address_is_refused(app: Flask) -> None:
    client = pages(app)
    assert client.post("/sign-in", data={"login": "a\0", "password": "b"}).status_code == 400
    assert client.get("/technologies?field=a%00").status_code == 400
    assert client.get("/problems/a%00").status_code == 400


@pytest.mark.parametrize("depth", [3_000, 100_000])
def test_a_22_json_too_deep_to_read_is_refused(app: Flask, depth: int) -> None:
    client = api(app, actor("holder"))
    answer = client.post("/api/v1/technologies", data="[" * depth, content_type=JSON)
    assert answer.status_code == 400


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_23_a_day_nobody_can_mean_is_refused(app: Flask, day: str) -> None:
    asked = {"title": "需求", "text": "降低二氧化硫", "place": "410300", "deadline": day}
    answer = api(app, actor("enterprise")).post("/api/v1/demands", json=asked)
    assert (answer.status_code, list(answer.json["errors"]["json"])) == (422, ["deadline"])


@pytest.mark.parametrize(
    "path", ["/reviews", "/technologies/renewals", "/demands/mine/renew", "/demands/queue"]
)
@pytest.mark.parametrize("item", ["x", "a:b:c", "technology:1:2", f"{SOMETHING}:x"])
def test_a_23_a_ticked_row_of_nobodys_making_is_refused(app: Flask, path: str, item: str) -> None:
    client = pages(app, actor("holder", "enterprise"))
    form = {"item": item, "move": "publish"}
    assert client.post(path, data=form).status_code == 400


def test_a_23_settings_and_acting_for_nothing_are_refused(app: Flask) -> None:
    client = pages(app, actor("operator"))
    assert client.post("/settings", data={"role": "admin"}).status_code == 422
    assert client.post("/act-for", data={"organisation": "x"}).status_code == 404


def test_a_15_the_words_of_a_move_are_read_like_any_text(app: Flask) -> None:
    holder, operator = actor("holder"), actor("operator")
    key = display.draft(holder).id
    seen = display.move(holder, key, "submit").version
    client = pages(app, operator)
    for words in ("好\u202e坏", "长" * 3000):
        form = {"version": seen, "reason": "other", "note": words}
        assert client.post(f"/technologies/{key}/moves/take", data=form).status_code == 422
    assert display.again(key).state == "submitted"


def test_a_09_what_people_write_is_never_markup(app: Flask) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    seeker, operator = actor("enterprise"), actor("operator")
    wanted = demands.published(seeker, operator, title=evil, text=evil * 3, scale=evil)
    offered = display.published(actor("holder"), title=evil, summary=evil, description=evil)
    for who in (None, seeker, operator):
        for path in ("/demands", f"/demands/{wanted.id}", f"/technologies/{offered.id}"):
            shown = pages(app, who).get(path)
            assert shown.status_code == 200
            assert "<script>alert" not in shown.text
            assert "<img src=x" not in shown.text
