"""The API page: whole, in both languages, and without anything from outside."""

import re
import shlex

import pytest
from flask import Flask

from marketplace.web import api_docs
from tests.factories.web import pages


def test_every_operation_is_on_the_page(app: Flask) -> None:
    page = pages(app).get("/api/docs").text
    described = app.extensions["described"]()
    for path, methods in described["paths"].items():
        for method in set(methods) & set(api_docs.METHODS):
            assert f"<b>{method.upper()}</b> {path}" in page.replace("&lt;", "<")


@pytest.mark.parametrize(("language", "words"), [("zh", "开放接口"), ("en", "Open interface")])
def test_the_page_is_in_both_languages(app: Flask, language: str, words: str) -> None:
    assert words in pages(app).get(f"/api/docs?lang={language}").text


def test_nothing_comes_from_outside(app: Flask) -> None:
    page = pages(app).get("/api/docs").text
    assert not re.findall(r'(?:src|href)="(?!/|#)', page)


def test_links_to_schemas_lead_somewhere(app: Flask) -> None:
    page = pages(app).get("/api/docs").text
    there = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= there


def test_examples_are_commands_a_shell_takes(app: Flask) -> None:
    with app.test_request_context():
        described = app.extensions["described"]()
        made = [op for g in api_docs.groups(described, "http://localhost") for op in g.operations]
    assert len(made) > 20
    for operation in made:
        words = shlex.split(operation.curl)
        assert words[0] == "curl"
        assert words[-1] == f"http://localhost{operation.path}"
