"""Quantities told in texts are offered to who writes, and stored by nobody but them."""

import re

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.core.measure import Claim
from marketplace.display.pages.suggested import MOST_SHOWN
from marketplace.display.rules.suggested import MOST, Source, suggestions
from tests.factories import demands as make
from tests.factories.display import again, draft, patent, published
from tests.factories.identity import actor
from tests.factories.web import api, pages

ABSTRACT = "本发明公开一种烧结烟气脱硫方法。出口二氧化硫浓度低于35mg/m³，脱硫效率≥98%。"
# What the dossiers here state already, and their abstract does not tell.
STATED = [{"measurand": "so2_out", "quantity": "≤30 mg/m³"}]
SO2, RATE = Claim.read("so2_out", "<35 mg/m³"), Claim.read("desulphurisation_rate", "≥98%")


def source(text: str, field: str = "text") -> Source:
    return Source(field, text)


def test_what_a_text_tells_is_offered_with_its_sentence() -> None:
    first, second = suggestions([source(ABSTRACT)], []).items
    assert (first.claim, second.claim) == (SO2, RATE)
    assert first.sentence == "出口二氧化硫浓度低于35mg/m³，脱硫效率≥98%"
    assert (first.before, first.words) == ("出口二氧化硫浓度", "低于35mg/m³")


def offered(text: str, *held: str) -> list[str]:
    """What a text suggests beside claims, each as `code quantity`."""
    stated = [Claim.read(*one.split(" ", 1)) for one in held]
    found = suggestions([source(text)], stated).items
    return [f"{one.claim.measurand} {one.claim.show('en')}" for one in found]


@pytest.mark.parametrize(
    ("held", "left"),
    [
        ("so2_out <0.035 g/m³", ["desulphurisation_rate ≥ 98 %"]),
        ("so2_out ≤35 mg/m³", ["desulphurisation_rate ≥ 98 %"]),
        ("so2_out ≤30 mg/m³", ["so2_out < 35 mg/m³", "desulphurisation_rate ≥ 98 %"]),
        ("nox_out ≤35 mg/m³", ["so2_out < 35 mg/m³", "desulphurisation_rate ≥ 98 %"]),
        ("desulphurisation_rate 98%", ["so2_out < 35 mg/m³"]),
    ],
)
def test_what_is_stated_already_is_not_offered_in_whatever_unit(held: str, left: list[str]) -> None:
    assert offered(ABSTRACT, held) == left


def test_a_value_within_a_stated_range_or_at_a_stated_bound_says_nothing_new() -> None:
    text = "脱硫效率 98%。"
    assert offered(text, "desulphurisation_rate ≥98%") == []
    assert offered(text, "desulphurisation_rate 95~99%") == []
    assert offered(text, "desulphurisation_rate ≥95%") == ["desulphurisation_rate 98 %"]
    assert offered(text, "desulphurisation_rate 95~97%") == ["desulphurisation_rate 98 %"]


def test_figures_of_others_of_before_and_of_standards_are_not_offered() -> None:
    text = (
        "传统工艺SO2排放浓度为200mg/m³。标准要求SO2排放浓度不高于50mg/m³。"
        "本技术SO2排放浓度低于35mg/m³。对比例1的脱硫效率为85%。"
    )
    assert offered(text) == ["so2_out < 35 mg/m³"]


def test_of_several_trials_the_range_is_offered_once_or_the_worst() -> None:
    text = "实施例1：脱硫效率98%。实施例2：脱硫效率99%。实施例3：脱硫效率97.5%。"
    assert offered(text) == ["desulphurisation_rate 97.5–99 %"]
    (found,) = suggestions([source(text)], []).items
    assert found.words == "98%。实施例2：脱硫效率99%。实施例3：脱硫效率97.5%"
    bounds = "实施例1：脱硫效率≥98%。实施例2：脱硫效率≥97%。"
    assert offered(bounds) == ["desulphurisation_rate ≥ 97 %"]
    units = "实施例1：SO2排放浓度20mg/m³。实施例2：SO2排放浓度0.03g/m³。"
    assert offered(units) == ["so2_out 0.03 g/m³"]
    assert offered("实施例1：脱硫效率98%。") == ["desulphurisation_rate 98 %"]


def test_the_same_told_twice_is_offered_once_from_where_it_is_told_first() -> None:
    found = suggestions([source("脱硫效率 ≥98%", "summary"), source(ABSTRACT, "patent")], []).items
    assert [(s.claim, s.source.field) for s in found] == [(RATE, "summary"), (SO2, "patent")]


def test_what_nobody_can_place_is_not_offered_and_what_is_left_out_is_said() -> None:
    assert offered("纯度 99.5%，粒径 3 mm，TRL 7，2023 年 3 月") == []
    many = "，".join(f"脱硫效率 {n / 10}%" for n in range(600, 600 + MOST))
    exact = suggestions([source(many)], [])
    assert (len(exact.items), exact.more) == (MOST, False)
    over = suggestions([source(f"{many}，脱硫效率 99%")], [])
    assert (len(over.items), over.more) == (MOST, True)


