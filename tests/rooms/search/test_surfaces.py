"""I-13: nothing that search tells, on any surface and to any role, gives away what is hidden.

Things are offered, reviewed, revised, taken down and made confidential, while the index follows,
lags, is made anew or is put back from an older copy. After each step somebody looks at everything.
`LEAK_STEPS=400 pytest …` looks longer.
"""

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

import pytest
from hypothesis import Phase
from hypothesis import settings as limits
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import Engine, select

from config.settings import settings
from marketplace.app import create_app
from marketplace.core import clock, db
from marketplace.core.actor import NOBODY, Actor
from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as demand_actions
from marketplace.display.actions import technology as technology_actions
from marketplace.display.actions.technology import Dossier
from marketplace.display.models import Technology
from marketplace.display.models.demand import Demand
from marketplace.display.queries import demand as demand_queries
from marketplace.display.queries import technology as technology_queries
from marketplace.matching import follow as matching
from marketplace.matching.actions.saved_search import SaveSearch, save
from marketplace.matching.queries.sources import Sources
from marketplace.search import follow
from marketplace.search.queries import index as place
from marketplace.search.queries.news import TABLES
from tests.factories import demands, display
from tests.factories.identity import actor
from tests.factories.web import api, pages
from tests.rooms.search import surfaces
from tests.rooms.search.marks import Mark, Marks
from tests.rooms.search.surfaces import Reader

STEPS = int(os.environ.get("LEAK_STEPS", "0"))
MOST = 7  # Things of each kind.
MOVES = {
    "published": ("suspend", "withdraw", "expire", "revise"),
    "suspended": ("resume",),
    "expired": ("withdraw",),
    "open": ("suspend", "withdraw", "confide"),
}


@dataclass
class Thing:
    """A technology or demand: who owns it, and what it says, said or would say."""

    kind: str
    id: UUID
    owner: Actor
    marks: list[Mark]
    revision: Any = None


