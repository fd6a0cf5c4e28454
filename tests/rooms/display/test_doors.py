"""The JSON doors and the pages of technologies and patents."""

import re
from typing import Any

from flask import Flask

from marketplace.core.unit import reading
from marketplace.display import queries
from marketplace.display.states import PatentState
from tests.factories.display import again, card, draft, full, move, number, patent, published
from tests.factories.identity import actor
from tests.factories.web import api, pages


def test_a_technology_goes_through_the_api(app: Flask) -> None:
    holder, operator = actor("holder"), actor("operator")
    own, desk, public = api(app, holder), api(app, operator), api(app)
    made = own.post("/api/v1/technologies", json=full())
    assert made.status_code == 201, made.text
    where = f"/api/v1/technologies/{made.json['id']}"
    assert public.get(where).status_code == 404
    assert [m["name"] for m in made.json["moves"]] == ["submit"]
    tag = made.headers["ETag"]
    assert own.post(f"{where}/moves/submit").status_code == 428
    sent = own.post(f"{where}/moves/submit", headers={"If-Match": tag})
    assert sent.json["state"] == "submitted"
    assert own.post(f"{where}/moves/take", headers={"If-Match": '"9"'}).status_code == 403
    queue = desk.get("/api/v1/reviews").json["items"]
    waiting = next(item for item in queue if item["id"] == made.json["id"])
    items = [{"id": waiting["id"], "version": waiting["version"]}]
    done = desk.post("/api/v1/reviews", json={"items": items, "move": "publish"})
    assert done.json["verdicts"][0]["state"] == "published", done.text
    shown = public.get(where)
    assert (shown.status_code, shown.json["contact"]) == (200, None)
    assert shown.json["claims"][0]["canonical_unit"] == "mg/m³"
    listed = public.get("/api/v1/technologies?field=energy_saving_env").json["items"]
    assert made.json["id"] in {item["id"] for item in listed}
    assert public.get(f"{where}/revisions").json["items"] == []


def test_refusals_of_the_api_name_fields_and_reasons(app: Flask) -> None:
    client = api(app, actor("holder"))
    answer = client.post(
        "/api/v1/technologies",
        json={"title": "x", "claims": [{"measurand": "so2_out", "quantity": "≤35 kWh"}]},
    )
    assert (answer.status_code, answer.json["code"]) == (422, "bad-claim")
    assert answer.json["fields"] == ["claims.0"]
    assert "kWh" in answer.json["because"]
    wrong = client.post("/api/v1/technologies", json={"title": "x", "fields": ["nothing"]})
    assert (wrong.status_code, wrong.json["code"]) == (422, "unknown-code")
    bad = client.post("/api/v1/patents", json={"title": "x", "number": "201710601862.4"})
    assert (bad.status_code, bad.json["code"]) == (422, "bad-patent-number")


def test_every_bad_claim_is_named_with_its_own_reason(app: Flask) -> None:
    claims = [
        {"measurand": "so2_out", "quantity": "abc"},
        {"measurand": "so2_out", "quantity": "≤35 mg/m³"},
        {"measurand": "nox_out", "quantity": "20 kWh"},
    ]
    sent = {"title": "x", "claims": claims}
    answer = api(app, actor("holder")).post("/api/v1/technologies", json=sent)
    assert answer.json["fields"] == ["claims.0", "claims.2"]
    first, third = answer.json["errors"]["claims.0"][0], answer.json["errors"]["claims.2"][0]
    assert "abc" in first == answer.json["because"]
    assert "kWh" in third
    assert "mg/m³" in third, "it says which units can be used"


def test_inventors_are_for_the_holder_and_the_operator(app: Flask) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = patent(holder)
    where = f"/api/v1/patents/{row.id}"
    tag = api(app, operator).get(where).headers["ETag"]
    moved = api(app, operator).post(f"{where}/moves/list", headers={"If-Match": tag})
    assert moved.json["state"] == "listed"
    assert api(app).get(where).json["inventors"] == []
    assert api(app, holder).get(where).json["inventors"] == ["张三"]
    assert "张三" not in pages(app).get(f"/patents/{row.id}").text
    assert "张三" in pages(app, holder).get(f"/patents/{row.id}").text


def test_a_card_keeps_what_a_change_leaves_out(app: Flask) -> None:
    holder = actor("holder")
    row = patent(holder)
    client = api(app, holder)
    tag = client.get(f"/api/v1/patents/{row.id}").headers["ETag"]
    changed = client.patch(
        f"/api/v1/patents/{row.id}", json={"abstract": "新摘要"}, headers={"If-Match": tag}
    )
    assert changed.status_code == 200, changed.text
    assert (changed.json["abstract"], changed.json["number"]) == ("新摘要", row.number)
    assert changed.json["title"] == row.title


