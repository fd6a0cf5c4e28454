"""The language of the reader."""

import pytest
from flask import Flask, request

from marketplace.core.speech import Phrase
from marketplace.web import speech


@pytest.fixture
def app() -> Flask:
    app = Flask("reader", static_folder=None)
    speech.register(app)
    for path in ("/", "/api/v1/"):
        app.add_url_rule(path, path, lambda: speech.say("你好", "hello") + str(dict(request.args)))
    return app


def test_chinese_is_what_a_stranger_reads(app: Flask) -> None:
    assert app.test_client().get("/").text == "你好{}"


def test_the_market_may_speak_english_by_itself(app: Flask) -> None:
    app.config["MARKET_LANG"] = "en"

    assert app.test_client().get("/").text == "hello{}"


def test_a_language_asked_for_once_is_remembered(app: Flask) -> None:
    client = app.test_client()

    first = client.get("/?lang=en")

    assert first.text == "hello{}"
    assert "SameSite=Lax" in first.headers["Set-Cookie"]
    assert client.get("/").text == "hello{}"
    assert client.get("/?lang=zh").text == "你好{}"


def test_doors_never_see_lang_but_see_all_else(app: Flask) -> None:
    assert app.test_client().get("/?lang=en&q=x").text == "hello{'q': 'x'}"


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("en", "hello{}"),
        ("en-GB,en;q=0.9,zh;q=0.2", "hello{}"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "你好{}"),
        ("fr, *;q=0.5", "你好{}"),
        ("", "你好{}"),
        (";;q=x,,", "你好{}"),
    ],
)
def test_a_program_is_answered_in_the_language_of_its_header(
    app: Flask, header: str, words: str
) -> None:
    client = app.test_client()

    assert client.get("/api/v1/", headers={"Accept-Language": header}).text == words
    assert client.get("/", headers={"Accept-Language": header}).text == "你好{}"
    assert client.get("/api/v1/?lang=en", headers={"Accept-Language": header}).text == "hello{}"


@pytest.mark.parametrize("code", ["fr", "", "zh\r\nX: y", "EN"])
def test_a_language_that_is_not_ours_changes_nothing(app: Flask, code: str) -> None:
    answer = app.test_client().get("/", query_string={"lang": code})

    assert answer.text == "你好{}"
    assert "Set-Cookie" not in answer.headers


def test_phrases_and_labels_are_spoken_in_the_readers_language(app: Flask) -> None:
    with app.test_request_context("/", headers={"Cookie": "lang=en"}):
        assert speech.speak(Phrase("第 {n} 版", "version {n}"), n=2) == "version 2"
        assert speech.speak("plain {n}") == "plain {n}"
        assert speech.label({"a": Phrase("甲", "A")}, "a") == "A"
        assert speech.label({}, "unknown") == "unknown"
