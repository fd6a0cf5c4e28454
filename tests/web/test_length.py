"""An address too long to be anybody's is refused before it costs anything."""

import time

import pytest
from flask import Flask

from marketplace.web.length import LONGEST
from tests.factories.raw import ask


@pytest.mark.parametrize("path", ["/search", "/api/v1/search", "/technologies", "/nowhere"])
def test_a_megabyte_of_address_is_refused_by_name_and_at_once(app: Flask, path: str) -> None:
    ask(app, path, "q=x")
    began = time.perf_counter()
    status, headers, body = ask(app, path, "q=" + "%E7%83%9F" * 400_000)
    assert time.perf_counter() - began < 2
    assert status == 400
    assert "address-too-long" in body
    assert headers["X-Request-Id"]
    assert len(body) < 100_000


def test_a_path_is_an_address_too(app: Flask) -> None:
    status, _, body = ask(app, "/" + "a" * LONGEST, "")
    assert (status, "address-too-long" in body) == (400, True)


def test_the_longest_address_is_taken(app: Flask) -> None:
    query = "q=" + "x" * (LONGEST - len("/api/v1/search") - 2)
    _, _, body = ask(app, "/api/v1/search", query)
    assert "address-too-long" not in body


@pytest.mark.parametrize(("language", "words"), [("zh", "地址过长"), ("en", "too long")])
def test_it_says_so_in_both_languages(app: Flask, language: str, words: str) -> None:
    assert words in ask(app, "/search", "q" * 40_000 + f"&lang={language}")[2]
