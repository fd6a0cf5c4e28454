"""One click switches a kind of letters off: no sign-in, no form of ours, as often as it comes."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from config.settings import settings
from marketplace.core.unit import reading
from marketplace.identity.models import Person
from marketplace.notices import queries
from marketplace.notices.channels import links
from marketplace.notices.states import DIGEST, KINDS, Chosen
from tests.factories.identity import actor, person
from tests.factories.notices import chosen, happened, letters, telling
from tests.factories.web import pages

ONE_CLICK = {"List-Unsubscribe": "One-Click"}
# As a mail program's servers send it: no cookie, a foreign origin, no token of a form.
FOREIGN = {"Origin": "https://mail.example.net", "Sec-Fetch-Site": "cross-site"}


def path(who: Person, what: str) -> str:
    return links.off(who.id, what).removeprefix(settings().public_url)


def wants(who: Person) -> Chosen:
    with reading() as session:
        return queries.chosen_by(session, who.id)


def test_the_address_in_a_letter_s_header_works_with_one_post(outbox: Path, app: Flask) -> None:
    somebody = person()
    happened(telling(somebody, kind="match"), title="甲", what="匹配")
    (letter,) = letters(outbox)
    way_out = re.compile(r"<https://market\.example\.org(/unsubscribe/[^>]+)>")
    found = way_out.match(letter["List-Unsubscribe"])
    assert found
    answer = app.test_client().post(found[1], data=ONE_CLICK, headers=FOREIGN)
    assert answer.status_code == 200
    happened(telling(somebody, kind="match"), title="乙", what="匹配")
    happened(telling(somebody, kind="deal"), title="丙", what="报价")
    assert ["“乙”" in str(one["Subject"]) for one in letters(outbox)] == [False, False]
    assert len(letters(outbox)) == 2


def test_a_look_changes_nothing_and_offers_a_button(app: Flask) -> None:
    somebody = person()
    for method in ("get", "head"):
        answer = getattr(app.test_client(), method)(path(somebody, "match"))
        assert answer.status_code == 200
    page = app.test_client().get(f"{path(somebody, 'match')}?lang=en").text
    assert "Matches" in page
    assert '<form method="post">' in page
    assert wants(somebody).version == 0


def test_doing_it_again_is_answered_alike_and_changes_nothing(app: Flask) -> None:
    somebody = person()
    first = app.test_client().post(path(somebody, "match"), data=ONE_CLICK)
    kept = wants(somebody)
    again = app.test_client().post(path(somebody, "match"), data=ONE_CLICK)
    assert (first.status_code, again.status_code) == (200, 200)
    assert wants(somebody) == kept
    assert kept.wish("match", "mail") == "off"
    assert all(kept.wish(kind, "mail") == "now" for kind in KINDS if kind != "match")
    assert kept.wish("match", "inbox") == "now"


def test_who_is_signed_in_as_somebody_else_switches_off_the_letter_s_reader_alone(
    app: Flask,
) -> None:
    reader, other = person(), actor("holder")
    pages(app, other).post(path(reader, "deal"))
    assert wants(reader).wish("deal", "mail") == "off"
    with reading() as session:
        assert other.person
        assert queries.chosen_by(session, other.person).version == 0


def test_the_daily_letter_s_way_out_ends_what_goes_into_it(app: Flask) -> None:
    somebody = person()
    chosen(somebody, {("match", "mail"): "digest", ("review", "mail"): "digest"})
    app.test_client().post(path(somebody, DIGEST), data=ONE_CLICK)
    kept = wants(somebody)
    assert {kind for kind in KINDS if kept.wish(kind, "mail") == "off"} == {"match", "review"}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("what", ["system", "weather"])
def test_what_must_come_and_what_is_not_ours_has_no_way_out(
    app: Flask, method: str, what: str
) -> None:
    assert getattr(app.test_client(), method)(path(person(), what)).status_code == 404


def test_a_forged_or_changed_address_is_refused(app: Flask) -> None:
    somebody = person()
    good = path(somebody, "match")
    token = good.rsplit("/", 1)[1]
    body, _, sign = token.rpartition(".")
    other = path(person(), "match").rsplit("/", 1)[1].rpartition(".")[0]
    for wrong in (
        f"{other}.{sign}",
        f"{body}.{sign[::-1]}",
        body,
        sign,
        "x",
        f"{token}x",
        token[1:],
    ):
        answer = app.test_client().post(f"/unsubscribe/{wrong}", data=ONE_CLICK)
        assert answer.status_code == 404, wrong
    assert wants(somebody).version == 0


def test_the_address_of_somebody_who_is_gone_is_refused(app: Flask) -> None:
    gone = Person(id=uuid4(), name="无此人")
    assert app.test_client().post(path(gone, "match"), data=ONE_CLICK).status_code == 404
