"""A repeated request is answered, not done again (I-05), and versions are asked for (INV-G4)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select

from marketplace.app import create_app
from marketplace.core import db
from marketplace.core.unit import reading
from marketplace.identity.models import Organisation
from tests.factories.identity import actor
from tests.factories.web import api, pages

FIRM = {"name": "幂等测试厂", "kinds": ["enterprise"]}


def firms() -> int:
    with reading() as session:
        rows = select(func.count()).where(Organisation.name == FIRM["name"])
        return session.scalar(rows) or 0


def test_i_05_the_same_key_does_it_once_and_answers_the_same(app: Flask) -> None:
    client = api(app, actor("holder"))
    answers = [
        client.post("/api/v1/organisations", json=FIRM, headers={"Idempotency-Key": "k1"})
        for _ in range(3)
    ]
    assert [a.status_code for a in answers] == [201, 201, 201]
    assert len({a.text for a in answers}) == 1
    assert len({a.headers["ETag"] for a in answers}) == 1
    assert [a.headers.get("Idempotency-Replayed") for a in answers] == [None, "true", "true"]
    assert firms() == 1


def test_i_05_the_same_key_for_something_else_is_refused(app: Flask) -> None:
    client = api(app, actor("holder"))
    client.post("/api/v1/organisations", json=FIRM, headers={"Idempotency-Key": "k"})
    other = client.post(
        "/api/v1/organisations", json=FIRM | {"name": "另一家"}, headers={"Idempotency-Key": "k"}
    )
    assert (other.status_code, other.json["code"]) == (422, "idempotency-key-reused")


def test_i_05_keys_are_each_persons_own(app: Flask) -> None:
    for _ in range(2):
        client = api(app, actor("holder"))
        answer = client.post("/api/v1/organisations", json=FIRM, headers={"Idempotency-Key": "k"})
        assert "Idempotency-Replayed" not in answer.headers
    assert firms() == 2


def test_a_refusal_is_not_kept(app: Flask) -> None:
    client = api(app, actor("holder"))
    wrong = FIRM | {"uscc": "91410300MA40ABCD1X"}
    first = client.post("/api/v1/organisations", json=wrong, headers={"Idempotency-Key": "k"})
    assert first.status_code == 422
    again = client.post("/api/v1/organisations", json=FIRM, headers={"Idempotency-Key": "k"})
    assert again.status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "密钥", "a\tb"])
def test_a_bad_key_is_refused_by_name(app: Flask, key: str) -> None:
    client = api(app, actor("holder"))
    headers = {"Idempotency-Key": key.encode().decode("latin-1")}
    answer = client.post("/api/v1/organisations", json=FIRM, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (400, "bad-idempotency-key")


@pytest.mark.parametrize(
    ("given", "status"), [(None, 428), ("x", 400), ('"99"', 412), ('W/"1"', 200)]
)
def test_inv_g4_a_change_names_the_version_it_saw(
    app: Flask, given: str | None, status: int
) -> None:
    somebody = actor("holder", verified=False)
    headers = {"If-Match": given} if given else {}
    answer = api(app, somebody).patch(
        f"/api/v1/organisations/{somebody.org}", json={"about": "新"}, headers=headers
    )
    assert answer.status_code == status


def test_unknown_fields_and_parameters_are_refused(app: Flask) -> None:
    client = api(app, actor("holder"))
    body = client.post("/api/v1/organisations", json=FIRM | {"role": "operator"})
    assert (body.status_code, list(body.json["errors"]["json"])) == (422, ["role"])
    asked = client.get("/api/v1/organisations?page=2")
    assert (asked.status_code, list(asked.json["errors"]["query"])) == (422, ["page"])


def test_a_form_is_read_by_the_same_schema(app: Flask) -> None:
    somebody = actor("holder", verified=False)
    client = pages(app, somebody)
    where = f"/organisations/{somebody.org}/edit"
    wrong = client.post(where, data={"version": "1", "region": "41", "about": "简介"})
    assert wrong.status_code == 422
    assert "简介" in wrong.text
    right = client.post(where, data={"version": "1", "region": "410300", "about": "简介"})
    assert (right.status_code, right.headers["Location"]) == (
        303,
        f"/organisations/{somebody.org}",
    )
    stale = client.post(where, data={"version": "1", "region": "410302"})
    assert stale.status_code == 412


def test_i_05_the_same_key_for_another_organisation_is_another_request(app: Flask) -> None:
    clerk, firm, other = actor("operator"), actor("holder"), actor("holder")
    client = api(app, clerk)
    for number, org in enumerate((firm.org, other.org)):
        headers = {"Idempotency-Key": "k", "X-On-Behalf-Of": str(org)}
        answer = client.post("/api/v1/technologies", json={"title": "同名"}, headers=headers)
        assert answer.status_code == (201, 422)[number]


def test_i_05_two_at_once_under_a_key_do_it_once(committed: Engine) -> None:
    """The second may look before the first has answered, and take the key afterwards."""
    app = create_app()
    app.testing = True
    db.bind(committed)
    somebody, name = actor("holder"), f"同时{uuid4().hex}"
    clients = [api(app, somebody) for _ in range(4)]
    gate = Barrier(len(clients))

    def ask(client: FlaskClient) -> tuple[int, str]:
        gate.wait()
        body = {"name": name, "kinds": ["enterprise"]}
        headers = {"Idempotency-Key": "at once"}
        answer = client.post("/api/v1/organisations", json=body, headers=headers)
        return answer.status_code, answer.text

    with ThreadPoolExecutor(len(clients)) as pool:
        told = list(pool.map(ask, clients))
    assert {status for status, _ in told} <= {201, 409}
    assert len({text for status, text in told if status == 201}) == 1
    with reading() as session:
        rows = select(func.count()).where(Organisation.name == name)
        assert session.scalar(rows) == 1
