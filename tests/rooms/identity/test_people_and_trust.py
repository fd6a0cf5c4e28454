"""An organisation's people, and how far the market trusts what it publishes."""

from uuid import uuid4

import pytest
from flask import Flask

from marketplace.core.actor import NOBODY, Actor
from marketplace.core.errors import Refused
from marketplace.core.unit import reading, unit
from marketplace.identity import actions, public, queries
from marketplace.identity.errors import MemberAlready
from marketplace.identity.models import Organisation
from tests.factories.identity import actor, colleague, person
from tests.factories.web import api, pages


def row_of(who: Actor) -> Organisation:
    with reading() as session:
        return queries.organisation(session, who, who.org)


def test_the_administrator_takes_a_registered_person_in_by_a_form(app: Flask) -> None:
    firm, somebody = actor("holder"), person("新同事", mobile="13900000001")
    page, path = pages(app, firm), f"/organisations/{firm.org}/people"
    data = {"login": "+86 139-0000-0001", "role": "member"}
    assert page.post(path, data=data).status_code == 303
    text = page.get(path).text
    assert "新同事" in text
    assert "管理员" in text
    again = page.post(path, data=data)
    assert again.status_code == 422
    assert "该用户已是本机构成员" in again.text
    with pytest.raises(MemberAlready), unit() as session:
        actions.add_member(session, firm, firm.org, somebody.email or "", "member")
    assert page.post(path, data={"login": "nobody@example.org"}).status_code == 422


def test_members_read_who_belongs_and_strangers_do_not(app: Flask) -> None:
    firm = actor("holder")
    path = f"/organisations/{firm.org}/people"
    assert "由该机构的管理员增加成员" in pages(app, colleague(firm)).get(path).text
    assert pages(app, actor("operator")).get(path).status_code == 200
    assert pages(app, actor("enterprise")).get(path).status_code == 403
    assert pages(app).get(path).status_code == 401
    assert pages(app, colleague(firm)).post(path, data={"login": "x"}).status_code == 403


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_short_way_leads_to_ones_own_organisation(app: Flask, lang: str) -> None:
    firm = actor("holder")
    page = pages(app, firm)
    assert page.get("/my/organisation").location == f"/organisations/{firm.org}"
    assert page.get(f"/organisations/{firm.org}?lang={lang}").status_code == 200
    assert pages(app).get("/my/organisation").status_code == 401


def test_the_operator_sets_trust_and_it_is_on_the_record(app: Flask) -> None:
    firm, operator = actor("holder"), actor("operator")
    path = f"/api/v1/organisations/{firm.org}/trust"
    seen = {"If-Match": f'"{row_of(firm).version}"'}
    done = api(app, operator).post(path, json={"trust": "post_audit"}, headers=seen)
    assert (done.status_code, done.json["trust"]) == (200, "post_audit")
    stale = api(app, operator).post(path, json={"trust": "review"}, headers=seen)
    assert stale.status_code == 412
    stranger = api(app, actor("enterprise")).get(f"/api/v1/organisations/{firm.org}")
    assert stranger.json["trust"] is None
    data = {"trust": "material_only", "version": row_of(firm).version}
    form = pages(app, operator).post(f"/organisations/{firm.org}/trust", data=data)
    assert form.status_code == 303
    assert row_of(firm).trust == "material_only"


def test_nobody_but_the_operator_sets_trust_and_only_of_holders(database: object) -> None:
    firm, buyer, operator = actor("holder"), actor("enterprise"), actor("operator", "holder")
    for who, whom in ((firm, firm), (actor("supervisor"), firm), (actor("operator"), buyer)):
        with pytest.raises(Refused), unit() as session:
            actions.set_trust(session, who, whom.org, "post_audit", row_of(whom).version)
    with pytest.raises(Refused), unit() as session:
        actions.set_trust(session, operator, operator.org, "post_audit", row_of(operator).version)


def test_who_is_meant_by_a_name_a_part_of_it_or_an_id(database: object) -> None:
    tag = uuid4().hex[:8]
    one = actor("holder", name=f"洛阳{tag}大学")
    two = actor("holder", name=f"洛阳{tag}大学附属研究院")
    hidden = actor("holder", name=f"郑州{tag}研究所", verified=False)
    with reading() as session:

        def meant(text: str, who: Actor = NOBODY) -> set[object]:
            return {key for key, _ in public.meant(session, who, text)}

        assert meant(f"洛阳 {tag} 大学") == {one.org}
        assert meant(tag) == {one.org, two.org}
        assert meant(str(two.org)) == {two.org}
        assert meant(f"郑州{tag}") == set()
        assert meant(f"郑州{tag}", hidden) == {hidden.org}
        assert meant("  ") == set()
        assert meant("%") == set()