def test_a_long_sentence_is_cut_and_says_so() -> None:
    (found,) = suggestions([source("很" * 200 + "脱硫效率 98%" + "好" * 200)], []).items
    assert found.before.startswith("…很")
    assert found.after.endswith("好…")
    assert len(found.sentence) < 150


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_a_sentence_holds_the_words_read_and_stands_in_the_text(left: str, right: str) -> None:
    for found in suggestions([source(f"{left}，脱硫效率 98%{right}")], []).items:
        assert found.words
        assert found.sentence.strip("…") in found.source.text


def test_a_technology_suggests_what_its_patents_abstract_tells(app: Flask) -> None:
    holder = actor("holder")
    card = patent(holder, abstract=ABSTRACT)
    row = draft(holder, patents=[{"patent_id": str(card.id)}], claims=STATED)
    where = f"/api/v1/technologies/{row.id}/suggested-claims"
    items = api(app, holder).get(where).json["items"]
    told = [(i["measurand"], i["comparator"], i["source"], i["of"]) for i in items]
    assert told == [
        ("so2_out", "lt", "patent", card.number),
        ("desulphurisation_rate", "ge", "patent", card.number),
    ]
    assert (items[0]["high"], items[0]["low"], items[0]["unit"]) == ("35", None, "mg/m³")
    assert items[0]["words"] == "低于35mg/m³"


def test_a_dossier_begun_from_a_patent_offers_its_figures_at_once(app: Flask) -> None:
    holder = actor("holder")
    card = patent(holder, abstract=ABSTRACT)
    client = pages(app, holder)
    begun = client.post("/technologies/new", data={"number": card.number})
    form = client.get(begun.headers["Location"]).text
    assert "desulphurisation_rate ≥ 98 %" in values(form)
    assert f"专利摘要 {card.number}" in form


def test_only_who_may_edit_is_told_what_a_text_suggests(app: Flask) -> None:
    holder, seeker, operator = actor("holder"), actor("enterprise"), actor("operator")
    row = published(holder, operator, description=ABSTRACT, claims=STATED)
    claims = f"/api/v1/technologies/{row.id}/suggested-claims"
    answers = {
        None: 401, actor("holder"): 403, seeker: 403, operator: 403, holder: 200,
    }  # fmt: skip
    for who, status in answers.items():
        assert api(app, who).get(claims).status_code == status
        shown = "低于35mg/m³</mark>" in pages(app, who).get(f"/technologies/{row.id}").text
        assert shown == (status == 200)
    demand = make.published(seeker, operator)
    targets = f"/api/v1/demands/{demand.id}/suggested-targets"
    for who, status in {None: 401, holder: 403, operator: 200, seeker: 200}.items():
        assert api(app, who).get(targets).status_code == status


def test_a_patent_one_may_not_see_suggests_nothing(app: Flask) -> None:
    holder, operator = actor("holder"), actor("operator")
    hidden = patent(operator, abstract=ABSTRACT)
    row = draft(holder)
    other = draft(holder, description=ABSTRACT, claims=STATED)
    for key, count in ((row.id, 0), (other.id, 2)):
        items = api(app, holder).get(f"/api/v1/technologies/{key}/suggested-claims").json["items"]
        assert len(items) == count
    assert hidden.holder_id is None


def values(page: str) -> list[str]:
    return re.findall(r'name="add_suggested"[^>]*value="([^"]*)"', page)


def test_one_click_fills_a_claim_row_of_the_form_and_keeps_nothing(app: Flask) -> None:
    holder = actor("holder")
    row = draft(holder, description=ABSTRACT, claims=STATED)
    client = pages(app, holder)
    where = f"/technologies/{row.id}/edit"
    first = client.get(where).text
    assert values(first) == ["so2_out &lt; 35 mg/m³", "desulphurisation_rate ≥ 98 %", "all", "read"]
    typed = {
        "version": str(row.version), "title": "新名称", "description": ABSTRACT,
        "claims-0-measurand": "so2_out", "claims-0-quantity": "≤30 mg/m³",
    }  # fmt: skip
    pressed = {"add_suggested": "desulphurisation_rate ≥ 98 %"}
    answer = client.post(where, data=typed | pressed)
    assert answer.status_code == 200
    assert 'name="claims-1-quantity" value="≥ 98 %"' in answer.text
    assert re.search(r'<option value="desulphurisation_rate" selected>', answer.text)
    assert 'value="新名称"' in answer.text
    assert values(answer.text) == ["so2_out &lt; 35 mg/m³", "read"]
    assert again(row.id).title == row.title
    assert len(again(row.id).claims) == 1
    every = client.post(where, data=typed | {"add_suggested": "all"}).text
    assert 'name="claims-1-quantity" value="&lt; 35 mg/m³"' in every
    assert 'name="claims-2-quantity" value="≥ 98 %"' in every
    assert values(every) == ["read"]


