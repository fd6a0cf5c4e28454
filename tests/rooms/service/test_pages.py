"""Pages of the room: everybody's directories, one's own profile, mandates and referrals."""

from html import unescape

import pytest
from flask import Flask

from marketplace.core.clock import today
from marketplace.core.unit import unit
from marketplace.service.actions import introduction
from marketplace.service.actions.introduction import Introduce
from marketplace.service.actions.referral import Refer, refer
from tests.factories.identity import actor
from tests.factories.service import YEAR, agency, applied, broker, mandate, subject
from tests.factories.web import pages


def version(page: str) -> str:
    """The hidden version of the first form on a page."""
    return page.split('name="version" value="')[1].split('"', maxsplit=1)[0]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everybody_reads_the_directories_and_profiles(
    app: Flask, database: object, language: str
) -> None:
    firm, lab = broker(introduction="十年脱硫脱硝技术转移经验"), agency()
    client = pages(app)
    for path, words in (
        ("/brokers?grade=senior&region=洛阳市", firm.broker.name),
        (f"/brokers/{firm.broker.id}", "脱硫脱硝"),
        ("/agencies?service=testing&accredited=true", lab.name),
        (f"/agencies/{lab.id}", "201612050342"),
    ):
        answer = client.get(path, query_string=None)
        assert answer.status_code == 200, path
        text = unescape(client.get(f"{path}{'&' if '?' in path else '?'}lang={language}").text)
        assert words in text, path


def test_a_public_profile_shows_public_facts_only(app: Flask, database: object) -> None:
    firm, lab = broker(), agency()
    seen = pages(app).get(f"/brokers/{firm.broker.id}").text
    assert firm.broker.certificate not in seen
    own = pages(app, firm.actor).get(f"/brokers/{firm.broker.id}").text
    assert firm.broker.certificate in own
    assert "证明材料" not in pages(app).get(f"/agencies/{lab.id}").text


def test_a_broker_applies_by_form_and_is_told_what_to_mend(app: Flask, database: object) -> None:
    client = pages(app, actor("broker_firm"))
    assert client.get("/brokers/apply").status_code == 200
    form = {"grade": "senior", "certificate": "JJR-7", "regions": "火星市", "accepts_new": "true"}
    wrong = client.post("/brokers/apply", data=form)
    assert wrong.status_code == 422
    assert "火星市" in wrong.text
    right = form | {"regions": "洛阳市", "grade_until": (today() + YEAR).isoformat()}
    sent = client.post("/brokers/apply", data=right)
    assert sent.status_code == 303, sent.text
    page = client.get(sent.location)
    assert "JJR-7" in page.text
    edit = client.get(f"{sent.location}/edit")
    done = client.post(
        f"{sent.location}/edit", data={"version": version(edit.text), "introduction": "新介绍"}
    )
    assert done.status_code == 303
    assert "新介绍" in client.get(sent.location).text


def test_the_operator_verifies_by_a_button(app: Flask, database: object) -> None:
    firm = applied()
    client = pages(app, actor("operator"))
    where = f"/brokers/{firm.broker.id}"
    assert firm.broker.name in client.get("/brokers?state=applied").text
    page = client.get(where).text
    assert f"{where}/moves/verify" in page
    done = client.post(f"{where}/moves/verify", data={"version": version(page)})
    assert done.status_code == 303
    assert "换证更新" in client.get(where).text


def test_an_agency_enters_its_papers_by_form(app: Flask, database: object) -> None:
    client = pages(app, actor("agency"))
    assert client.get("/agencies/new").status_code == 200
    made = client.post("/agencies/new", data={"services": ["testing"], "region": "洛阳市"})
    assert made.status_code == 303, made.text
    page = client.get(made.location).text
    paper = {"kind": "cma", "number": "7", "valid_from": "2024-01-01", "valid_until": "2030-01-01"}
    wrong = client.post(f"{made.location}/accreditations", data=paper | {"version": version(page)})
    assert wrong.status_code == 422
    right = paper | {"number": "2016 1205 0342", "version": version(page)}
    assert client.post(f"{made.location}/accreditations", data=right).status_code == 303
    page = client.get(made.location).text
    assert "河南省" in page
    assert "2020 年" in page
    item = {"service": "testing", "item": "颗粒物", "version": version(page)}
    assert client.post(f"{made.location}/scope", data=item).status_code == 303
    assert client.get(f"{made.location}/edit").status_code == 200


def test_a_laboratory_finds_its_own_profile(app: Flask, database: object) -> None:
    staff = actor("agency")
    client = pages(app, staff)
    assert 'href="/agencies?mine=true"' in client.get(f"/organisations/{staff.org}").text
    assert 'href="/agencies/new"' in client.get("/agencies").text
    client.post("/agencies/new", data={"services": ["testing"], "region": "洛阳市"})
    assert 'href="/agencies/new"' not in client.get("/agencies").text


def test_a_client_drafts_and_offers_a_mandate_by_form(app: Flask, database: object) -> None:
    firm, holder = broker(), actor("holder")
    client = pages(app, holder)
    assert firm.broker.name in client.get("/mandates/new").text
    form = {
        "title": "脱硫技术转让委托",
        "broker_id": str(firm.broker.id),
        "client_org": str(holder.org),
        "side": "seller",
        "scope": "寻找受让方",
        "valid_from": today().isoformat(),
        "valid_until": (today() + YEAR).isoformat(),
        "fee_kind": "tiers",
        "tiers": "100万：30\n*：10",
    }
    assert client.post("/mandates/new", data=form | {"tiers": "30"}).status_code == 422
    made = client.post("/mandates/new", data=form)
    assert made.status_code == 303, made.text
    page = client.get(made.location).text
    assert "3%" in page
    offer = client.post(f"{made.location}/moves/offer", data={"version": version(page)})
    assert offer.status_code == 303
    other = pages(app, firm.actor)
    assert "脱硫技术转让委托" in other.get("/mandates").text
    assert f"{made.location}/moves/accept" in other.get(made.location).text


def test_introductions_and_referrals_have_pages(app: Flask, database: object) -> None:
    firm, holder, met = broker(), actor("holder"), actor("enterprise")
    thing = subject()
    made = mandate(firm, holder)
    with unit() as session:
        row = introduction.introduce(
            session, firm.actor, made.id, Introduce(met.org, *thing, "引荐洽谈")
        )
    with unit() as session:
        asked = refer(session, holder, Refer(firm.broker.id, *thing, "请协助报价", "说明"))
    client = pages(app, met)
    page = client.get(f"/introductions/{row.id}").text
    assert f"/introductions/{row.id}/moves/acknowledge" in page
    assert "引荐洽谈" in client.get("/mandates").text
    assert pages(app, firm.actor).get(f"/mandates/{made.id}").status_code == 200
    desk = pages(app, firm.actor)
    page = desk.get(f"/referrals/{asked.id}").text
    assert "请协助报价" in desk.get("/referrals").text
    done = desk.post(
        f"/referrals/{asked.id}/moves/accept", data={"version": version(page), "reason": "可以"}
    )
    assert done.status_code == 303
    assert "可以" in pages(app, holder).get(f"/referrals/{asked.id}").text
    assert client.get(f"/referrals/{asked.id}").status_code == 404
    form = pages(app, holder).get(f"/brokers/{firm.broker.id}/refer")
    assert form.status_code == 200


def test_nobody_is_asked_to_sign_in_for_private_pages(app: Flask, database: object) -> None:
    for path in ("/mandates", "/referrals", "/mandates/new"):
        assert pages(app).get(path).status_code == 401, path
