"""What was taken back since the index last heard: gone from every answer, though still in it."""

from collections.abc import Callable

import pytest
from flask import Flask

from marketplace.core.unit import reading, unit
from marketplace.display.actions import demand as demand_actions
from marketplace.display.actions import technology as technology_actions
from marketplace.display.actions.technology import Dossier
from marketplace.display.queries import technology as technologies
from marketplace.search.queries import hiding
from marketplace.search.queries import index as place
from tests.factories import demands, display
from tests.factories.identity import actor
from tests.factories.web import api, pages

Follow = Callable[[], int]


def found(app: Flask, word: str) -> int:
    return int(api(app).get(f"/api/v1/search?q={word}").json["total"])


def completed(app: Flask, beginning: str) -> list[str]:
    return list(api(app).get(f"/api/v1/search/suggestions?prefix={beginning}").json["items"])


def test_i_13_words_that_a_revision_took_back_find_and_complete_nothing(
    app: Flask, searching: Follow
) -> None:
    operator, holder = actor("operator"), actor("holder")
    row = display.published(holder, operator, title="烟气饕餮净化")
    searching()
    assert (found(app, "饕餮"), completed(app, "taotie")) == (1, ["饕餮"])
    with unit() as session:
        technology_actions.change(
            session, holder, row.id, Dossier({"title": "烟气净化"}), row.version
        )
    assert found(app, "饕餮") == 1, "a revision that waits for review hides nothing"
    with unit() as session:
        revision = technologies.open_revision(session, row.id)
        assert revision
        technology_actions.move_revision(
            session, operator, revision.id, "publish", revision.version
        )
    assert (found(app, "饕餮"), completed(app, "taotie")) == (0, [])
    searching()
    assert (found(app, "饕餮"), found(app, "烟气净化")) == (0, 1)


def test_i_13_a_demand_made_confidential_is_not_found_by_its_text(
    app: Flask, searching: Follow
) -> None:
    operator, seeker = actor("operator"), actor("enterprise")
    row = demands.published(
        seeker, operator, text="烧结机烟气用貔貅法脱硫，出口降到 35 mg/m³ 以下。"
    )
    searching()
    assert found(app, "貔貅") == 1
    with unit() as session:
        made = demand_actions.rewrite(session, seeker, row.id, {"disclosure": "nda"}, None)
    assert found(app, "貔貅") == 1
    with unit() as session:
        demand_actions.decide(session, operator, made.id, "approve", made.version)
    assert found(app, "貔貅") == 0


def test_what_was_touched_but_not_changed_stays_found(app: Flask, searching: Follow) -> None:
    operator, seeker, holder = actor("operator"), actor("enterprise"), actor("holder")
    row = demands.published(seeker, operator)
    searching()
    demands.proposed(holder, row.id)
    assert found(app, "脱硫改造") == 1


def test_no_question_compares_very_many_and_what_was_not_compared_is_hidden(
    app: Flask, searching: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next questions find out: nothing stays hidden that did not change."""
    operator, seeker, holder = actor("operator"), actor("enterprise"), actor("holder")
    rows = [demands.published(seeker, operator, title=f"烟气{n}号线改造") for n in range(3)]
    searching()
    for row in rows:
        demands.proposed(holder, row.id)
    monkeypatch.setattr(hiding, "MANY", 2)
    counts = []
    for _ in range(2):
        with reading() as session:
            counts.append(len(hiding.hidden(session, place.index())))
    assert counts == [1, 0]


@pytest.mark.parametrize("asks", ["/search", "/api/v1/search"])
def test_an_organisation_that_is_not_public_is_not_named_by_asking_for_it(
    app: Flask, searching: Follow, asks: str
) -> None:
    public, hidden = (
        actor("holder", name="众所周知研究院"),
        actor("holder", name="魑魅研究院", verified=False),
    )
    for who, named in ((public, True), (hidden, False)):
        text = pages(app).get(f"{asks}?holder={who.org}").get_data(as_text=True)
        assert (any(name in text for name in ("众所周知", "魑魅", "\\u9b51"))) is named