def filled(key: Any, version: int) -> dict[str, Any]:
    return {
        "version": str(version),
        "title": "烧结烟气超低排放",
        "summary": "一句话",
        "description": "说明",
        "patents-0-patent_id": str(key),
        "patents-0-proof_kind": "register_extract",
        "patents-0-proof_number": "R-9",
        "patents-0-proof_on": "2026-11-01",
        "effects": ["cuts_pollution"],
        "fields": ["energy_saving_env"],
        "licences": ["ordinary", "exclusive"],
        "claims-0-measurand": "so2_out",
        "claims-0-quantity": "不高于 35 mg/m3",
        "trl": "a8",
        "trl_self_declared": "true",
        "price_mode": "negotiable",
        "price_low": "120万",
        "region": "410300",
        "contact": "电话",
        "non_confidential": "true",
    }


def test_a_professor_with_one_patent_gets_through(app: Flask) -> None:
    """Number, title, one form, submit: four requests."""
    holder = actor("holder")
    client = pages(app, holder)
    start = {"number": f"ZL{number()}", "title": "一种烟气净化方法", "ipc": "B01D 53/50；乱写"}
    first = client.post("/technologies/new", data=start)
    assert first.status_code == 303, first.text
    edit = first.headers["Location"]
    shown = client.get(edit)
    assert "B01D 53/00" in shown.text, "the suggestion names its symbol"
    with reading() as session:
        row = queries.technology.technologies(session, holder, holder=holder.org).items[0]
        assert row.codes("fields") == ["energy_saving_env"]
    saved = client.post(edit, data=filled(row.patents[0].id, row.version))
    assert saved.status_code == 303, saved.text
    page = client.get(saved.headers["Location"])
    assert "≤ 35 mg/m³" in page.text
    assert "120 万元起" in page.text
    sent = client.post(
        f"/technologies/{row.id}/moves/submit", data={"version": str(again(row.id).version)}
    )
    assert sent.status_code == 303
    assert again(row.id).state == "submitted"


def test_the_form_comes_back_with_what_was_typed_and_what_is_wrong(app: Flask) -> None:
    holder = actor("holder")
    card_ = patent(holder)
    row = draft(holder, patent_id=card_.id)
    client = pages(app, holder)
    wrong = filled(card_.id, row.version) | {"price_low": "很多", "claims-0-quantity": "≤35 kWh"}
    answer = client.post(f"/technologies/{row.id}/edit", data=wrong)
    assert answer.status_code == 422
    assert "很多" in answer.text
    wrong["price_low"] = ""
    answer = client.post(f"/technologies/{row.id}/edit", data=wrong)
    assert answer.status_code == 422
    assert "SO₂" in answer.text
    assert "claims.0" not in answer.text
    assert 'href="#f-claims-0-quantity"' in answer.text
    bad = client.post("/technologies/new", data={"number": "201710601862.4", "title": "x"})
    assert bad.status_code == 422
    assert "校验位" in bad.text


def test_a_wrong_claim_is_marked_in_its_own_row_and_folded_ticks_are_counted(app: Flask) -> None:
    holder = actor("holder")
    card_ = patent(holder)
    row = draft(holder, patent_id=card_.id)
    sent = filled(card_.id, row.version) | {"processes": ["sintering", "coking"]}
    moved = {k.replace("claims-0", "claims-2"): v for k, v in sent.items()}
    moved["claims-2-quantity"] = "≤35 kWh"
    page = pages(app, holder).post(f"/technologies/{row.id}/edit", data=moved).text
    assert 'href="#f-claims-2-quantity"' in page
    assert "已选 2 项" in page


def test_each_wrong_row_is_marked_with_its_reason_and_named_by_its_measurand(app: Flask) -> None:
    holder = actor("holder")
    row = draft(holder)
    sent = {
        "version": str(row.version),
        "title": "草稿",
        "claims-0-measurand": "so2_out",
        "claims-0-quantity": "abc",
        "claims-2-measurand": "nox_out",
        "claims-2-quantity": "20 kWh",
    }
    where = f"/technologies/{row.id}/edit"
    page = pages(app, holder).post(where, data=sent).text
    for at, name, reason in ((0, "SO₂", "abc"), (2, "NOx", "kWh")):
        entry = re.search(rf'<a href="#f-claims-{at}-quantity">([^<]+)</a>', page)
        assert entry, at
        assert f"第 {at + 1} 行指标（" in entry[1]
        assert name in entry[1]
        assert reason in entry[1]
        assert f'id="f-claims-{at}-quantity-error"' in page
    lone = {**sent, "claims-0-measurand": "", "claims-2-quantity": "≤50 mg/m³"}
    page = pages(app, holder).post(where, data=lone).text
    assert 'href="#f-claims-0-measurand"' in page, "a figure of nothing is not dropped in silence"