class Market(RuleBasedStateMachine):
    """Things come and go, while the index follows when it likes."""

    engine: Engine
    looked = 0
    PEOPLE: ClassVar[dict[str, str]] = {
        "stranger": "enterprise", "holder": "holder", "broker": "broker_firm",
        "agency": "agency", "supervisor": "supervisor",
    }  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.connection = self.engine.connect()
        self.outer = self.connection.begin()
        db.bind(self.connection)
        self.app = create_app()
        self.app.testing = True
        db.bind(self.connection)
        self.copies = Path(tempfile.mkdtemp(prefix="market-test-copy-"))
        self.marks = Marks()
        self.never = self.marks.new().latin  # A word that nothing ever says.
        self.things: list[Thing] = []
        self.cursors: list[str] = []
        self.operator, self.seeker = actor("operator"), actor("enterprise")
        with unit() as session:
            save(session, self.seeker, SaveSearch("烟气", {"q": "烟气"}))
        self.people = {name: actor(kind) for name, kind in self.PEOPLE.items()}
        self.people |= {"anonymous": NOBODY, "seeker": self.seeker, "operator": self.operator}
        self.readers = cycle([self._reader(name) for name in self.people])
        follow.rebuild()
        for _ in range(2):
            self.offer()

    def _reader(self, name: str) -> Reader:
        who = self.people[name] if name != "anonymous" else None
        return Reader(name, pages(self.app, who), api(self.app, who))

    def teardown(self) -> None:
        place.index().close()
        self.outer.rollback()
        self.connection.close()
        db.bind(self.engine)
        shutil.rmtree(self.copies)

    def _few(self, kind: str) -> bool:
        return sum(thing.kind == kind for thing in self.things) < MOST

    @precondition(lambda self: self._few("technology"))
    @rule()
    def offer(self) -> None:
        """A technology is published: its title, its holder and its price are its own."""
        thing = self._draft()
        display.move(thing.owner, thing.id, "submit")
        display.move(self.operator, thing.id, "take")
        display.move(self.operator, thing.id, "publish")

    @precondition(lambda self: self._few("technology"))
    @rule(named=st.sampled_from(["reject", "submit", "draft"]))
    def fail(self, named: str) -> None:
        """One never becomes public."""
        thing = self._draft()
        if named != "draft":
            display.move(thing.owner, thing.id, "submit")
        if named == "reject":
            display.move(self.operator, thing.id, "take")
            display.move(self.operator, thing.id, "reject", reason="not_green")

    def _draft(self) -> Thing:
        said, holds = self.marks.new(), self.marks.new()
        owner = actor("holder", name=f"{holds.han}{holds.latin}研究院")
        money = {"price_low_fen": said.fen, "price_high_fen": said.fen}
        row = display.draft(owner, title=said.title, **money)
        self.things.append(Thing("technology", row.id, owner, [said, holds]))
        return self.things[-1]

    @precondition(lambda self: self._few("demand"))
    @rule(secret=st.booleans(), goes=st.sampled_from(["publish", "reject", "submit"]))
    def ask(self, secret: bool, goes: str) -> None:
        """A demand is asked; of a confidential one the text is for few."""
        title, text = self.marks.new(), self.marks.new()
        more = {"title": title.title, "text": f"要求{text.title}，降到 35 mg/m³ 以下。"}
        row = demands.submitted(self.seeker, disclosure="nda" if secret else "anonymous", **more)
        self.things.append(Thing("demand", row.id, self.seeker, [title, text]))
        if goes != "submit":
            with unit() as session:
                code = {"code": "not_green"} if goes == "reject" else {}
                demand_actions.review(session, self.operator, row.id, goes, row.version, **code)

    @precondition(lambda self: self.things)
    @rule(data=st.data())
    def move(self, data: Any) -> None:
        """Something is taken down, put up again, revised or made confidential."""
        thing = data.draw(st.sampled_from(self.things))
        row = self._row(thing)
        moves = MOVES.get(str(row.state), ())
        if not moves:
            return
        name = data.draw(st.sampled_from(moves))
        if thing.kind == "demand":
            self._move_demand(row, name)
        elif name == "revise":
            self._revise(thing, row)
        elif name == "expire":
            with clock.held(clock.now() + timedelta(days=900)), unit() as session:
                technology_actions.fire(session, thing.id, "expire")
        elif name == "withdraw":
            display.move(thing.owner, thing.id, name)
        else:
            more = {"reason": "takedown_notice"} if name == "suspend" else {}
            display.move(self.operator, thing.id, name, **more)

    def _move_demand(self, row: Demand, name: str) -> None:
        with unit() as session:
            if name == "suspend":
                demand_actions.review(
                    session, self.operator, row.id, name, row.version, code="complaint"
                )
            elif name == "resume":
                demand_actions.resume(session, self.operator, row.id, name, row.version)
            elif name == "withdraw":
                demand_actions.withdraw(session, self.seeker, row.id, row.version)
            elif row.disclosure != "nda":
                changed = {"disclosure": "nda"}
                made = demand_actions.rewrite(session, self.seeker, row.id, changed, None)
                if made.state == "in_review":
                    demand_actions.decide(session, self.operator, made.id, "approve", made.version)

    def _revise(self, thing: Thing, row: Technology) -> None:
        """Other words are proposed for what is public; they wait, go up, or are declined."""
        if thing.revision is None:
            said = self.marks.new()
            with unit() as session:
                command = Dossier({"title": said.title})
                technology_actions.change(session, thing.owner, thing.id, command, row.version)
            thing.marks.append(said)
            with reading() as session:
                thing.revision = technology_queries.open_revision(session, thing.id)
            return
        with unit() as session:
            technology_actions.move_revision(
                session, self.operator, thing.revision.id, "publish", thing.revision.version
            )
        thing.revision = None

    def _row(self, thing: Thing) -> Any:
        model: Any = Technology if thing.kind == "technology" else Demand
        with reading() as session:
            return session.scalars(select(model).where(model.id == thing.id)).one()

    @rule()
    def follow(self) -> None:
        follow.follow()

    @rule()
    def rebuild(self) -> None:
        follow.rebuild()

    @rule()
    def match(self) -> None:
        """The other follower tells owners of demands, holders and savers of searches."""
        matching.follow(Sources(place.index(), TABLES.documents))

    @rule()
    def keep_a_copy(self) -> None:
        shutil.rmtree(self.copies)
        shutil.copytree(settings().index, self.copies)

    @precondition(lambda self: any(self.copies.iterdir()))
    @rule()
    def put_an_older_index_back(self) -> None:
        place.index().close()
        shutil.rmtree(settings().index)
        shutil.copytree(self.copies, settings().index)

    @invariant()
    def nobody_is_told_too_much(self) -> None:
        type(self).looked += 1
        reader = next(self.readers)
        public, said = self._told_to(NOBODY)
        every = [mark for thing in self.things for mark in thing.marks]
        secret = [mark for mark in every if not mark.told_in(said)]
        surfaces.continued(reader, self.cursors[-3:], public)
        self.cursors = surfaces.search(reader, public, secret, self.looked) or self.cursors
        assert not surfaces.told(secret, reader.text("/"))
        for mark in (secret[self.looked % len(secret) :] + secret)[:2] if secret else ():
            surfaces.asked_for(reader, mark, [other for other in secret if other is not mark])
            surfaces.frequencies(reader, mark, self.never)
        surfaces.alike(reader, [(one.kind, one.id) for one in self.things[-4:]], public)
        self._neighbours(reader, [one for one in self.things if one.kind == "technology"])

    def _neighbours(self, reader: Reader, technologies: list[Thing]) -> None:
        """Lists, comparisons and what one was told of: as far as the reader may see each thing."""
        seen, said = self._told_to(self.people[reader.name])
        titles = {mark for thing in self.things for mark in thing.marks}
        holders = {thing.marks[1] for thing in technologies}  # Organisations are public themselves.
        hidden = [mark for mark in titles - holders if not mark.told_in(said)]
        for path in (*surfaces.LISTS, *surfaces.OWN):
            assert not surfaces.told(hidden, reader.text(path)), path
        keys = [thing.id for thing in technologies[-3:]]
        surfaces.compared(reader, keys, hidden, seen=all(str(key) in seen for key in keys))

    def _told_to(self, who: Actor) -> tuple[set[str], str]:
        """The ids of what somebody may see, and all the words of it."""
        with reading() as session:
            rows = list(session.scalars(technology_queries.visible(who)).unique())
            asked = list(session.scalars(demand_queries.visible(who)).unique())
            cards = demand_queries.cards(session, who, asked)
        names = {one.owner.org: one.marks[1] for one in self.things if one.kind == "technology"}
        said = [f"{row.title} {names[row.holder_id].title}" for row in rows]
        said += [f"{card.title} {card.text}" for card in cards]
        return {str(row.id) for row in (*rows, *asked)}, " ".join(said)


@pytest.mark.timeout(480)  # It opens some thousand pages.
def test_i_13_no_surface_tells_anybody_of_what_is_hidden(database: Engine) -> None:
    Market.engine = database
    Market.looked = 0
    Market.TestCase.settings = limits(
        max_examples=max(3, STEPS // 25),
        stateful_step_count=25 if STEPS else 9,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),  # Each step asks a hundred pages.
    )
    Market.TestCase().runTest()
    sys.stdout.write(f"{Market.looked} times looked\n")
    assert Market.looked > len(Market.PEOPLE)
