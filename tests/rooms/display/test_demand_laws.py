"""Demands: rules and queries are twins, and no sequence of moves leaves a proposer without word."""

import contextlib
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from marketplace.core import clock, db, journal
from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.errors import Problem
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as actions
from marketplace.display.models.demand import Demand, DemandDisclosure
from marketplace.display.models.proposal import Proposal
from marketplace.display.models.rewrite import DemandRewrite
from marketplace.display.queries import demand as queries
from marketplace.display.queries import proposal as proposal_queries
from marketplace.display.queries import rewrite as rewrite_queries
from marketplace.display.rules import demand as rules
from marketplace.display.rules import proposal as proposal_rules
from marketplace.display.rules import rewrite as rewrite_rules
from marketplace.display.states.demand import DEMAND, DemandState
from marketplace.display.states.proposal import PROPOSAL
from marketplace.display.states.rewrite import REWRITE
from tests.factories import demands as make
from tests.factories.identity import actor

FEW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
ORGS = 3


@pytest.fixture
def firms(database: object) -> list[Actor]:
    return [actor("enterprise", "holder", "broker_firm") for _ in range(ORGS)]


one_of_them = st.integers(0, ORGS - 1)
drawn_demand = st.fixed_dictionaries({
    "state": st.sampled_from(list(DemandState)),
    "seeker": st.one_of(st.none(), one_of_them),
    "helper": st.one_of(st.none(), one_of_them),
    "enterer": one_of_them,
    "incomplete": st.booleans(),
    "brokers_may_help": st.booleans(),
    "mode": st.sampled_from(["open", "sealed"]),
    "disclosure": st.sampled_from(["anonymous", "named", "nda"]),
    "unsealed": st.booleans(),
    "proposer": st.one_of(st.none(), one_of_them),
    "rewriter": st.one_of(st.none(), one_of_them),
    "told": st.one_of(st.none(), one_of_them),
    "granted": st.booleans(),
    "revoked": st.booleans(),
})  # fmt: skip


def _row(session: Session, firms: list[Actor], drawn: dict[str, Any]) -> None:
    def org(name: str) -> UUID | None:
        return None if drawn[name] is None else firms[drawn[name]].org

    row = Demand(
        id=uuid4(), title="t", text="x", text_key="k", seeker_id=org("seeker"),
        helper_id=org("helper"), entered_by=firms[drawn["enterer"]].person,
        incomplete=drawn["incomplete"], brokers_may_help=drawn["brokers_may_help"],
        mode=drawn["mode"], disclosure=drawn["disclosure"],
        unsealed_at=clock.now() if drawn["unsealed"] else None,
    )  # fmt: skip
    DEMAND.begin(row)
    row.state = drawn["state"]
    session.add(row)
    if drawn["proposer"] is not None:
        offer = Proposal(id=uuid4(), org_id=org("proposer"), text="p")
        PROPOSAL.begin(offer)
        row.proposals.append(offer)
    if drawn["told"] is not None:
        at = clock.now()
        row.disclosures.append(DemandDisclosure(
            org_id=org("told"), granted_at=at if drawn["granted"] else None,
            revoked_at=at if drawn["revoked"] else None,
        ))  # fmt: skip
    if drawn["rewriter"] is not None:
        rewrite = DemandRewrite(id=uuid4(), org_id=org("rewriter"), content={}, demand=row)
        REWRITE.begin(rewrite)
        session.add(rewrite)


@FEW
@given(st.lists(drawn_demand, min_size=1, max_size=4), st.booleans())
def test_what_the_rules_show_is_what_the_queries_find(
    firms: list[Actor], drawn: list[dict[str, Any]], verified: bool
) -> None:
    bound = db.bound()
    with Session(bound, join_transaction_mode="create_savepoint") as session:
        for each in drawn:
            _row(session, firms, each)
        session.flush()
        them = replace(firms[0], verified=verified)
        readers = [
            NOBODY, SYSTEM, them, firms[1],
            replace(them, kinds=frozenset({"enterprise"})),
            replace(them, org=None, kinds=frozenset()),
            replace(them, org=uuid4(), kinds=frozenset({"operator"})),
            replace(them, org=uuid4(), kinds=frozenset({"supervisor"})),
        ]  # fmt: skip
        for model, found, rule in (
            (Demand, queries.visible, rules.may_see),
            (Proposal, proposal_queries.visible, proposal_rules.may_see),
            (DemandRewrite, rewrite_queries.visible, rewrite_rules.may_see),
        ):
            rows = session.query(model).all()
            for who in readers:
                ids = {row.id for row in session.scalars(found(who)).unique()}
                assert ids == {row.id for row in rows if rule(who, row)}
        session.rollback()


