"""The operator sees every template as it would be sent, and nothing is sent by looking."""

from pathlib import Path

import pytest
from flask import Flask

from marketplace import house
from marketplace.notices.public import Telling
from marketplace.notices.states import DIGEST, KINDS
from tests.factories.identity import actor
from tests.factories.notices import rows
from tests.factories.web import pages

TELLINGS = [one for one in house.REACTIONS.values() if isinstance(one, Telling)]
URL = "/notices/templates"


def test_every_sentence_of_every_kind_is_listed_in_both_languages(app: Flask) -> None:
    page = pages(app, actor("operator")).get(f"{URL}?lang=en").text
    for one in TELLINGS:
        assert f'href="{URL}/{one.name}"' in page
    for kind in KINDS.values():
        assert kind.words.en in page
    assert "—</span>" not in page.replace('class="gap">—', "")


def test_each_opens_in_both_languages_with_text_and_html_and_nothing_is_sent(
    outbox: Path, app: Flask
) -> None:
    client = pages(app, actor("operator"))
    before = len(rows())
    for name in [one.name for one in TELLINGS] + [DIGEST]:
        page = client.get(f"{URL}/{name}")
        assert page.status_code == 200, name
        for language in ("zh", "en"):
            address = f"{URL}/{name}/{language}/mail.html"
            assert f'src="{address}"' in page.text
            letter = client.get(address)
            assert letter.status_code == 200
            assert "<!doctype html>" in letter.text
    assert len(rows()) == before
    assert not outbox.exists()


def test_a_letter_is_shown_shut_in(app: Flask) -> None:
    answer = pages(app, actor("operator")).get(f"{URL}/{TELLINGS[0].name}/zh/mail.html")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script-src" not in policy
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("who", ["holder", "broker_firm", "supervisor"])
def test_templates_are_the_operator_s_business(app: Flask, who: str) -> None:
    client = pages(app, actor(who))
    for path in (URL, f"{URL}/{DIGEST}", f"{URL}/{DIGEST}/zh/mail.html"):
        assert client.get(path).status_code == 403


def test_what_is_no_template_is_missing(app: Flask) -> None:
    client = pages(app, actor("operator"))
    for path in ("nothing", "notices.digest", f"{DIGEST}/zh/pigeon.html"):
        assert client.get(f"{URL}/{path}").status_code == 404
