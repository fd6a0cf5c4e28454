"""What is posted: signed as Standard Webhooks 1.0 says, and in the forms that robots take."""

import base64
import hashlib
import hmac
import json

import pytest

from marketplace.core.outbound import Answer
from marketplace.core.signing import signature
from marketplace.core.speech import Phrase
from marketplace.outreach.rules import robots, standard
from marketplace.outreach.rules.message import Verdict, cut, key_of
from tests.factories.outreach import message

STAMP = 1614265330


def test_the_signature_is_that_of_the_published_example() -> None:
    key = standard.key_of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", STAMP, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_each_secret_signs_and_a_receiver_that_knows_either_can_verify() -> None:
    keys = [standard.new_secret(), standard.new_secret()]
    request = standard.request(message(), "https://hooks.example.org/", keys, STAMP)
    given = request.headers["webhook-signature"].split(" ")
    for secret in keys:
        key = base64.b64decode(secret.removeprefix("whsec_"))
        signed = f"{request.headers['webhook-id']}.{STAMP}.".encode() + request.body
        own = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
        assert f"v1,{own}" in given
    assert len(given) == 2


def test_a_secret_has_256_bits_and_its_prefix() -> None:
    made = standard.new_secret()
    assert made.startswith("whsec_")
    assert len(standard.key_of(made)) == 32


def test_the_body_holds_type_time_words_and_ids_and_nothing_else() -> None:
    told = message()
    body = json.loads(standard.request(told, "", [], STAMP).body)
    assert body == {
        "type": "match.suggested",
        "timestamp": "2026-11-03T08:30:00Z",
        "data": {
            "kind": "match",
            "subject": {"kind": "match", "id": str(told.subject_id)},
            "words": {"zh": told.words.zh, "en": told.words.en},
            "url": "https://m.example.org/matches/1",
        },
    }


def test_an_id_has_no_full_stop_and_is_the_same_on_repeats() -> None:
    assert key_of("7.match.told.x") == key_of("7.match.told.x") != key_of("7.match.told.y")
    assert "." not in key_of("7.match.told.x")


@pytest.mark.parametrize("most", range(3, 40))
def test_a_text_is_cut_between_whole_characters(most: int) -> None:
    text = cut("气量四十万立方米 😀 SO₂", most)
    assert len(text.encode()) <= most
    assert "�" not in text


LONG = Phrase("脱硫" * 20_000, "sulphur " * 20_000)


@pytest.mark.parametrize("form", list(robots.ROBOTS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_long_sentence_keeps_the_robot_s_limit_and_its_link(form: str, language: str) -> None:
    request = robots.request(form, message(words=LONG), "https://r/?k=1", "s", STAMP, language)
    limit = {"wecom": 4096, "dingtalk": 20_000, "feishu": 20_000}[form]
    assert len(request.body) <= limit
    assert "https://m.example.org/matches/1" in request.body.decode()


@pytest.mark.parametrize("form", list(robots.ROBOTS))
def test_a_title_that_calls_everybody_or_draws_a_link_stays_plain_text(form: str) -> None:
    evil = Phrase('<@all> [点我](https://evil.example) **x** <at user_id="all">', "x")
    body = robots.request(form, message(words=evil), "https://r/?k=1", None, STAMP, "zh").body
    told = body.decode().replace("https://m.example.org/matches/1", "")
    for mark in ("<@", "<at", "[点我]", "**"):
        assert mark not in told


def answer(code: object, status: int = 200, name: str = "errcode") -> Answer:
    return Answer(status, json.dumps({name: code}).encode(), None)


@pytest.mark.parametrize(
    ("form", "name", "code", "meaning"),
    [
        ("wecom", "errcode", 0, "taken"),
        ("wecom", "errcode", 93000, "gone"),
        ("wecom", "errcode", 45009, "limited"),
        ("wecom", "errcode", 40058, "unfit"),
        ("wecom", "errcode", 12345, "refused"),
        ("dingtalk", "errcode", 0, "taken"),
        ("dingtalk", "errcode", 130101, "limited"),
        ("dingtalk", "errcode", 300005, "gone"),
        ("dingtalk", "errcode", 310000, "refused"),
        ("dingtalk", "errcode", 460101, "unfit"),
        ("feishu", "code", 0, "taken"),
        ("feishu", "code", 11232, "limited"),
        ("feishu", "code", 19001, "gone"),
        ("feishu", "code", 19021, "refused"),
        ("feishu", "code", 9499, "unfit"),
        ("feishu", "code", True, "refused"),
        ("feishu", "code", "0", "refused"),
    ],
)
def test_a_robot_s_200_means_what_the_code_in_it_says(
    form: str, name: str, code: object, meaning: str
) -> None:
    assert robots.verdict(form, answer(code, name=name)).meaning == meaning


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b"[" * 60_000, b"\xff"])
def test_an_answer_that_makes_no_sense_is_no_success(body: bytes) -> None:
    for form in robots.ROBOTS:
        assert robots.verdict(form, Answer(200, body, None)).meaning == "refused"


@pytest.mark.parametrize(
    ("status", "wait", "verdict"),
    [
        (200, None, Verdict("taken")),
        (204, None, Verdict("taken")),
        (302, None, Verdict("refused")),
        (400, None, Verdict("refused")),
        (404, None, Verdict("refused")),
        (410, None, Verdict("gone")),
        (429, 7, Verdict("limited", 7)),
        (429, None, Verdict("limited", 60)),
        (500, None, Verdict("refused")),
    ],
)
def test_what_a_status_means_to_own_systems(
    status: int, wait: int | None, verdict: Verdict
) -> None:
    assert standard.verdict(Answer(status, b"", wait)) == verdict