MOVES = (
    "submit", "publish", "request_changes", "reject", "propose", "take_back", "time", "shortlist",
    "award", "contract", "no_award", "renew", "withdraw", "suspend", "resume", "resume_screening",
    "resume_shortlisted", "resume_awarded", "days",
)  # fmt: skip
# The road first, so that walks reach the far states; then whatever is drawn.
ROAD = ("submit", "publish", "propose", "days", "time", "shortlist", "award")


def _go(name: str, who: dict[str, Actor], key: UUID) -> None:  # noqa: C901, PLR0912 - one case a move.
    seeker, desk, row = who["seeker"], who["desk"], make.again(key)
    seen = row.version
    offers = [p.id for p in row.proposals]
    with unit() as session:
        match name:
            case "submit":
                actions.submit(session, seeker, key, seen)
            case "publish":
                actions.review(session, desk, key, name, seen)
            case "request_changes" | "reject" | "suspend":
                actions.review(session, desk, key, name, seen, code="other", note="说明")
            case "propose":
                offer = actions.Offer(text=f"方案 {len(offers)}", price_fen=1)
                actions.propose(session, who["holder"], key, offer)
            case "take_back" if row.proposals:
                last = row.proposals[-1]
                actions.take_back(session, who["holder"], last.id, last.version)
            case "time":
                actions.time_is_up(session, key)
            case "shortlist":
                actions.shortlist(
                    session, seeker, key, actions.Shortlist(tuple(offers), "好"), seen
                )
            case "award":
                won = tuple(actions.Award(p, "优") for p in offers[:1])
                actions.award(session, seeker, key, actions.AwardAll(won, "余"), seen)
            case "contract":
                actions.contract(session, key)
            case "no_award":
                actions.leave_unfilled(session, seeker, key, seen, "无合适方案")
            case "renew":
                actions.renew(session, seeker, key, seen)
            case "withdraw":
                actions.withdraw(session, seeker, key, seen, "取消")
            case "resume" | "resume_screening" | "resume_shortlisted" | "resume_awarded":
                actions.resume(session, desk, key, name, seen)


@FEW
@given(st.integers(0, len(ROAD)), st.lists(st.sampled_from(MOVES), max_size=8), st.booleans())
def test_inv_d2_no_walk_through_the_life_cycle_leaves_a_proposer_without_word(
    database: object, far: int, walk: list[str], sealed: bool
) -> None:
    who = {"seeker": actor("enterprise"), "desk": actor("operator"), "holder": actor("holder")}
    with clock.held(clock.now()) as hands:
        key = make.draft(who["seeker"], mode="sealed" if sealed else "open").id
        for name in (*ROAD[:far], *walk):
            if name == "days":
                hands.forward(timedelta(days=91))
                continue
            with contextlib.suppress(Problem):
                _go(name, who, key)
            _holds(who, key)


def _holds(who: dict[str, Actor], key: UUID) -> None:
    row = make.again(key)
    if row.state in DEMAND.final():
        for offer in row.proposals:
            assert offer.state in ("awarded", "declined", "withdrawn")
            assert offer.outcome
            assert offer.reason or offer.state == "withdrawn"
    else:
        assert row.desk_org or row.desk_role
    if row.state == DemandState.EXPIRED:
        assert not [p for p in row.proposals if p.state in ("submitted", "shortlisted")]
    assert sum(p.state == "awarded" for p in row.proposals) <= 1
    with reading() as session:
        read = proposal_queries.of_demand(session, who["seeker"], key)
        assert not read or row.mode == "open" or row.unsealed_at
        public = queries.public_form(session, key)
    assert public is None or (public.seeker, public.contact) == (None, None)


@pytest.mark.usefixtures("database")
def test_inv_g1_a_batch_tells_nothing_of_what_it_took_back() -> None:
    """A refusal in the middle of a batch leaves no fact of what was undone."""
    seeker, operator = actor("enterprise"), actor("operator")
    made = make.published(seeker, operator)
    proposal = make.proposed(actor("holder"), made.id)
    with unit() as session:
        before = journal.head(session)
        item = actions.Item(made.id, make.again(made.id).version)
        [told] = actions.review_all(
            session, operator, "reject", [item], code="not_green", note="略"
        )
    assert told.problem
    with reading() as session:
        facts = [entry.fact for entry in journal.after(session, before)]
        assert session.get_one(Proposal, proposal.id).state == "submitted"
    assert facts == []
