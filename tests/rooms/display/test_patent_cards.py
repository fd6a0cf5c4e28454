"""Patent cards: numbers, bulk intake, legal states, who sees what (R-PAT, issue item 4)."""

from dataclasses import replace
from datetime import date

import pytest

from marketplace.core import journal
from marketplace.core.actor import NOBODY, SYSTEM
from marketplace.core.unit import reading, unit
from marketplace.display import actions, queries
from marketplace.display.actions.patent import CardIn, Taken
from marketplace.display.errors.patent import BadPatentNumber, NoSuchPatent, NotYourCard
from marketplace.display.states import PatentState, TechnologyState
from tests.factories.display import again, card, number, patent, published
from tests.factories.identity import actor


def take(who: object, *cards: CardIn) -> list[Taken]:
    with unit() as session:
        return actions.patent.take_in_cards(session, who, cards)


@pytest.mark.parametrize(
    "spelling",
    [
        "201710601862.3",
        "ZL201710601862.3",
        "CN201710601862.3",
        "2017106018623",
        "２０１７１０６０１８６２．３",
    ],
)
def test_r_pat_every_spelling_is_one_card(database: object, spelling: str) -> None:
    operator = actor("operator")
    first = take(operator, card(number="201710601862.3"))[0]
    second = take(operator, card(number=spelling))[0]
    assert first.patent_id == second.patent_id


def test_r_pat_a_wrong_check_digit_is_named(database: object) -> None:
    (taken,) = take(actor("operator"), card(number="201710601862.4"))
    assert (taken.outcome, taken.problem, taken.field) == (
        "refused",
        "bad-patent-number",
        "number",
    )
    assert "校验位" in taken.because.zh
    holder = actor("holder")
    with pytest.raises(BadPatentNumber), unit() as session:
        actions.patent.enter(session, holder, card(number="201710601862.4"))


def test_other_offices_numbers_stay_as_given(database: object) -> None:
    (taken,) = take(actor("operator"), card(number="EP3456789A1"))
    with reading() as session:
        row = queries.patent.patent(session, SYSTEM, taken.patent_id)
    assert (row.office, row.number, row.number_form) == ("EP", "EP3456789A1", "as_given")


def test_a_card_without_a_number_needs_a_source(database: object) -> None:
    operator = actor("operator")
    (refused,) = take(operator, card(number=None))
    assert refused.problem == "card-without-number"
    nameless = card(number=None, source="公开数据集")
    outcomes = [take(operator, nameless)[0].outcome for _ in range(2)]
    assert outcomes == ["created", "same"]


def test_the_same_file_twice_creates_nothing_twice(database: object) -> None:
    operator = actor("operator")
    cards = [card() for _ in range(5)] + [card(number=None, source="a", source_ref="7")]
    assert {t.outcome for t in take(operator, *cards)} == {"created"}
    with reading() as session:
        before = len(journal.after(session, 0, 10_000))
    assert {t.outcome for t in take(operator, *cards)} == {"same"}
    assert {t.outcome for t in take(operator, *cards, *cards)} == {"same"}
    with reading() as session:
        assert len(journal.after(session, 0, 10_000)) == before


def test_twins_in_one_file_are_one_card(database: object) -> None:
    one = card()
    first, second = take(actor("operator"), one, replace(one, number=f"ZL{one.number}"))
    assert (first.outcome, second.outcome) == ("created", "same")


def test_a_newer_export_updates_the_legal_state_and_says_so(database: object) -> None:
    operator = actor("operator")
    one = card(legal_state="applied", legal_state_on=date(2023, 1, 1))
    take(operator, one)
    newer = replace(one, legal_state="granted", legal_state_on=date(2024, 5, 1), abstract="摘要")
    (taken,) = take(operator, newer)
    assert taken.outcome == "updated"
    assert taken.changes == {"legal_state": ("applied", "granted"), "abstract": (None, "摘要")}
    older = replace(one, legal_state="lapsed", legal_state_on=date(2022, 1, 1))
    assert take(operator, older)[0].outcome == "same"
    with reading() as session:
        entry = journal.about(session, "patent", taken.patent_id)[-1]
    assert (entry.fact, entry.data["after"]) == ("patent.legal_state_changed", "granted")


