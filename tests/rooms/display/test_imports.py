"""Imports: tried without a trace, run in pieces, the same file once, refused rows mended."""

import csv
import io
from datetime import date
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import Engine, func, select

from marketplace.core import clock, files, journal
from marketplace.core.actor import SYSTEM
from marketplace.core.errors import MoveNotPossible, Refused, Stale
from marketplace.core.identifiers import parse_application_number
from marketplace.core.unit import reading, unit
from marketplace.display.actions import imports as actions
from marketplace.display.actions.imports import Matching, working
from marketplace.display.errors.imports import (
    ColumnsLack,
    ColumnTwice,
    HolderNotFound,
    SeekerNeeded,
    SourceNeeded,
    UnknownField,
)
from marketplace.display.models import Demand, Import, Patent
from marketplace.display.queries import import_report
from marketplace.display.queries import imports as queries
from marketplace.display.reactions.imports import ON
from marketplace.display.rules import import_template
from marketplace.display.rules import imports as rules
from marketplace.display.states.imports import ImportState
from marketplace.identity.models import Organisation
from tests.factories import imports as make
from tests.factories.display import number
from tests.factories.identity import actor
from tests.factories.web import pages

HEAD = "专利号,名称,法律状态,申请日\n"


def count(model: Any) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def line(title: str = "一种余热回收装置", state: str = "有效", **more: str) -> str:
    given = more.get("number", number())
    return f"{given},{title},{state},{more.get('filed', '2023-01-03')}\n"


def test_the_trial_run_leaves_no_trace_and_foretells_the_real_one(database: Engine) -> None:
    who = actor("holder")
    same = line("二号方法")
    text = HEAD + line() + line(number="202310000001.9") + same + same + line()
    row = make.sent(who, text, match=False)
    row = make.matched(who, row, "number", "title", "legal_state", "filed_on")
    with reading() as session:
        facts = journal.head(session)
    row = make.worked(row)
    assert (row.state, count(Patent)) == (ImportState.CHECKED, 0)
    with reading() as session:
        assert [e.fact for e in journal.after(session, facts)] == ["import.checked"]
    tried = row.checked
    make.moved(who, row, "start")
    row = make.worked(row)
    assert (row.state, count(Patent)) == (ImportState.DONE, 3)
    assert tried == row.work.counts
    assert tried["created"] == 3
    assert tried["same"] == tried["refused"] == tried["near"] == 1


def test_a_refused_row_is_named_with_column_value_and_reason_in_both_languages(
    database: Engine,
) -> None:
    row = make.imported(actor("holder"), HEAD + line(filed="31/31/23") + line(number="2023.5"))
    first, second = make.told(row)
    assert (first.number, first.problems[0]["column"]) == (2, "申请日")
    assert (first.problems[0]["value"], first.problems[0]["code"]) == ("31/31/23", "not_a_date")
    assert "日期" in first.problems[0]["zh"]
    assert "date" in first.problems[0]["en"]
    assert (second.number, second.problems[0]["column"]) == (3, "专利号")
    assert second.problems[0]["value"] == "2023.5"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_report_mended_and_sent_again_brings_in_what_was_refused(
    database: Engine, form: str
) -> None:
    who = actor("holder")
    row = make.imported(who, HEAD + line() + line("=SUM(A1)", filed="never"))
    with reading() as session:
        if form == "csv":
            report = "".join(import_report.as_csv(session, row)).replace("never", "2023-02-01")
            mended: bytes = report.encode()
        else:
            mended = _mend(import_report.as_xlsx(session, row))
    again = make.imported(who, mended, f"refused.{form}")
    assert again.mended
    assert again.work.counts["created"] == 1
    with reading() as session:
        titles = set(session.scalars(select(Patent.title)))
    assert titles == {"一种余热回收装置", "=SUM(A1)"}


def _mend(book: bytes) -> bytes:
    loaded = load_workbook(io.BytesIO(book))
    for cells in loaded.active.iter_rows():  # type: ignore[union-attr]
        for cell in cells:
            assert cell.data_type != "f"
            if cell.value == "never":
                cell.value = date(2023, 2, 1)
    out = io.BytesIO()
    loaded.save(out)
    return out.getvalue()


def test_a_13_the_report_holds_no_formula(database: Engine) -> None:
    row = make.imported(actor("holder"), HEAD + line("=1+1", filed="@x"))
    with reading() as session:
        text = "".join(import_report.as_csv(session, row))
    for cells in csv.reader(io.StringIO(text.removeprefix("﻿"))):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


def test_the_same_file_twice_is_one_import(database: Engine) -> None:
    who = actor("holder")
    text = HEAD + line()
    first = make.imported(who, text)
    assert make.sent(who, text).id == first.id
    assert make.sent(actor("holder"), text).id != first.id


