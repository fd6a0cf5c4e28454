"""One search: filters, facets, pages, parts that were found, and refusals in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from marketplace.core.actor import NOBODY
from marketplace.core.deliveries import Cursor
from marketplace.core.unit import reading, unit
from marketplace.identity.actions import move
from marketplace.search import follow
from marketplace.search.errors import BadQuestion, IndexAway
from marketplace.search.queries import labels
from marketplace.search.queries.asking import Asked, search
from marketplace.search.queries.index import LAYOUT
from search_index import Index
from tests.factories.identity import SYSTEM_OPERATOR, actor
from tests.factories.search import TABLES


@pytest.fixture
def index(database: object, tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "index", LAYOUT)
    for number in range(5):
        actor("holder" if number % 2 else "agency", name=f"脱硫技术中心{number}")
    actor("holder", name="污水处理研究院")
    follow.follow(made, TABLES)
    yield made
    made.close()


def ask(index: Index, asked: Asked) -> list[str]:
    with reading() as session:
        answer = search(session, NOBODY, asked, index=index, tables=TABLES)
    return ["".join(part for part, _ in item.title) for item in answer.items]


def test_hits_say_which_part_was_found_and_where_they_are(index: Index) -> None:
    with reading() as session:
        answer = search(session, NOBODY, Asked(text="污水"), index=index, tables=TABLES)
    (item,) = answer.items
    assert item.title[0] == ("污水", True)
    assert item.url == f"/organisations/{item.key[1]}"


def test_filters_are_alternatives_within_one_facet(index: Index) -> None:
    agencies = Asked(text="脱硫", filters={"holder_kind": ("agency",)})
    either = Asked(text="脱硫", filters={"holder_kind": ("agency", "holder")})
    assert len(ask(index, agencies)) == 3
    assert len(ask(index, either)) == 5


def test_pages_go_on_without_repeating(index: Index) -> None:
    seen: list[str] = []
    after = None
    for _ in range(3):
        with reading() as session:
            asked = Asked(text="脱硫", limit=2, after=after)
            answer = search(session, NOBODY, asked, index=index, tables=TABLES)
        seen += ["".join(part for part, _ in item.title) for item in answer.items]
        after = answer.next
    assert len(seen) == len(set(seen)) == 5
    assert after is None


def test_what_is_withdrawn_is_gone_before_the_index_hears_of_it(index: Index) -> None:
    with reading() as session:
        before = search(session, NOBODY, Asked(text="污水"), index=index, tables=TABLES)
    with unit() as session:
        move(session, SYSTEM_OPERATOR, before.items[0].key[1], "restrict", None)
    with reading() as session:
        asked = Asked(text="污水", facets=("holder_kind",))
        after = search(session, NOBODY, asked, index=index, tables=TABLES)
    assert (list(after.items), after.total, dict(after.facets["holder_kind"])) == ([], 0, {})


@pytest.mark.parametrize(
    "text", ['"脱硫', "(脱硫", "NOT 脱硫", "AND", "ab*", "x" * 300, "((((脱硫))))"]
)
def test_a_bad_question_is_refused_by_name_and_reason(index: Index, text: str) -> None:
    with pytest.raises(BadQuestion) as refused:
        ask(index, Asked(text=text))
    assert refused.value.data["because"]


def test_an_index_that_cannot_be_read_is_away(database: object, tmp_path: Path) -> None:
    index = Index(tmp_path / "index", LAYOUT)
    index.close()
    (tmp_path / "index" / "current").write_text("torn")
    with pytest.raises(IndexAway):
        ask(index, Asked(text="脱硫"))
    with reading() as session:
        told = session.scalars(select(Cursor).where(Cursor.name == "index")).one()
    assert told.seq == 0  # So the relay sends the follower, which makes it anew.


def test_codes_have_names_and_unknown_ones_stay(database: object) -> None:
    somebody = actor("holder", name="某研究院")
    with reading() as session:
        assert labels.labels(session, "field", ["clean_energy", "x"], "zh") == {
            "clean_energy": "清洁能源",
            "x": "x",
        }
        assert labels.labels(session, "holder", [str(somebody.org), "x"], "zh") == {
            str(somebody.org): "某研究院"
        }
        assert labels.labels(session, "holder_kind", ["holder"], "en")["holder"]
        assert labels.labels(session, "ipc", ["A01B"], "en")["A01B"].startswith("A01B Soil")
