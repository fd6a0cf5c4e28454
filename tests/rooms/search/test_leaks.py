"""I-13: search never shows what may not be seen, at once and not when the index has heard of it."""

import shutil
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import Engine

from marketplace.core import db
from marketplace.core.actor import NOBODY, Actor
from marketplace.core.unit import reading, unit
from marketplace.identity import queries
from marketplace.identity.actions import move
from marketplace.search import follow
from marketplace.search.queries.asking import Asked, search, suggest
from marketplace.search.queries.index import LAYOUT
from search_index import Index
from tests.factories.identity import SYSTEM_OPERATOR, actor
from tests.factories.search import TABLES

STEPS = {
    "registered": ("verify", "close"),
    "verified": ("restrict", "close"),
    "restricted": ("restore",),
}


class Market(RuleBasedStateMachine):
    """Organisations come, go and return, while the index follows when it likes."""

    engine: Engine

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="market-test-index-"))
        self.connection = self.engine.connect()
        self.outer = self.connection.begin()
        db.bind(self.connection)
        self.index = Index(self.folder / "index", LAYOUT)
        self.there: dict[UUID, str] = {}
        self.readers: list[Actor] = [
            NOBODY,
            actor("operator", name="运营"),
            actor("supervisor", name="监管"),
        ]
        self.follow()

    def teardown(self) -> None:
        self.index.close()
        self.outer.rollback()
        self.connection.close()
        db.bind(self.engine)
        shutil.rmtree(self.folder)

    @rule()
    def come(self) -> None:
        somebody = actor("holder", name=f"脱硫技术{len(self.there)}", verified=False)
        assert somebody.org
        self.there[somebody.org] = "registered"
        self.readers.append(somebody)

    @precondition(lambda self: self.there)
    @rule(data=st.data())
    def change(self, data: Any) -> None:
        key = data.draw(st.sampled_from(list(self.there)))
        steps = STEPS.get(self.there[key], ())
        if steps:
            with unit() as session:
                made = move(session, SYSTEM_OPERATOR, key, data.draw(st.sampled_from(steps)), None)
            self.there[key] = str(made.state)

    @rule()
    def follow(self) -> None:
        follow.follow(self.index, TABLES)

    @rule()
    def put_back_an_old_index(self) -> None:
        """A backup of the index, older than the journal: here the oldest of all, an empty one."""
        self.index.close()
        shutil.rmtree(self.folder / "index")
        self.index = Index(self.folder / "index", LAYOUT)

    @invariant()
    def nobody_sees_too_much(self) -> None:
        with reading() as session:
            public = {row.id for row in session.scalars(queries.visible(NOBODY))}
            for reader in self.readers:
                self._look(session, reader, public)
            words = suggest(session, "脱硫", index=self.index, tables=TABLES)
            named = [o for o in self.there if o in public]
            assert not words or named

    def _look(self, session: Any, reader: Actor, public: set[UUID]) -> None:
        asked = Asked(text="脱硫", facets=("kind", "holder_kind"), limit=100)
        answer = search(session, reader, asked, index=self.index, tables=TABLES)
        found = {item.key[1] for item in answer.items}
        assert found <= public
        assert answer.total == len(found)
        assert sum(answer.facets["kind"].values()) == len(found)
        assert sum(answer.facets["holder_kind"].values()) == len(found)


def test_i_13_search_never_shows_what_may_not_be_seen(database: Engine) -> None:
    Market.engine = database
    machine = settings(max_examples=15, stateful_step_count=14, deadline=None)
    Market.TestCase.settings = machine
    case = Market.TestCase()
    case.runTest()