def test_a_draft_of_a_state_unit_needs_only_its_title(app: Flask) -> None:
    holder = actor("holder", state_set_up=True)
    row = draft(holder)
    where = f"/technologies/{row.id}/edit"
    page = pages(app, holder).get(where).text
    needed = re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"[^>]* required', page)
    assert needed == ["title"]
    sent = {"version": str(row.version), "title": "只有名称"}
    assert pages(app, holder).post(where, data=sent).status_code == 303
    assert again(row.id).title == "只有名称"


def test_pages_read_in_both_languages(app: Flask) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = published(holder, operator, patent_id=patent(holder).id, region="410300")
    waiting = draft(holder, title="待审")
    move(holder, waiting.id, "submit")
    paths = [
        "/technologies",
        f"/technologies/{row.id}",
        "/patents",
        f"/patents/{row.patents[0].id}",
    ]
    for client, more in (
        (pages(app), []),
        (
            pages(app, holder),
            ["/technologies/mine", "/technologies/new", f"/technologies/{row.id}/edit"],
        ),
        (pages(app, operator), ["/reviews", f"/technologies/{waiting.id}"]),
    ):
        for path in [*paths, *more]:
            for tongue in ("zh", "en"):
                got = client.get(f"{path}?lang={tongue}")
                assert got.status_code == 200, (path, got.text)


def test_the_clerk_decides_in_batches(app: Flask) -> None:
    holder, operator = actor("holder"), actor("operator")
    rows = [draft(holder, title=f"批量{n}") for n in range(3)]
    for row in rows:
        move(holder, row.id, "submit")
    items = [f"technology:{row.id}:{again(row.id).version}" for row in rows]
    client = pages(app, operator)
    answer = client.post("/reviews", data={"item": items[:2], "move": "publish"})
    assert answer.status_code == 303
    back = client.post(
        "/reviews", data={"item": items[2:], "move": "request_changes", "reason": "unclear"}
    )
    assert back.status_code == 303
    assert [again(r.id).state for r in rows] == ["published", "published", "changes_requested"]
    assert "表述不清" in pages(app, holder).get(f"/technologies/{rows[2].id}").text


def test_a_revision_is_seen_beside_the_live_version(app: Flask) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = published(holder, operator)
    client = api(app, holder)
    where = f"/api/v1/technologies/{row.id}"
    tag = client.get(where).headers["ETag"]
    answer = client.patch(where, json={"title": "新名称"}, headers={"If-Match": tag})
    assert answer.status_code == 200
    assert answer.json["title"] == row.title, "the live version stays"
    (revision,) = client.get(f"{where}/revisions").json["items"]
    assert (revision["live"], revision["proposed"]) == ({"title": row.title}, {"title": "新名称"})
    shown = pages(app, operator).get(f"/revisions/{revision['id']}").text
    assert row.title in shown
    assert "新名称" in shown
    path = f"{where}/revisions/{revision['id']}/moves/publish"
    done = api(app, operator).post(path, headers={"If-Match": f'"{revision["version"]}"'})
    assert done.json["state"] == "published", done.text
    assert api(app).get(where).json["title"] == "新名称"


def test_bulk_cards_wait_for_the_clerk_when_the_holder_is_new(app: Flask) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = patent(holder, title=card().title)
    items = [{"kind": "patent", "id": str(row.id), "version": row.version}]
    done = api(app, operator).post("/api/v1/reviews", json={"items": items, "move": "list"})
    assert done.json["verdicts"][0]["state"] == PatentState.LISTED


def test_a_batch_that_is_refused_keeps_its_ticks_and_says_why_once(app: Flask) -> None:
    holder, desk = actor("holder"), pages(app, actor("operator"))
    rows = [move(holder, draft(holder).id, "submit") for _ in range(2)]
    items = [f"technology:{row.id}:{row.version}" for row in rows]
    given = {"item": items, "move": "request_changes", "text": "请补充检测报告"}
    answer = desk.post("/reviews", data=given)
    assert answer.status_code == 422
    assert all(f'value="{item}" checked' in answer.text for item in items)
    assert answer.text.count("请选择理由") == 1
    assert ">请补充检测报告</textarea>" in answer.text
    mended = desk.post("/reviews", data=given | {"reason": "incomplete"})
    assert mended.status_code == 303
