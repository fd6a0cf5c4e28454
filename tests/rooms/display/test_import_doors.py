"""The doors of imports: few clicks for an officer, the same by JSON."""

import io
import re

from flask import Flask

from marketplace.display.actions import imports as actions
from marketplace.display.states.imports import ImportState
from tests.factories import imports as make
from tests.factories.display import number
from tests.factories.identity import actor
from tests.factories.web import api, pages

OWN = "内部编号,我们的名称,申请号\n"


def upload(client: object, text: str, name: str = "我的专利.csv") -> object:
    data = {"file": (io.BytesIO(text.encode("gb18030")), name)}
    return client.post("/imports", data=data)  # type: ignore[attr-defined]


def test_an_officer_gets_through_with_three_posts(app: Flask) -> None:
    who = actor("holder")
    client = pages(app, who)
    assert "template.xlsx" in client.get("/imports").text
    sent = upload(client, OWN + "".join(f"{n},方法{n},{number()}\n" for n in range(30)))
    where = sent.headers["Location"]  # type: ignore[attr-defined]
    asked = client.get(where).text
    assert asked.count("<select") == 3
    assert re.search(r'value="number" selected', asked)
    assert re.search(r'value="title" selected', asked)
    version = re.search(r'name="version" value="(\d+)"', asked)
    assert version
    given = {"version": version[1], "target": "patent", "columns": ["-", "title", "number"]}
    assert client.post(f"{where}/moves/map", data=given).status_code == 303
    working = client.get(where).text
    assert "data-poll" in working
    key = client.get(f"{where}/progress")
    assert client.get(
        f"{where}/progress", headers={"If-None-Match": key.headers["ETag"]}
    ).status_code == 304  # fmt: skip
    row = make.worked(make.again(where.rsplit("/", 1)[1]))
    assert "还没有写入" in client.get(where).text
    assert client.get(f"{where}?target=patent").text.count("<select") == 3
    go = client.post(f"{where}/moves/start", data={"version": str(row.version)})
    assert go.status_code == 303
    assert make.worked(row).state is ImportState.DONE
    done = client.get(where, headers={"Accept-Language": "en"}).text
    assert "30" in done
    assert "data-poll" not in client.get(f"{where}/progress").text


def test_what_lacks_is_asked_for_on_the_same_page(app: Flask) -> None:
    who = actor("holder")
    client = pages(app, who)
    where = upload(client, OWN + f"1,甲法,{number()}\n").headers["Location"]  # type: ignore[attr-defined]
    row = make.again(where.rsplit("/", 1)[1])
    given = {"version": row.version, "target": "patent", "columns": ["-", "-", "number"]}
    answer = client.post(f"{where}/moves/map", data=given)
    assert answer.status_code == 422
    assert "必需的列尚未对应。 名称" in answer.text


def test_a_file_that_is_refused_says_why_on_the_page(app: Flask) -> None:
    client = pages(app, actor("holder"))
    data = {"file": (io.BytesIO(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)), "a.xls")}
    answer = client.post("/imports", data=data)
    assert answer.status_code == 422
    assert "旧版 Excel" in answer.text
    assert client.post("/imports", data={}).status_code == 422


def test_two_gigabytes_are_refused_before_they_are_sent(app: Flask) -> None:
    huge = {"CONTENT_LENGTH": str(2 << 30)}
    answer = pages(app, actor("holder")).post("/imports", environ_overrides=huge)
    assert answer.status_code == 413
    client = api(app, actor("holder"))
    by_json = client.post("/api/v1/imports?name=a.csv", environ_overrides=huge)
    assert by_json.status_code == 413


def test_the_same_by_json(app: Flask) -> None:
    who = actor("holder")
    client = api(app, who)
    text = f"申请号,名称,申请日\n{number()},甲法,2023-01-03\n{number()},乙法,某日\n"
    made = client.post("/api/v1/imports?name=a.csv", data=text.encode(), headers={
        "Idempotency-Key": "one", "Content-Type": "text/csv"})  # fmt: skip
    assert made.status_code == 200
    where = f"/api/v1/imports/{made.json['id']}"
    tag = {"If-Match": made.headers["ETag"]}
    given = {"columns": ["number", "title", "filed_on"]}
    assert client.post(f"{where}/moves/map", json=given).status_code == 428
    mapped = client.post(f"{where}/moves/map", json=given, headers=tag)
    assert mapped.json["state"] == "mapped"
    make.worked(make.again(made.json["id"]))
    tried = client.get(where)
    assert tried.json["trial"]["refused"] == 1
    assert [m["name"] for m in tried.json["moves"]] == ["map", "start", "cancel"]
    rows = client.get(f"{where}/rows?outcome=refused&limit=1").json
    assert rows["items"][0]["problems"][0]["value"] == "某日"
    assert rows["next"]
    again = client.post("/api/v1/imports?name=a.csv", data=text.encode(), headers={
        "Idempotency-Key": "one", "Content-Type": "text/csv"})  # fmt: skip
    assert again.headers["Idempotency-Replayed"] == "true"
    other = client.post("/api/v1/imports?name=a.csv", data=b"a,b\n1,2\n", headers={
        "Idempotency-Key": "one", "Content-Type": "text/csv"})  # fmt: skip
    assert other.json["code"] == "idempotency-key-reused"
    assert [one["id"] for one in client.get("/api/v1/imports").json["items"]] == [made.json["id"]]


def test_the_report_and_the_templates_can_be_downloaded(app: Flask) -> None:
    who = actor("holder")
    row = make.imported(who, f"申请号,名称,申请日\n{number()},甲法,某日\n")
    client = pages(app, who)
    for form, kind in (("csv", "text/csv"), ("xlsx", "spreadsheetml")):
        for path in (f"/imports/{row.id}/report.{form}", f"/imports/template.{form}?target=demand"):
            answer = client.get(path)
            assert kind in answer.headers["Content-Type"]
            assert "attachment" in answer.headers["Content-Disposition"]
    assert "某日" in client.get(f"/imports/{row.id}").text
    assert app.config["MAX_CONTENT_LENGTH"] > actions.MOST
