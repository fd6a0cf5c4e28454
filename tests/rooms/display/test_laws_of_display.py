"""Twins and the flow: what is visible is what may be seen; the machine is the table."""

from uuid import UUID, uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.errors import MoveNotPossible
from marketplace.core.unit import reading, unit
from marketplace.display.models import Patent, Technology
from marketplace.display.queries import patent as patent_queries
from marketplace.display.queries import technology as technology_queries
from marketplace.display.rules import patent as patent_rules
from marketplace.display.rules import technology as technology_rules
from marketplace.display.states import PATENT, TECHNOLOGY, PatentState, TechnologyState
from tests.factories.identity import actor

KINDS = st.frozensets(
    st.sampled_from(["holder", "enterprise", "operator", "supervisor", "agency"]), max_size=2
)


def readers(orgs: list[UUID]) -> st.SearchStrategy[Actor]:
    signed_in = st.builds(
        lambda org, kinds: Actor(uuid4(), org, kinds=kinds),
        st.sampled_from([*orgs, None]),
        KINDS,
    )
    return st.one_of(signed_in, st.just(NOBODY), st.just(SYSTEM))


def test_visible_is_may_see(database: object) -> None:
    orgs = [actor("holder").org for _ in range(2)]
    with unit() as session:
        for org in orgs:
            for state in TechnologyState:
                row = Technology(id=uuid4(), title=str(state), holder_id=org)
                TECHNOLOGY.begin(row)
                row.state = state
                session.add(row)
        for org in (*orgs, None):
            for shown in PatentState:
                card = Patent(
                    id=uuid4(), title="x", title_key="x", holder_id=org, intake_key=str(uuid4())
                )
                PATENT.begin(card)
                card.state = shown
                session.add(card)

    @given(readers(orgs))
    @settings(max_examples=40, deadline=None)
    def twins(reader: Actor) -> None:
        with reading() as session:
            for model, visible, may_see in (
                (Technology, technology_queries.visible, technology_rules.may_see),
                (Patent, patent_queries.visible, patent_rules.may_see),
            ):
                rows = session.scalars(select(model)).all()
                seen = {row.id for row in session.scalars(visible(reader))}
                assert seen == {row.id for row in rows if may_see(reader, row)}

    twins()


# Domain §4.1, written down a second time: what the machine is compared with.
TABLE = {
    "draft": {"submit": "submitted"},
    "submitted": {"take": "under_review"},
    "under_review": {
        "request_changes": "changes_requested",
        "reject": "rejected",
        "publish": "published",
    },
    "changes_requested": {"submit": "submitted"},
    "published": {
        "revise": "published",
        "publish_revision": "published",
        "reserve": "under_deal",
        "suspend": "suspended",
        "expire": "expired",
        "withdraw": "withdrawn",
    },
    "under_deal": {"release": "published", "suspend": "suspended", "conclude": "closed"},
    "suspended": {"resume": "published", "resume_deal": "under_deal"},
    "expired": {"renew": "published", "withdraw": "withdrawn"},
    "rejected": {"archive": "archived"},
    "withdrawn": {"archive": "archived"},
    "closed": {"archive": "archived"},
    "archived": {},
}
MOVES = sorted({move for moves in TABLE.values() for move in moves})


class Life(RuleBasedStateMachine):
    """Any sequence of moves leads where the domain's table says, and nowhere else."""

    def __init__(self) -> None:
        super().__init__()
        self.row = Technology(id=uuid4(), title="x", holder_id=uuid4())
        TECHNOLOGY.begin(self.row)
        self.model = "draft"

    @rule(move=st.sampled_from(MOVES))
    def step(self, move: str) -> None:
        steps = self.row.steps
        if move in TABLE[self.model]:
            TECHNOLOGY.step(self.row, move)
            self.model = TABLE[self.model][move]
            assert self.row.steps == steps + 1, "every move changes the version"
            return
        try:
            TECHNOLOGY.step(self.row, move)
        except MoveNotPossible:
            assert self.row.steps == steps
        else:
            raise AssertionError(f"{move} was possible in {self.model}")

    @invariant()
    def they_agree(self) -> None:
        assert self.row.state == self.model


Life.TestCase.settings = settings(
    max_examples=60, deadline=None, suppress_health_check=list(HealthCheck)
)
TestLife = Life.TestCase


def test_inv_l1_only_what_is_published_is_public() -> None:
    public = {str(state) for state in TechnologyState if state in ("published", "under_deal")}
    for state in TechnologyState:
        row = Technology(id=uuid4(), title="x", holder_id=uuid4(), state=state)
        assert technology_rules.may_see(NOBODY, row) == (state in public)
