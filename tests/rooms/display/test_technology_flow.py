"""The life of a technology (domain §4.1): guards, reviewers, clocks, trust."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from marketplace.core import clock, journal
from marketplace.core.actor import SYSTEM
from marketplace.core.errors import MoveNotPossible, Refused, Stale
from marketplace.core.sweep import fire_due
from marketplace.core.unit import reading, unit
from marketplace.display import actions, queries
from marketplace.display.actions import Item
from marketplace.display.actions.technology import Confirmation, Dossier
from marketplace.display.errors import technology as refusals
from marketplace.display.errors.review import NoSuchReason, OwnSubmission, ReasonNeeded
from marketplace.display.states import TechnologyState
from marketplace.house import LIVES
from tests.factories.display import again, draft, full, move, patent, published
from tests.factories.identity import actor, colleague

S = TechnologyState
ALL = Confirmation(price=True, availability=True, legal_state=True, contact=True, trl=True)


def lacking(**fields: Any) -> Any:
    holder = actor("holder", state_set_up=True)
    row = draft(holder, **{"price_route": "agreement", **fields})
    return lambda: move(holder, row.id, "submit")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"summary": None}, refusals.FieldsMissing),
        ({"licences": []}, refusals.FieldsMissing),
        ({"know_how": None}, refusals.NothingToRestOn),
        ({"effects": []}, refusals.GreenNotStated),
        ({"fields": []}, refusals.GreenNotStated),
        ({"trl_evidence": None}, refusals.MaturityNotProved),
        ({"trl_level": None}, refusals.MaturityNotProved),
        ({"trl_level": 6}, refusals.ExperimentalNoticeMissing),
        ({"claims": []}, refusals.ClaimsMissing),
        ({"non_confidential": False}, refusals.DeclarationMissing),
        ({"price_route": None}, refusals.PricingRouteMissing),
    ],
)
def test_submit_names_what_is_missing(database: object, fields: Any, refusal: Any) -> None:
    submit = lacking(**fields)
    with pytest.raises(refusal) as told:
        submit()
    assert told.value.data["fields"]


def test_several_gaps_are_told_at_once(database: object) -> None:
    submit = lacking(summary=None, effects=[], claims=[])
    with pytest.raises(refusals.NotReady) as told:
        submit()
    assert set(told.value.data["fields"]) >= {"summary", "effects", "claims", "unquantified"}
    assert told.value.data["missing"] == ["fields-missing", "green-not-stated", "claims-missing"]


def test_a_stated_absence_of_figures_is_allowed(database: object) -> None:
    holder = actor("holder")
    row = published(holder, claims=[], unquantified=True)
    assert (row.state, row.unquantified) == (S.PUBLISHED, True)


def test_r_trl_a_self_declared_level_needs_no_evidence(database: object) -> None:
    holder = actor("holder")
    row = draft(holder, trl_evidence=None, trl_self_declared=True)
    assert move(holder, row.id, "submit").state is S.SUBMITTED


def test_publish_asks_for_a_proof_that_the_patent_is_in_force(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    card = patent(holder)
    links = [{"patent_id": str(card.id)}]
    row = draft(holder, patent_id=card.id, patents=links)
    move(holder, row.id, "submit")
    move(operator, row.id, "take")
    with pytest.raises(refusals.ValidityProofMissing):
        move(operator, row.id, "publish")


def test_publish_refuses_an_old_proof(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    card = patent(holder)
    row = draft(holder, patent_id=card.id)
    move(holder, row.id, "submit")
    move(operator, row.id, "take")
    with clock.held(clock.now() + timedelta(days=100)), pytest.raises(refusals.ValidityProofTooOld):
        move(operator, row.id, "publish")


def test_inv_l1_an_unverified_holder_is_not_published(database: object) -> None:
    holder, operator = actor("holder", verified=False), actor("operator")
    row = draft(holder)
    move(holder, row.id, "submit")
    move(operator, row.id, "take")
    with pytest.raises(refusals.HolderNotVerified):
        move(operator, row.id, "publish")


def test_inv_g6_a_reviewer_is_neither_of_the_holder_nor_the_submitter(database: object) -> None:
    both = actor("holder", "operator")
    row = draft(both)
    move(both, row.id, "submit")
    for somebody in (both, colleague(both)):
        with pytest.raises(OwnSubmission):
            move(somebody, row.id, "take")
    # A clerk who typed it for the firm is not its reviewer either.
    firm, clerk = actor("holder"), actor("operator")
    acting = replace(
        clerk, org=firm.org, kinds=frozenset({"holder"}), on_behalf_of=firm.org, verified=True
    )
    entered = draft(acting)
    move(acting, entered.id, "submit")
    with pytest.raises(OwnSubmission):
        move(clerk, entered.id, "take")
    assert move(colleague(clerk), entered.id, "take").state is S.UNDER_REVIEW


def test_reasons_come_from_the_list(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = draft(holder)
    move(holder, row.id, "submit")
    move(operator, row.id, "take")
    with pytest.raises(ReasonNeeded):
        move(operator, row.id, "reject")
    with pytest.raises(NoSuchReason):
        move(operator, row.id, "reject", reason="because")
    asked = move(operator, row.id, "request_changes", reason="unclear", text="请说明适用工况")
    assert (asked.state, asked.reason) == (S.CHANGES_REQUESTED, "unclear")
    with unit() as session:
        seen = again(row.id).version
        actions.technology.change(
            session, holder, row.id, Dossier({"description": "适用于 360 m² 烧结机"}), seen
        )
    assert move(holder, row.id, "submit").state is S.SUBMITTED


def test_strangers_find_nothing_and_others_may_not(database: object) -> None:
    holder, other = actor("holder"), actor("holder")
    row = draft(holder)
    with pytest.raises(refusals.NoSuchTechnology):
        move(other, row.id, "submit")
    live = published(holder)
    with pytest.raises(Refused):
        move(other, live.id, "withdraw")


def test_a_stale_version_is_refused(database: object) -> None:
    holder = actor("holder")
    row = draft(holder)
    with pytest.raises(Stale), unit() as session:
        actions.technology.move(session, holder, row.id, "submit", row.version + 5)


def test_inv_l3_one_offer_per_right_and_way(database: object) -> None:
    holder = actor("holder")
    card = patent(holder)
    first = published(holder, patent_id=card.id)
    with pytest.raises(refusals.AlreadyOffered):
        published(holder, patent_id=card.id)
    published(holder, patent_id=card.id, licences=["joint_development"])
    move(holder, first.id, "withdraw")
    assert published(holder, patent_id=card.id).state is S.PUBLISHED


def test_it_expires_by_the_figure_and_five_facts_renew_it(database: object) -> None:
    holder = actor("holder")
    row = published(holder)
    with clock.held(clock.now() + timedelta(days=181)):
        assert fire_due([LIVES["technology"]]) == 1
        expired = again(row.id)
        assert expired.state is S.EXPIRED
        with pytest.raises(refusals.NotAllConfirmed) as told, unit() as session:
            actions.technology.renew(
                session, holder, row.id, replace(ALL, price=False), expired.version
            )
        assert told.value.data["fields"] == ["price"]
        with unit() as session:
            renewed = actions.technology.renew(session, holder, row.id, ALL, expired.version)
        assert renewed.state is S.PUBLISHED
        assert renewed.expires_at > clock.now() + timedelta(days=179)


def test_renewal_in_bulk_judges_each_on_its_own(database: object) -> None:
    holder = actor("holder")
    good, dead = published(holder), published(holder, patent_id=patent(holder).id)
    with clock.held(clock.now() + timedelta(days=181)):
        fire_due([LIVES["technology"]])
        lost = again(dead.id).patents[0]
        with unit() as session:
            row = queries.patent.patent(session, holder, lost.id)
            actions.patent.set_legal_state(session, SYSTEM, row, "lapsed", None, None)
        items = [Item("technology", r.id, again(r.id).version) for r in (good, dead)]
        with unit() as session:
            verdicts = actions.technology.renew_many(session, holder, items, ALL)
    assert [v.state for v in verdicts] == ["published", None]
    assert isinstance(verdicts[1].problem, refusals.LegalStateLost)
    assert (again(good.id).state, again(dead.id).state) == (S.PUBLISHED, S.EXPIRED)


def test_batch_review_takes_up_and_decides_each_on_its_own(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    rows = [draft(holder), draft(holder, title="另一项")]
    move(holder, rows[0].id, "submit")
    items = [Item("technology", r.id, again(r.id).version) for r in rows]
    with unit() as session:
        verdicts = actions.review_many(session, operator, items, "publish")
    assert verdicts[0].state == "published"
    assert isinstance(verdicts[1].problem, MoveNotPossible)
    assert again(rows[1].id).state is S.DRAFT
    with reading() as session:
        facts = [e.fact for e in journal.about(session, "technology", rows[0].id)]
    assert facts[-3:] == ["technology.submitted", "technology.taken", "technology.published"]


def test_what_a_refused_item_said_is_taken_back(database: object) -> None:
    """It is taken up, then its publication is refused: neither may stay."""
    holder, operator = actor("holder", verified=False), actor("operator")
    row = draft(holder)
    move(holder, row.id, "submit")
    with unit() as session:
        (verdict,) = actions.review_many(
            session, operator, [Item("technology", row.id, again(row.id).version)], "publish"
        )
    assert isinstance(verdict.problem, refusals.HolderNotVerified)
    assert again(row.id).state is S.SUBMITTED
    with reading() as session:
        assert "technology.taken" not in {
            e.fact for e in journal.about(session, "technology", row.id)
        }


def test_resume_returns_to_where_it_was_suspended_from(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = published(holder, operator)
    with unit() as session:
        actions.technology.hold(session, row.id)
    move(operator, row.id, "suspend", reason="takedown_notice")
    with pytest.raises(Refused):
        move(operator, row.id, "resume")
    assert move(operator, row.id, "resume_deal").state is S.UNDER_DEAL
    move(operator, row.id, "suspend", reason="ownership")
    with unit() as session:
        actions.technology.release(session, row.id)
    assert again(row.id).state is S.SUSPENDED
    assert move(operator, row.id, "resume").state is S.PUBLISHED


def test_two_deals_do_not_hold_the_same_technology(database: object) -> None:
    row = published(actor("holder"))
    with unit() as session:
        actions.technology.hold(session, row.id)
    with pytest.raises(MoveNotPossible), unit() as session:
        actions.technology.hold(session, row.id)
    with unit() as session:
        actions.technology.conclude(session, row.id)
    assert again(row.id).state is S.CLOSED


def test_what_has_ended_is_archived_by_the_clock(database: object) -> None:
    holder = actor("holder")
    row = published(holder)
    move(holder, row.id, "withdraw")
    with clock.held(clock.now() + timedelta(days=366)):
        assert fire_due([LIVES["technology"]]) == 1
    assert again(row.id).state is S.ARCHIVED


def test_a_reason_is_gone_with_the_next_move(database: object) -> None:
    holder, operator = actor("holder"), actor("operator")
    row = published(holder, operator)
    move(operator, row.id, "suspend", reason="other", text="核实中")
    assert move(operator, row.id, "resume").reason is None


def test_create_needs_a_title_only(database: object) -> None:
    holder = actor("holder")
    with pytest.raises(refusals.FieldsMissing), unit() as session:
        actions.technology.create(session, holder, Dossier({"summary": "x"}))
    with unit() as session:
        assert actions.technology.create(session, holder, Dossier({"title": "新技术"})).id


def test_full_is_full() -> None:
    assert full()["know_how"]