def test_a_newer_export_updates_legal_states_and_shows_the_difference(database: Engine) -> None:
    who, mine = actor("holder"), number()
    make.imported(who, HEAD + line(number=mine))
    row = make.imported(who, HEAD + line(number=mine, state="失效"))
    assert row.work.counts["updated"] == 1
    assert make.told(row)[0].changes == {"legal_state": ["granted", "lapsed"]}
    assert count(Patent) == 1


def test_near_duplicates_are_flagged_and_not_dropped(database: Engine) -> None:
    row = make.imported(actor("holder"), HEAD + line() + line())
    assert row.work.counts["created"] == 2
    assert [told.near for told in make.told(row)] == [True]


@pytest.mark.parametrize("at_once", [1, 500])
def test_a_number_that_comes_again_with_other_words_is_told_in_the_trial_and_after(
    database: Engine, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", at_once)
    who, one = actor("holder"), number()
    text = HEAD + line("赤泥制砖法", number=one) + line("余热回收法", number=one)
    row = make.sent(who, text, match=False)
    row = make.worked(make.matched(who, row, "number", "title", "legal_state", "filed_on"))
    tried = make.told(row, "check")
    make.moved(who, row, "start")
    row = make.worked(row)
    assert [[p["code"] for p in each.problems] for each in tried] == [["again-in-file"]]
    assert row.work.counts["noted"] == row.checked["noted"] == 1


def test_the_page_counts_what_was_refused_while_the_real_run_has_not_begun(app: Flask) -> None:
    who = actor("holder")
    row = make.sent(who, HEAD + line(filed="昨天") + line(), match=False)
    row = make.worked(make.matched(who, row, "number", "title", "legal_state", "filed_on"))
    make.moved(who, row, "start")
    page = pages(app, who).get(f"/imports/{row.id}").text
    assert "前 1 行，共 1 行" in page


def test_what_is_remarked_of_many_rows_hides_nothing_remarked_of_one(app: Flask) -> None:
    text = HEAD + "".join(line(f"方法{n}", "已打包") for n in range(30)) + line("末行", "待定")
    row = make.imported(who := actor("holder"), text)
    page = pages(app, who).get(f"/imports/{row.id}").text
    assert page.count("已打包") == 1
    assert "待定" in page
    assert page.index("待定") < page.index("已打包")
    assert "等，共 30 行" in page
    assert 'href="/patents/mine"' in page.partition("<main")[2]


@pytest.mark.parametrize(
    "text",
    ["未缴年费终止失效", "未缴年费专利权终止", "专利权的终止（未缴年费）", "因未缴纳年费终止"],
)
def test_a_lapse_is_known_however_it_is_written(database: Engine, text: str) -> None:
    make.imported(actor("holder"), HEAD + line(state=text))
    with reading() as session:
        assert session.scalars(select(Patent.legal_state)).all() == ["lapsed"]


def test_an_unknown_legal_state_is_a_remark_and_no_refusal(database: Engine) -> None:
    row = make.imported(actor("holder"), HEAD + line(state="不明所以"))
    assert row.work.counts["created"] == row.work.counts["noted"] == 1
    assert make.told(row)[0].problems[0]["code"] == "legal-state-unknown"


def test_a_matching_is_remembered_for_the_organisation_s_next_file(database: Engine) -> None:
    who, head = actor("holder"), "编码,我们的叫法\n"
    row = make.sent(who, head + f"{number()},甲法\n")
    assert row.state is ImportState.UPLOADED
    make.matched(who, row, "number", "title")
    later = make.sent(who, head.replace(",", " ,") + f"{number()},乙法\n")
    assert (later.state, later.fields) == (ImportState.MAPPED, ["number", "title"])
    other = make.sent(actor("holder"), head + f"{number()},丙法\n")
    assert other.state is ImportState.UPLOADED


@pytest.mark.parametrize(
    ("fields", "more", "refusal"),
    [
        (("number", "", "", ""), {}, ColumnsLack),
        (("title", "title", "", ""), {}, ColumnTwice),
        (("number", "title", "no such", ""), {}, UnknownField),
        (("number", "title"), {}, UnknownField),
        (("", "title", "", ""), {}, SourceNeeded),
        (("number", "title", "", ""), {"target": "nothing"}, UnknownField),
    ],
)
def test_a_matching_that_cannot_work_is_refused_by_name(
    database: Engine, fields: tuple[str, ...], more: dict[str, str], refusal: type[Exception]
) -> None:
    who = actor("holder")
    row = make.sent(who, HEAD + line(), match=False)
    with pytest.raises(refusal):
        make.matched(who, row, *fields, **more)


def test_days_of_a_column_are_settled_by_its_other_cells(database: Engine) -> None:
    who = actor("holder")
    row = make.imported(who, HEAD + line(filed="03/04/2023") + line(filed="25/04/2023"))
    assert row.date_styles["3"] == {"style": "day_first", "row": "3", "text": "25/04/2023"}
    with reading() as session:
        days = set(session.scalars(select(Patent.filed_on)))
    assert days == {date(2023, 4, 3), date(2023, 4, 25)}


def test_days_that_nothing_settles_are_refused(database: Engine) -> None:
    row = make.imported(actor("holder"), HEAD + line(filed="03/04/2023"))
    assert make.told(row)[0].problems[0]["code"] == "ambiguous_date"


class Killed(BaseException):
    """A kill -9 as seen from inside: nothing after it runs."""


def test_a_14_killed_at_any_piece_it_goes_on_and_nothing_comes_twice(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 2)
    who = actor("holder")
    row = make.sent(who, HEAD + "".join(line(f"方法{n}") for n in range(7)), match=False)
    row = make.matched(who, row, "number", "title", "legal_state", "filed_on")
    row = make.worked(row)
    make.moved(who, row, "start")
    deaths = 0

    def die(_done: int, _total: int) -> None:
        raise Killed

    while make.again(row.id).state is ImportState.RUNNING:
        try:
            working.work(row.id, f"worker {deaths}", -1.0, die)
        except Killed:
            deaths += 1
    assert deaths == 4
    assert make.again(row.id).work.counts["created"] == count(Patent) == 7


def test_a_14_killed_in_the_trial_it_still_knows_what_it_met(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "AT_ONCE", 1)
    who, twice = actor("holder"), line("甲法")
    row = make.sent(who, HEAD + twice + twice + line("甲法"), match=False)
    row = make.matched(who, row, "number", "title", "legal_state", "filed_on")

    def die(_done: int, _total: int) -> None:
        raise Killed

    for _ in range(2):
        with pytest.raises(Killed):
            working.work(row.id, "worker", -1.0, die)
    row = make.worked(row)
    assert {k: v for k, v in row.checked.items() if v} == {"created": 2, "same": 1, "near": 1}


def test_two_workers_do_not_do_the_same_piece(database: Engine) -> None:
    who = actor("holder")
    row = make.sent(who, HEAD + line(), match=False)
    row = make.matched(who, row, "number", "title", "legal_state", "filed_on")
    with unit() as session:
        held = queries.work(session, row.id)
        assert held is not None
        held.lease_owner, held.lease_until = "another", clock.now().replace(year=2099)
    assert make.worked(row).state is ImportState.MAPPED
    with reading() as session:
        assert row.id not in queries.waiting(session)


def test_a_file_that_kills_every_worker_ends_with_a_reason(database: Engine) -> None:
    who = actor("holder")
    row = make.sent(who, HEAD + line(), match=False)
    row = make.matched(who, row, "number", "title", "legal_state", "filed_on")
    with unit() as session:
        held = queries.work(session, row.id)
        assert held is not None
        held.lease_owner, held.deaths = "dead", working.MOST_DEATHS
    row = make.worked(row)
    assert (row.state, row.failure["code"]) == (ImportState.FAILED, "import-broken")


def test_what_only_shows_further_down_ends_the_import_by_name(database: Engine) -> None:
    who = actor("holder")
    row = make.sent(who, HEAD + line() * 50 + '"never closed\n' + "x,y\n" * 60_000, match=False)
    row = make.matched(who, row, "number", "title", "legal_state", "filed_on")
    row = make.worked(row)
    assert (row.state, row.failure["code"]) == (ImportState.FAILED, "quote-never-ends")
    assert row.failure["data"] == {"row": "52"}
    row = make.moved(who, row, "reopen")
    assert row.state is ImportState.UPLOADED


def test_a_cancelled_import_stops_and_does_not_answer_for_its_file(database: Engine) -> None:
    who, text = actor("holder"), HEAD + line()
    row = make.sent(who, text, match=False)
    row = make.matched(who, row, "number", "title", "legal_state", "filed_on")
    make.moved(who, row, "cancel")
    assert make.worked(row).state is ImportState.CANCELLED
    assert make.sent(who, text).id != row.id


def test_who_lost_the_right_meanwhile_imports_nothing(database: Engine) -> None:
    who = actor("holder")
    row = make.sent(who, HEAD + line(), match=False)
    row = make.matched(who, row, "number", "title", "legal_state", "filed_on")
    gone = actor("enterprise").person
    with unit() as session:
        found = session.get(Import, row.id)
        assert found is not None
        assert gone is not None
        found.person_id = gone
    row = make.worked(row)
    assert (row.state, row.failure["code"]) == (ImportState.FAILED, "unauthenticated")
    assert count(Patent) == 0


def test_a_move_needs_the_version_seen_and_the_right(database: Engine) -> None:
    who = actor("holder")
    stranger, bureau = actor("operator"), actor("supervisor")
    row = make.sent(who, HEAD + line(), match=False)
    given = Matching("patent", ("number", "title", "", ""))
    examined = actions.examine(files.Kept(row.sha256, row.size), "a.csv")
    with pytest.raises(Stale), unit() as session:
        actions.match(session, who, row.id, given, row.version + 1)
    with pytest.raises(Stale), unit() as session:
        actions.move(session, who, row.id, "cancel", row.version + 1)
    with pytest.raises(Refused), unit() as session:
        actions.move(session, stranger, row.id, "cancel", row.version)
    with pytest.raises(MoveNotPossible), unit() as session:
        actions.move(session, who, row.id, "finish", row.version)
    with pytest.raises(Refused), unit() as session:
        actions.upload(session, bureau, examined)


def test_an_import_is_seen_by_its_own_organisation_and_the_operator(database: Engine) -> None:
    who = actor("holder")
    row = make.sent(who, HEAD + line(), match=False)
    for somebody in (who, actor("holder"), actor("operator"), actor("supervisor"), SYSTEM):
        with reading() as session:
            seen = session.scalars(queries.visible(somebody)).unique().all()
        assert (row.id in {each.id for each in seen}) is rules.may_see(somebody, row)


DEMANDS = '{"id": "d%s", "title": "%s", "content": "%s", "same_title_ids": []}\n'


def test_demands_wait_for_review_in_the_name_of_their_source(database: Engine) -> None:
    operator, source = actor("operator"), actor("enterprise", name="某平台")
    with unit() as session:
        found = session.get(Organisation, source.org)
        assert found is not None
        found.region = "410300"
    text = DEMANDS % (1, "烟气脱硫", "要求甲") + DEMANDS % (2, "烟气脱硫", "要求乙")
    text += DEMANDS % (3, "烟气脱硫", "要求乙") + DEMANDS % (4, "空", "")
    row = make.imported(operator, text, "d.jsonl", holder="某平台", source="henan-demands")
    counts = {k: v for k, v in row.work.counts.items() if v}
    assert counts == {"created": 2, "same": 1, "refused": 1, "near": 1}
    with reading() as session:
        made = session.scalars(select(Demand).order_by(Demand.text)).unique().all()
    assert [d.state.value for d in made] == ["submitted", "submitted"]
    assert {d.seeker_id for d in made} == {source.org}
    assert {d.submitted_by for d in made} == {operator.person}
    assert "henan-demands" in str(made[0].contact)
    assert "d1" in str(made[0].contact) + str(made[1].contact)


def test_the_operator_says_for_whom_demands_are_entered(database: Engine) -> None:
    operator = actor("operator")
    row = make.sent(operator, DEMANDS % (1, "甲", "乙"), "d.jsonl")
    assert row.state is ImportState.UPLOADED
    fields = ("source_ref", "title", "text", "")
    with pytest.raises(SeekerNeeded):
        make.matched(operator, row, *fields, target="demand", source="x")
    with pytest.raises(HolderNotFound):
        make.matched(operator, row, *fields, target="demand", source="x", holder="无此机构")


def test_the_operator_s_register_names_whose_cards_they_are(database: Engine) -> None:
    operator, holder = actor("operator"), actor("holder")
    make.imported(operator, HEAD + line(), holder=str(holder.org))
    with reading() as session:
        assert session.scalars(select(Patent.holder_id)).all() == [holder.org]


@pytest.mark.parametrize("target", ["patent", "demand"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_is_known_by_heart_and_its_example_passed_over(
    database: Engine, target: str, form: str
) -> None:
    text = "".join(import_template.csv(target)).encode()
    content = text if form == "csv" else import_template.xlsx(target)
    who = actor("holder", "enterprise")
    row = make.sent(who, content, f"t.{form}")
    assert (row.state, row.profile) == (ImportState.MAPPED, f"template-{target}")
    assert make.worked(row).checked == {"skipped": 1, "near": 0, "noted": 0}


def test_the_template_s_example_would_be_right(database: Engine) -> None:
    example = import_template.EXAMPLES["patent"]["number"]
    assert parse_application_number(example).canonical == example


def test_who_sent_a_file_is_told_when_it_is_in(database: Engine) -> None:
    who = actor("holder")
    row = make.imported(who, HEAD + line())
    with reading() as session:
        entry = journal.about(session, "import", row.id)[-1]
        planned = [
            recipient
            for reaction in ON[entry.fact]
            for recipient, _ in reaction.plan(session, entry)
        ]
    assert entry.fact == "import.finished"
    assert set(planned) == {str(who.person)}
