"""The follower: both directions, once, and as public as the two sides are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from marketplace import house
from marketplace.core import journal, react
from marketplace.core.actor import SYSTEM, Actor
from marketplace.core.deliveries import Delivery
from marketplace.core.errors import MoveNotPossible
from marketplace.core.unit import reading, unit
from marketplace.display import actions as display_actions
from marketplace.display.actions import demand as demand_actions
from marketplace.display.models import Technology
from marketplace.display.models.demand import Demand
from marketplace.display.queries import technology as technologies
from marketplace.matching import actions, follow
from marketplace.matching.queries import candidates, features
from marketplace.matching.queries.sources import Key, Sources
from marketplace.matching.rules.saved_search import FACETS
from marketplace.matching.rules.weights import weights
from marketplace.matching.states import MatchState
from marketplace.notices.models import Notice
from search_index import Document, Index, Layout
from tests.factories import demands
from tests.factories.identity import actor, colleague
from tests.factories.matching import demand, followed, matches, offered, technology

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def people(database: Engine) -> dict[str, Actor]:
    return {
        "holder": actor("holder", name="洛阳示例研究院"),
        "seeker": actor("enterprise", name="嵩县示例钢铁公司"),
        "operator": actor("operator"),
    }


@pytest.fixture
def pair(people: dict[str, Actor]) -> tuple[Demand, Technology]:
    """A demand and a technology that fit, both public."""
    made = demand(people["seeker"], people["operator"])
    return made, technology(people["holder"], people["operator"])


def facts(prefix: str = "match.") -> list[journal.Entry]:
    with reading() as session:
        rows = select(journal.Entry).where(journal.Entry.fact.startswith(prefix))
        return list(session.scalars(rows.order_by(journal.Entry.seq)))


def delivered() -> list[Notice]:
    """Everything that inboxes hold after all reactions ran."""
    react.follow(house.ON)
    with reading() as session:
        waiting = select(Delivery.id).where(Delivery.state == "ready", Delivery.channel == "inbox")
        keys = list(session.scalars(waiting))
    for key in keys:
        react.deliver(key, house.REACTIONS, "test", 40)
    with reading() as session:
        rows = select(Notice).where(Notice.reaction.startswith("matching."))
        return list(session.scalars(rows))


def withdraw_technology(who: Actor, key: UUID) -> None:
    with unit() as session:
        row = session.get_one(Technology, key)
        display_actions.technology.move(session, who, key, "withdraw", row.version)


def suspend(who: Actor, key: UUID, name: str = "suspend") -> None:
    reason = "legal_state" if name == "suspend" else None
    with unit() as session:
        row = session.get_one(Technology, key)
        display_actions.technology.move(session, who, key, name, row.version, reason)


def test_both_directions_find_the_same_pair_with_the_same_score(people: dict[str, Actor]) -> None:
    first = demand(people["seeker"], people["operator"])
    followed()
    late = technology(people["holder"], people["operator"])
    followed()
    [match] = matches()
    second = demand(people["seeker"], people["operator"])
    followed()
    assert {m.demand_id for m in matches()} == {first.id, second.id}
    assert {m.technology_id for m in matches()} == {late.id}
    [other] = [m for m in matches() if m.demand_id == second.id]
    assert other.score == match.score > weights().push
    assert [f["zh"] for f in other.features] == [f["zh"] for f in match.features]


def test_reading_the_journal_again_creates_and_tells_nothing_twice(
    pair: tuple[Demand, Technology],
) -> None:
    assert followed() > 0
    followed()
    before = [(m.id, m.version) for m in matches()]
    with unit() as session:
        react.cursor_of(session, follow.NAME).seq = 0
    assert followed() > 0
    assert [(m.id, m.version) for m in matches()] == before
    assert [e.fact for e in facts()] == ["match.found"]


def test_a_slower_worker_that_read_the_same_entries_writes_nothing(
    pair: tuple[Demand, Technology],
) -> None:
    with reading() as session:
        slow = follow._read(session, follow.NOTHING)
    assert slow
    followed()
    assert not follow._write(slow)
    assert len(matches()) == 1


def test_both_sides_are_told_once_in_their_own_words(
    people: dict[str, Actor], pair: tuple[Demand, Technology]
) -> None:
    colleague(people["holder"])
    followed()
    notices = delivered()
    followed()
    assert len(delivered()) == len(notices) == 3
    by_person = {n.recipient: n for n in notices}
    holder, seeker = by_person[people["holder"].person], by_person[people["seeker"].person]
    [match] = matches()
    assert holder.url == seeker.url == f"/matches/{match.id}"
    assert holder.zh.startswith("有一项需求与贵方技术“烧结烟气循环流化床半干法脱硫技术”匹配")
    assert seeker.zh.startswith("有一项技术与贵方需求“烧结烟气脱硫改造”匹配")
    assert "SO₂ 出口浓度 ≤ 28 mg/m³，要求 ≤ 35 mg/m³ ✓" in holder.zh
    assert f"{match.percent}%" in holder.en


def test_a_holder_never_learns_from_a_match_who_seeks(
    people: dict[str, Actor], pair: tuple[Demand, Technology]
) -> None:
    followed()
    told = [n.zh + n.en + str(n.data) for n in delivered()]
    written = [str(e.data) for e in facts()] + [str(m.features) for m in matches()]
    for text in told + written:
        assert "嵩县示例钢铁公司" not in text
        assert str(people["seeker"].org) not in text


def test_a_confidential_demand_is_compared_and_told_by_its_public_form_only(
    people: dict[str, Actor],
) -> None:
    made = demand(
        people["seeker"], people["operator"], disclosure="nda", text="绝密配方改造说明文字"
    )
    technology(people["holder"], people["operator"], summary="绝密配方改造说明文字")
    followed()
    [match] = matches()
    assert match.demand_id == made.id
    lines = str(match.features)
    assert "35 mg/m³" not in lines
    assert "配方" not in lines
    assert {f["verdict"] for f in match.features if f["name"] == "target"} == {"unknown"}


def test_where_nothing_fits_no_row_is_made_and_nobody_is_told(people: dict[str, Actor]) -> None:
    demand(people["seeker"], people["operator"])
    technology(
        people["holder"], people["operator"],
        title="畜禽粪污厌氧发酵制沼气", summary="粪污资源化", description="养殖场",
        fields=["eco_agriculture"], processes=[], pollutants=["methane"], industries=["03"],
        claims=[], unquantified=True,
    )  # fmt: skip
    followed()
    assert matches() == []
    assert delivered() == []


def test_ones_own_technology_is_no_answer_to_ones_own_demand(people: dict[str, Actor]) -> None:
    both = actor("holder", "enterprise")
    demand(both, people["operator"])
    technology(both, people["operator"])
    followed()
    assert matches() == []


def test_a_dismissed_pair_stays_dismissed(
    people: dict[str, Actor], pair: tuple[Demand, Technology]
) -> None:
    followed()
    [match] = matches()
    with unit() as session:
        actions.dismiss(session, people["seeker"], match.id, match.version, "already_have")
    suspend(people["operator"], pair[1].id)
    followed()
    suspend(people["operator"], pair[1].id, "resume")
    followed()
    [again] = matches()
    assert again.state is MatchState.DISMISSED
    assert (again.dismissed_by, again.reason) == ("seeker", "already_have")
    assert [e.fact for e in facts()] == ["match.found", "match.dismissed"]


def test_a_side_that_is_not_public_makes_it_stale_and_coming_back_tells_nobody_again(
    people: dict[str, Actor], pair: tuple[Demand, Technology]
) -> None:
    followed()
    suspend(people["operator"], pair[1].id)
    followed()
    assert [m.state for m in matches()] == [MatchState.STALE]
    told = len(delivered())
    suspend(people["operator"], pair[1].id, "resume")
    followed()
    assert [m.state for m in matches()] == [MatchState.SUGGESTED]
    assert [e.fact for e in facts()] == ["match.found", "match.grown_stale", "match.revived"]
    assert len(delivered()) == told == 2


def test_a_demand_that_takes_no_more_proposals_makes_its_matches_stale(
    people: dict[str, Actor], pair: tuple[Demand, Technology]
) -> None:
    followed()
    with unit() as session:
        row = demands.again(pair[0].id)
        demand_actions.withdraw(session, people["seeker"], row.id, row.version)
    followed()
    assert [m.state for m in matches()] == [MatchState.STALE]


def test_below_the_threshold_it_is_kept_in_silence_and_told_once_when_it_rises(
    people: dict[str, Actor],
) -> None:
    made = technology(
        people["holder"], people["operator"],
        claims=[{"measurand": "so2_out", "quantity": "=50 mg/m³"}],
    )  # fmt: skip
    demand(people["seeker"], people["operator"])
    followed()
    [match] = matches()
    assert (match.told, match.score) == (False, weights().cap)
    assert delivered() == []
    _improve(people, made.id)
    followed()
    assert [e.fact for e in facts()] == ["match.found", "match.risen"]
    assert len(delivered()) == 2
    followed()
    assert len(delivered()) == 2


def _improve(people: dict[str, Actor], key: UUID) -> None:
    """A revision with better figures that goes through review."""
    better = {"claims": [{"measurand": "so2_out", "quantity": "≤28 mg/m³"}]}
    with unit() as session:
        row = session.get_one(Technology, key)
        changed = display_actions.technology.Dossier(better)
        display_actions.technology.change(session, people["holder"], key, changed, row.version)
    with unit() as session:
        revision = technologies.open_revision(session, key)
        assert revision
        display_actions.technology.move_revision(
            session, people["operator"], revision.id, "publish", revision.version
        )


def test_a_licence_request_takes_the_match_up(
    people: dict[str, Actor], pair: tuple[Demand, Technology]
) -> None:
    followed()
    [match] = matches()
    with unit() as session:
        journal.record(
            session, SYSTEM, "licence_request.sent", match,
            technology=pair[1].id, seeker=people["seeker"].org,
        )  # fmt: skip
    followed()
    assert [m.state for m in matches()] == [MatchState.TAKEN_UP]
    [taken] = matches()
    with unit() as session, pytest.raises(MoveNotPossible):
        actions.dismiss(session, people["seeker"], taken.id, taken.version, "wrong_field")


LAYOUT = Layout(tuple(sorted(FACETS)), ("published",))


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path / "index", LAYOUT)
    yield made
    made.close()


def document(key: object, kind: str = "technology", **more: Any) -> Document:
    return Document(
        key=f"{kind}:{key}", kind=kind, title=more.pop("title", "光伏支架"), body="", **more
    )


def test_a_large_index_is_asked_by_words_and_traits(index: Index) -> None:
    wanted = [uuid4(), uuid4()]
    crowd = [document(uuid4()) for _ in range(weights().candidates.most + 5)]
    index.apply(
        [
            *crowd,
            document(wanted[0], title="半干法烟气脱硫"),
            document(wanted[1], title="另一种装置", facets={"pollutant": ("so2",)}),
            document(uuid4(), kind="demand", title="烧结烟气脱硫改造"),
        ],
        [],
        10**9,
    )
    side = features.DemandSide(
        id=uuid4(), seeker_id=None, title='烧结"烟气脱硫" (改造) -OR', pollutants=("so2",)
    )
    with reading() as session:
        found = candidates.technologies_for(session, Sources(index), side)
    assert set(found) == set(wanted)


def test_what_the_index_has_not_heard_of_comes_from_the_journal(
    index: Index, people: dict[str, Actor]
) -> None:
    made = technology(people["holder"], people["operator"])
    demand(people["seeker"], people["operator"])
    followed(Sources(index))
    assert [m.technology_id for m in matches()] == [made.id]


def test_a_broken_index_does_not_stop_matching(
    index: Index, tmp_path: Path, pair: tuple[Demand, Technology]
) -> None:
    index.apply([document(uuid4())], [], 10**9)
    index.close()
    for file in (tmp_path / "index").rglob("*"):
        if file.is_file():
            file.write_bytes(b"torn")
    followed(Sources(index))
    assert len(matches()) == 1


def save(who: Actor, **query: Any) -> UUID:
    with unit() as session:
        return actions.save(session, who, actions.SaveSearch("我的搜索", query)).id


def sources(*titles: tuple[UUID, str]) -> Sources:
    built = {
        f"technology:{key}": document(key, title=title, facets={"pollutant": ("so2",)})
        for key, title in titles
    }

    def documents(_session: Session, keys: Sequence[Key]) -> dict[str, Document]:
        asked = {f"{kind}:{key}" for kind, key in keys}
        return {name: document for name, document in built.items() if name in asked}

    return Sources(documents=documents)


def test_a_saved_search_is_met_by_what_is_published_and_told_once(people: dict[str, Actor]) -> None:
    somebody = actor("enterprise")
    hit = save(somebody, q="半干法 脱硫", kind=["technology"], pollutant=["so2"])
    save(somebody, q="光伏")
    save(somebody, q="脱硫", kind=["demand"])
    made = technology(people["holder"], people["operator"])
    documents = sources((made.id, "烧结烟气循环流化床半干法脱硫技术"))
    followed(documents)
    suspend(people["operator"], made.id)
    suspend(people["operator"], made.id, "resume")
    followed(documents)
    met = facts("saved_search.met")
    assert [e.subject_id for e in met] == [hit]
    [notice] = delivered()
    assert (notice.recipient, notice.url) == (somebody.person, f"/technologies/{made.id}")
    assert "我的搜索" not in str([e.data for e in facts("saved_search")])


def test_a_search_that_is_not_to_be_told_is_not(people: dict[str, Actor]) -> None:
    somebody = actor("enterprise")
    key = save(somebody, q="脱硫")
    with unit() as session:
        actions.change(session, somebody, key, actions.ChangeSearch(notify=False), 1)
    made = technology(people["holder"], people["operator"])
    followed(sources((made.id, "烟气脱硫")))
    assert facts("saved_search.met") == []


def test_a_technologys_own_words_are_what_demands_are_looked_for_by(index: Index) -> None:
    wanted = uuid4()
    crowd = [document(uuid4(), kind="demand") for _ in range(weights().candidates.most + 5)]
    index.apply([*crowd, document(wanted, kind="demand", title="烟气脱硫改造")], [], 10**9)
    with reading() as session:
        assert candidates.demands_for(session, Sources(index), offered()) == [wanted]