def test_a_button_that_was_not_offered_puts_nothing_in(app: Flask) -> None:
    holder = actor("holder")
    row = draft(holder)
    typed = {"version": str(row.version), "title": row.title, "add_suggested": "cop ≥ 9"}
    answer = pages(app, holder).post(f"/technologies/{row.id}/edit", data=typed)
    assert answer.status_code == 200
    assert "≥ 9" not in answer.text


def test_a_form_whose_texts_tell_nothing_says_so(app: Flask) -> None:
    holder = actor("holder")
    row = draft(holder)
    typed = {"version": str(row.version), "title": row.title, "add_suggested": "read"}
    client, where = pages(app, holder), f"/technologies/{row.id}/edit"
    assert "文字中没有读出新的指标" in client.post(where, data=typed).text
    assert "文字中没有读出新的指标" not in client.get(where).text


def test_the_form_of_others_reads_nothing(app: Flask) -> None:
    row = draft(actor("holder"), description=ABSTRACT)
    typed = {"version": "1", "title": "x", "add_suggested": "all"}
    for who, status in ((None, 404), (actor("holder"), 404), (actor("operator"), 403)):
        answer = pages(app, who).post(f"/technologies/{row.id}/edit", data=typed)
        assert answer.status_code == status


def test_a_demands_form_reads_its_targets_out_of_its_text(app: Flask) -> None:
    client = pages(app, actor("enterprise"))
    typed = {
        "title": "喷漆废气治理",
        "text": "风量 6 万立方米每小时，非甲烷总烃 120，要求降到 50 以下。",
        "target-0-measurand": "noise_level",
        "target-0-quantity": "≤65 dB(A)",
    }
    read = client.post("/demands/new", data=typed | {"add_suggested": "read"})
    assert read.status_code == 200
    offered = values(read.text)
    assert "vocs_out ≤ 50 mg/m³" in offered
    filled = client.post("/demands/new", data=typed | {"add_suggested": "vocs_out ≤ 50 mg/m³"}).text
    assert 'name="target-0-quantity" value="≤65 dB(A)"' in filled
    assert 'name="target-1-quantity" value="≤ 50 mg/m³"' in filled
    assert "vocs_out ≤ 50 mg/m³" not in values(filled)
    every = client.post("/demands/new", data=typed | {"add_suggested": "all"}).text
    assert 'name="target-3-quantity"' in every
    assert client.get("/demands/mine").text.count("喷漆废气治理") == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_seekers_page_shows_what_the_text_tells_and_leads_to_the_form(
    app: Flask, language: str
) -> None:
    seeker = actor("enterprise")
    row = make.draft(seeker, text="现有出口氮氧化物 90 mg/m³，要求氮氧化物低于 50 mg/m³。")
    page = pages(app, seeker).get(f"/demands/{row.id}?lang={language}").text
    assert f'href="/demands/{row.id}/edit#targets"' in page
    assert "低于 50 mg/m³</mark>" in page
    assert "90 mg/m³</mark>" not in page, "it is what is there now, not what is asked for"
    stated = make.draft(seeker, text="出口二氧化硫要求 ≤ 35 mg/m³。")
    assert "#targets" not in pages(app, seeker).get(f"/demands/{stated.id}").text


def test_a_demand_suggests_its_targets_to_who_may_word_it(app: Flask) -> None:
    seeker = actor("enterprise")
    text = "出口二氧化硫 80 mg/m³，要求降到 35 以下；国家标准要求氮氧化物不高于 50 mg/m³。"
    row = make.draft(seeker, text=text)
    answer = api(app, seeker).get(f"/api/v1/demands/{row.id}/suggested-targets").json
    told = {(i["measurand"], i["comparator"], i["high"]) for i in answer["items"]}
    assert told == {("so2_out", "eq", "80"), ("nox_out", "le", "50")}
    assert answer["more"] is False


def test_a_form_shows_the_first_and_says_that_there_is_more(app: Flask) -> None:
    holder = actor("holder")
    many = "，".join(f"脱硫效率 {n}%" for n in range(60, 60 + MOST_SHOWN + 1))
    row = draft(holder, description=many)
    page = pages(app, holder).get(f"/technologies/{row.id}/edit").text
    assert len(values(page)) == MOST_SHOWN + len(("all", "read"))
    assert "文字中还有更多数值" in page
    answer = api(app, holder).get(f"/api/v1/technologies/{row.id}/suggested-claims").json
    assert (len(answer["items"]), answer["more"]) == (MOST_SHOWN + 1, False)
