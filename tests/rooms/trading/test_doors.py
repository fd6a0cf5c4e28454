"""The doors of trading: the story over HTTP, repeated and stale requests, and the pages."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from tests.factories import trading
from tests.factories.identity import actor
from tests.factories.trading import TERMS, Negotiation, accept, offered, opened, sent, version
from tests.factories.web import api, pages

OFFER = {
    "terms": {
        "licence": "ordinary",
        "price_mode": "lump_sum_once",
        "lump_sum_fen": 50_000_000,
        "territory": ["410000"],
    }
}


def test_the_story_from_request_to_agreed_terms(app: Flask) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    subject = trading.technology(holder)
    asking, holding = api(app, seeker), api(app, holder)
    made = asking.post(
        "/api/v1/licence-requests",
        json={"technology_id": str(subject), "wanted": "ordinary", "budget_fen": 40_000_000},
    )
    assert made.status_code == 201, made.text
    path = f"/api/v1/licence-requests/{made.json['id']}"
    answer = made
    for client, name in (
        (asking, "send"),
        (holding, "acknowledge"),
        (holding, "qualify"),
        (holding, "open_deal"),
    ):
        answer = client.post(f"{path}/moves/{name}", headers={"If-Match": answer.headers["ETag"]})
        assert answer.status_code == 200, answer.text
    path = f"/api/v1/deals/{answer.json['deal_id']}"
    deal = holding.get(path)
    assert [m["name"] for m in deal.json["moves"]] == ["offer", "lose"]
    deal = holding.post(f"{path}/offers", json=OFFER, headers={"If-Match": deal.headers["ETag"]})
    assert deal.status_code == 201, deal.text
    lower = {"terms": OFFER["terms"] | {"lump_sum_fen": 45_000_000}, "valid_days": 10}
    deal = asking.post(
        f"{path}/moves/counter_offer", json=lower, headers={"If-Match": deal.headers["ETag"]}
    )
    assert deal.status_code == 200, deal.text
    versions = holding.get(f"{path}/offers?lang=en").json["items"]
    assert versions[1]["changes"] == [
        {
            "field": "lump_sum_fen",
            "label": "Lump sum",
            "before": "¥500,000",
            "after": "¥450,000",
        }
    ]
    read = {"no": 2, "content_hash": deal.json["current"]["content_hash"]}
    done = holding.post(
        f"{path}/moves/accept", json=read, headers={"If-Match": deal.headers["ETag"]}
    )
    assert (done.status_code, done.json["state"]) == (200, "term_agreed"), done.text


def test_inv_g4_a_stale_or_missing_etag_accepts_nothing(app: Flask) -> None:
    deal = offered()
    client, path = api(app, deal.seeker), f"/api/v1/deals/{deal.id}/moves/accept"
    body = {"no": 1, "content_hash": deal.current().content_hash}
    assert client.post(path, json=body).status_code == 428
    assert client.post(path, json=body, headers={"If-Match": '"99"'}).status_code == 412
    wrong = body | {"content_hash": "0" * 64}
    fresh = {"If-Match": f'"{version(deal)}"'}
    answer = client.post(path, json=wrong, headers=fresh)
    assert (answer.status_code, answer.json["code"]) == (412, "offer-changed")
    assert client.post(path, json=body, headers=fresh).status_code == 200
    assert client.post(path, json=body, headers=fresh).status_code == 409


def test_inv_g5_a_repeated_key_is_answered_and_not_done_again(app: Flask) -> None:
    deal = opened()
    client = api(app, deal.holder)
    path = f"/api/v1/deals/{deal.id}/offers"
    headers = {"If-Match": f'"{version(deal)}"', "Idempotency-Key": str(uuid4())}
    first = client.post(path, json=OFFER, headers=headers)
    again = client.post(path, json=OFFER, headers=headers)
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json == first.json
    assert len(client.get(path).json["items"]) == 1


def test_a_second_request_is_pointed_to_the_first(app: Flask) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    subject = trading.technology(holder)
    first = sent(seeker, subject)
    body = {"technology_id": str(subject), "wanted": "ordinary"}
    answer = api(app, seeker).post("/api/v1/licence-requests", json=body)
    assert (answer.status_code, answer.json["code"]) == (409, "already-requested")
    assert answer.json["request"] == str(first.id)


def test_c24_the_api_refuses_an_end_without_a_reason(app: Flask) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    row = sent(seeker, trading.technology(holder))
    path, match = (
        f"/api/v1/licence-requests/{row.id}/moves/decline",
        {"If-Match": f'"{row.version}"'},
    )
    assert api(app, holder).post(path, json={}, headers=match).status_code == 422
    assert api(app, holder).post(path, json={"reason": "x"}, headers=match).status_code == 422


def test_a_deal_struck_elsewhere_is_entered_at_agreed_terms(app: Flask) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    subject = trading.technology(holder)
    body = OFFER | {
        "technology_id": str(subject),
        "seeker_id": str(seeker.org),
        "struck_on": "2026-01-05",
        "evidence_note": "合同编号 2026-001",
    }
    assert api(app, seeker).post("/api/v1/deals", json=body).status_code == 403
    future = body | {"struck_on": "2999-01-01"}
    assert api(app, holder).post("/api/v1/deals", json=future).status_code == 422
    made = api(app, holder).post("/api/v1/deals", json=body)
    assert (made.status_code, made.json["state"]) == (201, "term_agreed"), made.text
    assert api(app, seeker).get(f"/api/v1/deals/{made.json['id']}").status_code == 200


def test_staff_of_the_market_enters_a_deal_for_a_firm_and_that_is_on_the_record(
    app: Flask,
) -> None:
    from marketplace.core import journal
    from marketplace.core.unit import reading

    holder, seeker, operator = actor("holder"), actor("enterprise"), actor("operator")
    body = OFFER | {
        "technology_id": str(trading.technology(holder)),
        "seeker_id": str(seeker.org),
        "struck_on": "2026-01-05",
        "evidence_note": "来访登记",
    }
    made = api(app, operator).post(
        "/api/v1/deals", json=body, headers={"X-On-Behalf-Of": str(holder.org)}
    )
    assert made.status_code == 201, made.text
    with reading() as session:
        entry = journal.about(session, "deal", UUID(made.json["id"]))[-1]
    assert (entry.fact, entry.actor_id, entry.on_behalf_of) == (
        "deal.struck_elsewhere",
        operator.person,
        holder.org,
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_page_can_be_read_in_both_languages(app: Flask, language: str) -> None:
    deal = offered()
    deal.offer(deal.seeker, TERMS)
    row = sent(actor("enterprise"), deal.technology)
    client = pages(app, deal.holder)
    for path in (
        "/deals",
        "/deals?stage=open",
        "/deals?stage=ended",
        f"/deals/{deal.id}",
        f"/deals/elsewhere?technology={deal.technology}",
        "/deals/elsewhere",
        "/licence-requests",
        "/licence-requests?direction=out",
        f"/licence-requests/{row.id}",
    ):
        answer = client.get(path.partition("?")[0], query_string={**_query(path), "lang": language})
        assert answer.status_code == 200, f"{path}: {answer.text[:400]}"
    asked = {"technology": str(deal.technology), "lang": language}
    other = pages(app, actor("enterprise"))
    assert other.get("/licence-requests/new", query_string=asked).status_code == 200


def _query(path: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in path.partition("?")[2].split("&") if pair)


def test_inv_g7_pages_of_others_are_missing(app: Flask) -> None:
    deal, stranger = offered(), pages(app, actor("enterprise"))
    assert stranger.get(f"/deals/{deal.id}").status_code == 404
    assert app.test_client().get("/deals").status_code in (303, 401)


def test_a_request_is_made_answered_and_negotiated_by_forms_alone(app: Flask) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    asking, holding = pages(app, seeker), pages(app, holder)
    subject = trading.technology(holder)
    made = asking.post(
        "/licence-requests",
        data={"technology_id": str(subject), "wanted": "ordinary", "territory": "河南省",
              "budget_fen": "40 万", "send": "1"},
    )  # fmt: skip
    assert made.status_code == 303, made.text
    path = made.headers["Location"]
    for name in ("acknowledge", "qualify", "open_deal"):
        answer = holding.post(f"{path}/moves/{name}", data={"version": _version(holding, path)})
        assert answer.status_code == 303, answer.text
    deal = answer.headers["Location"]
    wrong = holding.post(
        f"{deal}/offers",
        data=_terms(_version(holding, deal)) | {"lump_sum_fen": "很多", "territory": "大西洲"},
    )
    assert wrong.status_code == 422
    assert "大西洲" in wrong.text
    answer = holding.post(f"{deal}/offers", data=_terms(_version(holding, deal)))
    assert answer.status_code == 303, answer.text
    page = asking.get(deal).text
    assert "120 万元" in page
    answer = asking.post(f"{deal}/moves/lose", data={"version": _version(asking, deal)})
    assert answer.status_code == 422
    digest = page.split('name="content_hash" value="')[1].split('"')[0]
    data = {"version": _version(asking, deal), "no": "1", "content_hash": digest}
    assert asking.post(f"{deal}/moves/accept", data=data).status_code == 303


def _terms(version: str) -> dict[str, str]:
    return {
        "version": version,
        "licence": "ordinary",
        "territory": "全国",
        "price_mode": "lump_sum_once",
        "lump_sum_fen": "120 万",
        "months": "36",
        "improvements": "improver",
        "sublicensing": "no",
    }


def _version(client: object, path: str) -> str:
    text = client.get(path).text  # type: ignore[attr-defined]  # A test client.
    return text.split('name="version" value="')[1].split('"')[0]


def test_a_deal_page_offers_only_the_moves_that_are_open_and_allowed(app: Flask) -> None:
    deal: Negotiation = offered()
    ours, theirs = pages(app, deal.holder), pages(app, deal.seeker)
    assert "moves/accept" not in ours.get(f"/deals/{deal.id}").text
    assert "moves/accept" in theirs.get(f"/deals/{deal.id}").text
    accept(deal, deal.seeker)
    assert "/offers" not in theirs.get(f"/deals/{deal.id}").text
    watching = pages(app, actor("supervisor")).get(f"/deals/{deal.id}").text
    assert "moves/" not in watching


def test_a_broker_with_many_deals_sees_at_once_which_need_her(app: Flask) -> None:
    from marketplace.core.unit import unit
    from marketplace.trading.actions import deal as deals
    from marketplace.trading.states import Side

    broker, seeker = actor("broker_firm"), actor("enterprise")
    for number in range(3):
        deal = opened(seeker=seeker)
        trading.mandate(broker, seeker, Side.SEEKER, deal.technology)
        with unit() as session:
            deals.attach_broker(session, seeker, deal.id, broker.org, version(deal))
        if number == 0:
            deal.offer(deal.holder, TERMS)
            waiting = deal.id
    page = pages(app, broker).get("/deals").text
    assert page.count('href="/deals/') - page.count('href="/deals/elsewhere') == 1
    assert str(waiting) in page


def test_who_watches_is_not_called_a_party(app: Flask) -> None:
    deal = offered()
    watched = pages(app, actor("supervisor")).get("/deals").text
    assert all(word in watched for word in ("全部交易", "需求方："))
    assert not any(word in watched for word in ("我的交易", "代理："))
    assert "我的交易" in pages(app, deal.holder).get("/deals").text
