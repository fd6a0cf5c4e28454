"""A-04: sessions and tokens end when they are ended, and nothing is left for the next reader."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from marketplace.core.errors import Problem
from marketplace.identity.actions import sign_in
from marketplace.identity.actions.sign_in import TRIES
from marketplace.identity.errors import TooManyAttempts, WrongCredentials
from tests.factories.identity import actor
from tests.factories.web import api, pages, token_of


def test_a_04_signing_out_ends_a_token_however_it_is_spaced(app: Flask) -> None:
    token = token_of(actor("holder"))
    spaced = {"Authorization": f"bearer   {token} "}
    client = api(app)
    assert client.get("/api/v1/people/me", headers=spaced).status_code == 200
    assert client.delete("/api/v1/tokens/current", headers=spaced).status_code == 204
    assert client.get("/api/v1/people/me", headers=spaced).status_code == 401


def test_a_04_signing_out_ends_the_session_and_forgets_the_form_token(app: Flask) -> None:
    client = pages(app, actor("holder"))
    client.post("/sign-out")
    with client.session_transaction() as kept:
        assert "csrf_token" not in kept
    assert client.get("/settings").status_code == 401


def test_a_04_the_cookie_is_for_tls_where_the_market_is_behind_a_proxy(app: Flask) -> None:
    app.config["SESSION_COOKIE_SECURE"] = True
    form = {
        "name": "张三",
        "email": "secure@example.org",
        "password": "green-market",
        "org_name": "测试厂",
        "org_kinds": "enterprise",
    }
    answer = pages(app).post("/register", data=form)
    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=Lax"))


@pytest.mark.usefixtures("committed")
def test_a_06_parallel_tries_are_all_counted() -> None:
    """Twice as many guesses at once as are allowed: no more than those are answered."""
    login = f"{token_of(actor('holder'))[:12]}@example.org"

    def guess(_: int) -> type[Problem]:
        try:
            sign_in(login, "wrong")
        except Problem as refusal:
            return type(refusal)
        pytest.fail("a guess was right")

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(guess, range(2 * TRIES)))
    assert told.count(WrongCredentials) == TRIES
    assert told.count(TooManyAttempts) == TRIES


def test_a_wrong_credit_code_is_shown_at_its_field(app: Flask) -> None:
    form = {
        "name": "张三",
        "email": "code@example.org",
        "password": "green-market",
        "org_name": "测试厂",
        "org_kinds": "enterprise",
        "org_uscc": "91410300MA0000000X",
    }
    answer = pages(app).post("/register", data=form)
    assert answer.status_code == 422
    assert all(word in answer.text for word in ('href="#f-org_uscc"', 'id="f-org_uscc-error"'))


def test_who_must_sign_in_first_comes_back_to_what_was_asked_for(app: Flask) -> None:
    shown = pages(app).get("/inbox?unread=true")
    assert shown.status_code == 401
    assert 'href="/sign-in?next=%2Finbox%3Funread%3Dtrue"' in shown.text
