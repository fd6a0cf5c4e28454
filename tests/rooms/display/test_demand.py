"""Demands: tiers of sight, invariants INV-D1 to INV-D5, questions, rewrites, duplicates."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.core import clock, journal
from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.errors import MoveNotPossible, Refused, Stale
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.actions.demand import Item, Question
from marketplace.display.actions.demand.targets import read as read_target
from marketplace.display.errors.demand import (
    AboveCeiling,
    BadTarget,
    NoProcurementRoute,
    NoSeekerYet,
    NoSuchDemand,
    NoSuchProposal,
    NotChoosable,
    NotInVocabulary,
    OneWinner,
    SeekerNotVerified,
    SettledField,
    SubmissionsClosed,
    TooEarly,
)
from marketplace.display.errors.review import NoSuchReason, ReasonNeeded
from marketplace.display.models.demand import Demand
from marketplace.display.queries import demand as queries
from marketplace.display.queries import demand_warnings, proposal
from marketplace.display.queries.demand_card import DemandCard
from marketplace.display.rules.demand import Tier, tier
from tests.factories import demands as make
from tests.factories.identity import actor

People = dict[str, Actor]
FAR = timedelta(days=200)


@pytest.fixture
def people(database: object) -> People:
    return {
        "seeker": actor("enterprise", name="洛阳示例钢铁有限公司"),
        "operator": actor("operator"),
        "holder": actor("holder"),
        "other": actor("holder"),
        "broker": actor("broker_firm"),
        "bureau": actor("supervisor"),
    }


def seen(who: Actor, key: UUID) -> DemandCard:
    with reading() as session:
        return queries.shown(session, who, key)


def after_deadline(key: UUID) -> Demand:
    with clock.held(clock.now() + FAR), unit() as session:
        return actions.time_is_up(session, key)


@pytest.mark.parametrize("mode", ["anonymous", "named", "nda"])
def test_tier_matrix_of_a_public_demand(people: People, mode: str) -> None:
    key = make.published(people["seeker"], people["operator"], disclosure=mode).id
    for who in (NOBODY, people["holder"], people["broker"]):
        card = seen(who, key)
        assert card.tier == "public"
        assert (card.seeker, card.seeker_id, card.contact) == (None, None, None)
        assert all((card.industry, card.place, card.scale, card.title))
        details = (card.text, card.targets, card.budget_high)
        assert all(details) if mode != "nda" else details == (None, (), None)
        assert "contact" in card.withheld
    for who, name in (
        (people["seeker"], "own"),
        (people["operator"], "own"),
        (people["bureau"], "told"),
    ):
        card = seen(who, key)
        assert (card.tier, card.seeker) == (name, "洛阳示例钢铁有限公司")
        assert all((card.text, card.targets, card.contact))


def test_a_confidential_demand_opens_only_after_grant_and_promise(people: People) -> None:
    seeker, holder = people["seeker"], people["holder"]
    made = make.published(seeker, people["operator"], disclosure="nda")
    with pytest.raises(Refused), unit() as session:
        actions.promise(session, holder, made.id)
    with unit() as session:
        actions.ask_more(session, holder, made.id, "有同类业绩")
    assert seen(holder, made.id).tier == "public"
    with unit() as session:
        actions.disclose(session, seeker, made.id, holder.org, make.again(made.id).version)
    assert seen(holder, made.id).text is None
    with unit() as session:
        actions.promise(session, holder, made.id)
    assert seen(holder, made.id).contact
    assert seen(people["other"], made.id).text is None
    with unit() as session:
        actions.revoke(session, seeker, made.id, holder.org, make.again(made.id).version)
    assert seen(holder, made.id).tier == "public"


def test_inv_g7_a_draft_is_missing_for_others(people: People) -> None:
    made = make.draft(people["seeker"])
    for who in (NOBODY, people["holder"], people["broker"], people["bureau"]):
        with pytest.raises(NoSuchDemand):
            seen(who, made.id)


@pytest.mark.parametrize("late", [False, True])
def test_inv_d1_a_sealed_proposal_is_its_proposers_secret_before_the_deadline(
    people: People, late: bool
) -> None:
    seeker, operator, holder = people["seeker"], people["operator"], people["holder"]
    made = make.published(seeker, operator, mode="sealed")
    offer = make.proposed(holder, made.id)
    if late:
        after_deadline(made.id)
    for who in (seeker, operator):
        with reading() as session:
            rows = proposal.of_demand(session, who, made.id)
            assert len(rows) == (1 if late else 0)
            if not late:
                with pytest.raises(NoSuchProposal):
                    proposal.proposal(session, who, offer.id)
    with reading() as session:
        assert proposal.proposal(session, holder, offer.id).id == offer.id
        for who in (people["other"], people["bureau"], NOBODY):
            assert not proposal.of_demand(session, who, made.id)
        assert "钠碱" not in str([e.data for e in journal.after(session, 0, 200)])


def test_inv_d1_withdrawing_early_does_not_open_sealed_proposals(people: People) -> None:
    seeker = people["seeker"]
    made = make.published(seeker, people["operator"], mode="sealed")
    make.proposed(people["holder"], made.id)
    with unit() as session:
        actions.withdraw(session, seeker, made.id, make.again(made.id).version, "计划取消")
    with reading() as session:
        assert not proposal.of_demand(session, seeker, made.id)


def test_inv_d2_every_proposer_gets_an_outcome_with_a_reason(people: People) -> None:
    seeker, holder, other, broker = (people[n] for n in ("seeker", "holder", "other", "broker"))
    made = make.published(seeker, people["operator"])
    offers = [make.proposed(who, made.id, price_fen=100) for who in (holder, other, broker)]
    after_deadline(made.id)
    make.shortlisted(seeker, made.id, offers[0].id, offers[1].id)
    with pytest.raises(ReasonNeeded):
        make.awarded(seeker, made.id, offers[0].id, others_reason=None)
    make.awarded(seeker, made.id, offers[0].id)
    rows = make.again(made.id).proposals
    assert sorted(str(row.outcome) for row in rows) == ["awarded", "not_chosen", "not_chosen"]
    assert all(row.reason for row in rows)
    with reading() as session:
        facts = [e.fact for row in rows for e in journal.about(session, "proposal", row.id)]
    assert sorted(facts) == sorted(
        ["proposal.submitted"] * 3
        + ["proposal.shortlisted"] * 2
        + ["proposal.awarded"]
        + ["proposal.declined"] * 2
    )
    assert seen(holder, made.id).contact, "the winner is told who the seeker is"
    assert seen(other, made.id).contact is None


@pytest.mark.parametrize("move", [actions.withdraw, actions.leave_unfilled])
def test_inv_d2_who_ends_a_demand_says_why(people: People, move: Callable[..., Demand]) -> None:
    seeker = people["seeker"]
    made = make.published(seeker, people["operator"])
    make.proposed(people["holder"], made.id)
    with pytest.raises(ReasonNeeded), unit() as session:
        move(session, seeker, made.id, make.again(made.id).version, None)
    with unit() as session:
        move(session, seeker, made.id, make.again(made.id).version, "预算取消")
    (row,) = make.again(made.id).proposals
    assert (row.state, row.reason) == ("declined", "预算取消")


def test_inv_d3_an_award_above_the_ceiling_needs_a_recorded_change(people: People) -> None:
    seeker = people["seeker"]
    made = make.published(seeker, people["operator"])
    offer = make.proposed(people["holder"], made.id, price_fen=900_000_000)
    after_deadline(made.id)
    make.shortlisted(seeker, made.id, offer.id)
    with pytest.raises(AboveCeiling):
        make.awarded(seeker, made.id, offer.id)
    make.awarded(seeker, made.id, offer.id, ceiling_change="增加除尘改造，经理办公会批准")
    with reading() as session:
        entry = journal.about(session, "demand", made.id)[-1]
    assert entry.fact == "demand.awarded"
    assert entry.data["ceiling_change"] == "增加除尘改造，经理办公会批准"
    assert (entry.data["total_fen"], entry.data["ceiling_fen"]) == (900_000_000, 800_000_000)


@pytest.mark.parametrize("several", [False, True])
def test_inv_d4_one_winner_unless_several_were_announced(people: People, several: bool) -> None:
    seeker = people["seeker"]
    made = make.published(seeker, people["operator"], multi_award=several)
    offers = [make.proposed(people[n], made.id, price_fen=1).id for n in ("holder", "other")]
    after_deadline(made.id)
    make.shortlisted(seeker, made.id, *offers)
    if several:
        assert make.awarded(seeker, made.id, *offers).state == "awarded"
    else:
        with pytest.raises(OneWinner):
            make.awarded(seeker, made.id, *offers)


def test_inv_d4_only_what_was_shortlisted_may_win(people: People) -> None:
    seeker = people["seeker"]
    made = make.published(seeker, people["operator"])
    first, second = (make.proposed(people[n], made.id).id for n in ("holder", "other"))
    after_deadline(made.id)
    make.shortlisted(seeker, made.id, first)
    with pytest.raises(NotChoosable):
        make.awarded(seeker, made.id, second)


def test_inv_d5_fiscal_money_names_its_procurement_route(people: People) -> None:
    with pytest.raises(NoProcurementRoute):
        make.draft(people["seeker"], budget_source="fiscal")
    made = make.draft(
        people["seeker"], budget_source="fiscal", procurement_route="cooperative_innovation"
    )
    with pytest.raises(NoProcurementRoute), unit() as session:
        actions.change(
            session, people["seeker"], made.id, {"procurement_route": None}, made.version
        )
    with pytest.raises(IntegrityError), unit() as session:
        session.get(Demand, made.id).procurement_route = None


def test_inv_g6_nobody_reviews_what_they_submitted(people: People) -> None:
    operator = people["operator"]
    clerk = replace(people["seeker"], person=operator.person, on_behalf_of=people["seeker"].org)
    made = make.submitted(clerk)
    with pytest.raises(Refused), unit() as session:
        actions.review(session, operator, made.id, "publish", made.version)
    second = actor("operator")
    with unit() as session:
        actions.review(session, second, made.id, "publish", made.version)


def test_inv_g4_a_stale_version_is_refused(people: People) -> None:
    made = make.draft(people["seeker"])
    with pytest.raises(Stale), unit() as session:
        actions.submit(session, people["seeker"], made.id, made.version + 7)


def test_only_a_verified_seeker_is_published(people: People) -> None:
    fresh = actor("enterprise", verified=False)
    made = make.submitted(fresh)
    with pytest.raises(SeekerNotVerified), unit() as session:
        actions.review(session, people["operator"], made.id, "publish", made.version)


def test_a_review_gives_a_reason_of_the_list(people: People) -> None:
    made = make.submitted(people["seeker"])
    for code, refusal in (
        (None, ReasonNeeded),
        ("other", ReasonNeeded),
        ("duplicate", NoSuchReason),
    ):
        with pytest.raises(refusal), unit() as session:
            actions.review(
                session, people["operator"], made.id, "request_changes", made.version, code=code
            )
    with unit() as session:
        actions.review(
            session, people["operator"], made.id, "request_changes", made.version, code="no_target"
        )
    assert seen(people["seeker"], made.id).reason_code == "no_target"


def test_without_proposals_a_demand_expires_and_may_be_renewed(people: People) -> None:
    seeker = people["seeker"]
    made = make.published(seeker, people["operator"])
    with pytest.raises(TooEarly), unit() as session:
        actions.time_is_up(session, made.id)
    assert after_deadline(made.id).state == "expired"
    with pytest.raises(NoSuchDemand):
        seen(NOBODY, made.id)
    row = make.again(made.id)
    with unit() as session:
        (result,) = actions.renew_all(session, seeker, [Item(row.id, row.version)])
    assert (result.state, result.problem) == ("open", None)


def test_the_deadline_holds_even_before_the_sweep_comes(people: People) -> None:
    made = make.published(people["seeker"], people["operator"])
    with clock.held(clock.now() + FAR), pytest.raises(SubmissionsClosed):
        make.proposed(people["holder"], made.id)


def test_a_suspension_returns_to_the_state_it_interrupted(people: People) -> None:
    seeker, operator = people["seeker"], people["operator"]
    made = make.published(seeker, operator)
    make.proposed(people["holder"], made.id)
    after_deadline(made.id)
    with unit() as session:
        version = make.again(made.id).version
        actions.review(session, operator, made.id, "suspend", version, code="complaint")
    row = make.again(made.id)
    assert [m for m in queries.card(operator, row, {}).moves if "resume" in m] == [
        "resume_screening"
    ]
    with pytest.raises(Refused), unit() as session:
        actions.resume(session, operator, made.id, "resume", row.version)
    with unit() as session:
        resumed = actions.resume(session, operator, made.id, "resume_screening", row.version)
    assert resumed.state == "screening"


def test_a_batch_publishes_what_it_can_and_names_the_rest(people: People) -> None:
    rows = [make.submitted(people["seeker"], title=f"需求{n}") for n in range(3)]
    items = [Item(row.id, row.version) for row in rows]
    items[1] = Item(rows[1].id, 99)
    with unit() as session:
        results = actions.review_all(session, people["operator"], "publish", items)
    assert [r.state for r in results] == ["open", None, "open"]
    assert isinstance(results[1].problem, Stale)
    assert make.again(rows[1].id).state == "submitted"
    with reading() as session:
        facts = [e.fact for r in rows for e in journal.about(session, "demand", r.id)]
    assert facts.count("demand.published") == 2


def test_three_lines_from_nobody_become_a_demand_of_a_firm(people: People) -> None:
    seeker, operator, broker = people["seeker"], people["operator"], people["broker"]
    with unit() as session:
        made = actions.ask(
            session, NOBODY, Question("喷漆车间有机废气超标，求治理", "13800000000", "410305")
        )
    assert (made.state, made.incomplete, made.desk_role) == ("draft", True, "operator")
    card = seen(broker, made.id)
    assert (card.tier, card.contact) == ("helper", None)
    with pytest.raises(NoSuchDemand):
        seen(people["holder"], made.id)
    with pytest.raises(NoSeekerYet), unit() as session:
        actions.rewrite(session, broker, made.id, {"title": "喷漆废气治理"}, None)
    with unit() as session:
        actions.attach(session, operator, made.id, seeker.org, made.version)
    with unit() as session:
        row = actions.rewrite(
            session,
            broker,
            made.id,
            {"title": "喷漆车间 VOCs 治理", "pollutants": ("vocs",), "contact": "我自己的电话"},
            "已电话核实",
        )
    assert "contact" not in row.content
    with unit() as session:
        actions.decide(session, seeker, row.id, "accept", row.version)
    after = make.again(made.id)
    assert (after.title, after.pollutants, after.incomplete) == (
        "喷漆车间 VOCs 治理",
        ["vocs"],
        False,
    )
    assert after.desk_org == seeker.org
    assert seen(broker, made.id).tier == "helper"


def test_c12_a_revision_leaves_the_live_version_up_until_it_is_reviewed(people: People) -> None:
    seeker, operator = people["seeker"], people["operator"]
    made = make.published(seeker, operator)
    with pytest.raises(SettledField), unit() as session:
        actions.rewrite(session, seeker, made.id, {"mode": "sealed"}, None)
    with unit() as session:
        row = actions.rewrite(session, seeker, made.id, {"budget_high": 900_000_000}, None)
    assert (row.state, row.desk_role) == ("in_review", "operator")
    assert seen(NOBODY, made.id).budget_high == 800_000_000
    with pytest.raises(Refused), unit() as session:
        actions.decide(session, seeker, row.id, "approve", row.version)
    with unit() as session:
        actions.decide(session, operator, row.id, "approve", row.version)
    assert seen(NOBODY, made.id).budget_high == 900_000_000
    with unit() as session:
        row = actions.rewrite(session, seeker, made.id, {"contact": "新电话"}, None)
    assert row.state == "applied"


def test_a_question_asked_twice_is_shown_not_blocked(people: People) -> None:
    seeker, operator = people["seeker"], people["operator"]
    first = make.published(seeker, operator)
    second = make.draft(seeker, title="烧结 烟气脱硫　改造", text=make.FULL.text + "！")
    hidden = make.draft(people["holder"])
    with reading() as session:
        found = demand_warnings.of(session, seeker, second)
        assert [each.id for each in found.similar] == [first.id]
        assert hidden.id not in {each.id for each in found.similar}
        assert not demand_warnings.of(session, people["other"], first).similar


def test_the_seekers_own_name_in_a_public_text_is_warned_of(people: People) -> None:
    made = make.draft(
        people["seeker"], text="我厂洛阳示例钢铁计划改造一号烧结机的脱硫设施，现有设备老化。"
    )
    with reading() as session:
        found = demand_warnings.of(session, people["seeker"], make.again(made.id))
    assert found.names_itself == ("text",)


def test_c22_advice_names_what_would_make_it_clearer(people: People) -> None:
    made = make.draft(
        people["seeker"], text="要脱硫", targets=(), budget_high=None, budget_low=None
    )
    with reading() as session:
        found = demand_warnings.of(session, people["seeker"], made)
    assert found.advice == ("text", "targets", "budget_high", "deadline")


def test_targets_are_measured_or_refused() -> None:
    target = read_target({"measurand": "so2_out", "quantity": "≤35mg/m3"})
    assert (target.comparator, str(target.high), target.unit) == ("le", "35", "mg/m³")
    for wrong in ("35 kg", "很低"):
        with pytest.raises(BadTarget):
            read_target({"measurand": "so2_out", "quantity": wrong}, 2)


def test_unknown_codes_are_refused_by_field(people: People) -> None:
    with pytest.raises(NotInVocabulary) as refusal:
        make.draft(people["seeker"], pollutants=("so2", "kryptonite"))
    assert refusal.value.data["fields"] == ["pollutants"]


def test_a_seeker_cannot_propose_to_itself_nor_strangers_judge(people: People) -> None:
    made = make.published(people["seeker"], people["operator"])
    with pytest.raises(Refused):
        make.proposed(people["seeker"], made.id)
    make.proposed(people["holder"], made.id)
    with pytest.raises(Refused):
        make.shortlisted(people["holder"], made.id, make.again(made.id).proposals[0].id)
    with pytest.raises(MoveNotPossible):
        make.shortlisted(people["seeker"], made.id, make.again(made.id).proposals[0].id)


def test_a_contract_fulfils(people: People) -> None:
    made = make.published(people["seeker"], people["operator"])
    offer = make.proposed(people["holder"], made.id, price_fen=1)
    after_deadline(made.id)
    make.shortlisted(people["seeker"], made.id, offer.id)
    make.awarded(people["seeker"], made.id, offer.id)
    with unit() as session:
        assert actions.contract(session, made.id).state == "fulfilled"
    with reading() as session:
        assert tier(people["holder"], queries.demand(session, SYSTEM, made.id)) is Tier.TOLD
