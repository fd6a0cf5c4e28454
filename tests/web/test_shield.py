"""What every answer and every form is guarded by."""

import re

import pytest
import structlog
from flask import Flask
from flask.testing import FlaskClient

from marketplace.web import who
from tests.web import gallery


@pytest.fixture
def app() -> Flask:
    return gallery.build()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def _token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", ["/", "/problem", "/no-such-page", "/assets/market.css"])
def test_every_answer_carries_the_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path, buffered=True).headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for part in ("default-src 'self'", "object-src 'none'", "base-uri 'none'"):
        assert part in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_transport_security_is_promised_over_tls_only(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/bare").headers
    secure = client.get("/bare", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_pages_of_somebody_signed_in_are_stored_nowhere(client: FlaskClient) -> None:
    client.set_cookie(who.COOKIE, "opaque")

    assert client.get("/bare").headers["Cache-Control"] == "no-store"
    style = client.get("/assets/market.css?v=1", buffered=True)
    assert "immutable" in style.headers["Cache-Control"]


def test_a_page_with_a_form_token_is_stored_nowhere(client: FlaskClient) -> None:
    answer = client.get("/")

    assert "csrf_token" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_public_pages_may_be_kept_but_differ_by_cookie() -> None:
    answer = gallery.build(signed_in=False).test_client().get("/bare")

    assert "no-store" not in answer.headers.get("Cache-Control", "")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" in answer.vary


def test_a_form_without_its_token_is_refused_by_name(client: FlaskClient) -> None:
    answer = client.post("/form")

    assert answer.status_code == 400
    assert "form-not-ours" in answer.text


def test_a_form_with_its_token_is_taken(client: FlaskClient) -> None:
    assert client.post("/form", data={"csrf_token": _token(client)}).status_code == 200


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_from_another_site_is_refused_even_with_a_token(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    answer = client.post("/form", data={"csrf_token": _token(client)}, headers=headers)

    assert answer.status_code == 400


def test_our_own_origin_is_no_other_site(client: FlaskClient) -> None:
    data, headers = {"csrf_token": _token(client)}, {"Origin": "http://localhost"}

    assert client.post("/form", data=data, headers=headers).status_code == 200


def test_the_api_takes_a_bearer_token_or_no_cookie_without_a_form_token(app: Flask) -> None:
    client = app.test_client()
    assert client.post("/api/v1/things").status_code == 200

    client.set_cookie(who.COOKIE, "opaque")
    bearer = {"Authorization": "bearer abc", "Origin": "https://elsewhere.example"}
    assert client.post("/api/v1/things", headers=bearer).status_code == 200


def test_the_api_by_session_cookie_needs_the_form_token(client: FlaskClient) -> None:
    token = _token(client)
    client.set_cookie(who.COOKIE, "opaque")

    refused = client.post("/api/v1/things", content_type="text/plain", data="{}")
    assert (refused.status_code, refused.json["code"]) == (400, "form-not-ours")  # type: ignore[index]
    assert client.post("/api/v1/things", headers={"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize("given", ["short", "x" * 65, "bad id with spaces", "a;b=cdefgh"])
def test_an_odd_request_id_is_replaced(client: FlaskClient, given: str) -> None:
    answer = client.get("/bare", headers={"X-Request-Id": given})

    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-Id"])


def test_a_well_formed_request_id_is_kept_and_bound_to_the_log(app: Flask) -> None:
    app.add_url_rule("/log", "log", structlog.contextvars.get_contextvars)

    answer = app.test_client().get("/log", headers={"X-Request-Id": "edge-0123456789"})

    assert answer.headers["X-Request-Id"] == "edge-0123456789"
    assert answer.json == {"request_id": "edge-0123456789"}


def test_a_problem_page_names_the_request(client: FlaskClient) -> None:
    assert "edge-0123456789" in client.get("/x", headers={"X-Request-Id": "edge-0123456789"}).text


def test_a_foreign_host_is_answered_in_plain_text(app: Flask) -> None:
    app.config["TRUSTED_HOSTS"] = ["market.example"]

    refused = app.test_client().get("/bare", base_url="http://evil.example")
    assert (refused.status_code, refused.mimetype) == (400, "text/plain")
    assert "evil" not in refused.text
    assert app.test_client().get("/bare", base_url="http://market.example").status_code == 200


def test_what_is_too_large_is_refused(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000

    assert app.test_client().post("/form", data={"text": "x" * 2000}).status_code == 413


def test_limits_are_set_and_a_setting_made_before_wins() -> None:
    assert gallery.build().config["MAX_CONTENT_LENGTH"] == 64 << 20
    assert gallery.build().config["MAX_FORM_PARTS"] == 1000