def test_a_publication_becomes_the_application_it_is_of(database: object) -> None:
    operator = actor("operator")
    (first,) = take(operator, card(number=None, publication="CN110941994B"))
    (second,) = take(
        operator, card(number="201911044411.X", publication="CN110941994B", legal_state="unknown")
    )
    assert second.patent_id == first.patent_id
    assert second.changes["number"] == ("CN110941994B", "201911044411.X")


def test_near_duplicates_are_flagged_and_kept(database: object) -> None:
    operator = actor("operator")
    first, second = take(operator, card(title="一种 烟气脱硫塔"), card(title="一种烟气脱硫塔。"))
    assert (second.outcome, second.near_of) == ("created", first.patent_id)


def test_trust_decides_whether_a_holders_cards_are_shown_at_once(database: object) -> None:
    from marketplace.identity.models import Organisation

    for trust, state in (
        ("review", "draft"),
        ("material_only", "listed"),
        ("post_audit", "listed"),
    ):
        holder = actor("holder")
        with unit() as session:
            session.get_one(Organisation, holder.org).trust = trust
        assert patent(holder).state == PatentState(state)
    unverified = actor("holder", verified=False)
    assert patent(unverified).state is PatentState.DRAFT


def test_a_lost_right_suspends_what_rests_on_it(database: object) -> None:
    holder = actor("holder")
    one = card()
    (taken,) = take(holder, one)
    live = published(holder, patent_id=taken.patent_id)
    take(holder, replace(one, legal_state="lapsed"))
    row = again(live.id)
    assert (row.state, row.reason) == (TechnologyState.SUSPENDED, "legal_state")
    with reading() as session:
        last = journal.about(session, "technology", live.id)[-1]
    assert (last.fact, last.actor_id) == ("technology.suspended", None)


def test_nobody_overwrites_anothers_card(database: object) -> None:
    holder, other = actor("holder"), actor("holder")
    one = card()
    take(holder, one)
    (taken,) = take(other, replace(one, title="改名"))
    assert (taken.outcome, taken.problem) == ("refused", "not-your-card")
    with pytest.raises(NotYourCard), unit() as session:
        actions.patent.enter(session, other, one)


def test_an_applicant_claims_the_registers_card(database: object) -> None:
    holder = actor("holder", name="洛阳测试大学")
    one = card(applicants=("洛阳测试大学",))
    take(actor("operator"), one)
    (taken,) = take(holder, one)
    assert taken.changes["holder_id"] == (None, str(holder.org))


def test_inv_g7_a_card_in_waiting_is_missing_for_others(database: object) -> None:
    holder = actor("holder")
    row = patent(holder)
    with reading() as session, pytest.raises(NoSuchPatent):
        queries.patent.patent(session, NOBODY, row.id)


def test_publishing_lists_the_cards_it_rests_on(database: object) -> None:
    holder = actor("holder")
    row = patent(holder)
    published(holder, patent_id=row.id)
    with reading() as session:
        assert queries.patent.patent(session, NOBODY, row.id).state is PatentState.LISTED


def test_thousands_of_cards_ask_few_questions(database: object) -> None:
    """No select per row: a batch of a thousand is looked up in a handful of statements."""
    from sqlalchemy import event

    from marketplace.core.db import bound

    operator = actor("operator")
    cards = [card(number=number()) for _ in range(2000)]
    asked: list[str] = []
    connection = bound()
    event.listen(connection, "before_cursor_execute", lambda *a: asked.append(a[2]))
    assert {t.outcome for t in take(operator, *cards)} == {"created"}
    selects = [s for s in asked if s.startswith("SELECT")]
    assert len(selects) < 30
