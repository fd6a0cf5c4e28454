"""Whatever happens to the files of the index, a page says so by name, and soon it is well again."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from config.settings import settings
from marketplace.core.deliveries import Cursor
from marketplace.core.unit import reading
from marketplace.search.errors import SearchBusy
from marketplace.search.queries import asking
from marketplace.search.queries.gate import Gate
from marketplace.search.queries.index import index
from tests.factories import display
from tests.factories.identity import actor
from tests.factories.web import api, pages
from tests.search_index.harm import FILES, HARM

Follow = Callable[[], int]
PATHS = (
    "/",
    "/search?q=脱硫",
    "/search",
    "/api/v1/search?q=脱硫",
    "/api/v1/search/suggestions?prefix=脱",
)
TITLE = "烧结烟气脱硫技术"


@pytest.fixture
def market(searching: Follow) -> Follow:
    display.published(actor("holder"), actor("operator"), title=TITLE)
    searching()
    return searching


def asked(app: Flask, path: str) -> Any:
    client = api(app) if path.startswith("/api") else pages(app)
    return client.get(path)


def nothing_breaks(app: Flask) -> set[int]:
    """Every surface answers 200, or 503 by name in the reader's language; returns which."""
    seen = set()
    for path in PATHS:
        answer = asked(app, path)
        seen.add(answer.status_code)
        if answer.status_code == 200:
            continue
        assert (answer.status_code, path != "/") == (503, True), path
        assert "index-away" in answer.text
        assert "索引" in answer.text
        assert int(answer.headers["Retry-After"]) > 0
    return seen


def well_again(app: Flask, follow: Follow) -> None:
    follow()
    assert nothing_breaks(app) == {200}
    assert TITLE in asked(app, "/").text
    (hit,) = asked(app, "/api/v1/search?q=脱硫&kind=technology").json["items"]
    assert hit["title"] == TITLE
    assert asked(app, "/api/v1/search/suggestions?prefix=脱").json["items"]


@pytest.mark.parametrize("opened", [True, False], ids=["open", "opened anew"])
@pytest.mark.parametrize("kind", FILES)
def test_a_harmed_file_is_never_an_error_page_and_the_follower_mends_it(
    app: Flask, market: Follow, kind: str, opened: bool
) -> None:
    for name, harm in HARM.items():
        nothing_breaks(app)
        if not opened:
            index().close()
        harm(FILES[kind](settings().index))
        if opened and kind.startswith("sum"):
            # What was proved is searched on; the next who opens it sees the harm.
            assert nothing_breaks(app) == {200}, name
            index().close()
        assert nothing_breaks(app) == {200, 503}, name
        state = asked(app, "/readyz").json
        assert (state["status"], state["index"]["ready"]) == ("degraded", False)
        with reading() as session:
            told = session.scalars(select(Cursor).where(Cursor.name == "index")).one()
        assert told.seq == 0, "so the relay sends the follower"
        well_again(app, market)
        assert asked(app, "/readyz").json["index"]["ready"]


def _empty(folder: Path) -> None:
    for place in folder.iterdir():
        shutil.rmtree(place) if place.is_dir() else place.unlink()


@pytest.mark.parametrize("harm", [shutil.rmtree, _empty], ids=["folder", "content"])
def test_a_removed_index_is_made_anew_under_a_running_market(
    app: Flask, market: Follow, harm: Callable[[Path], None]
) -> None:
    harm(settings().index)
    assert nothing_breaks(app) == {200, 503}
    well_again(app, market)
    assert settings().index.stat().st_mode & 0o777 == 0o700


def test_where_too_many_search_one_is_asked_to_return(
    app: Flask, market: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = Gate(at_once=1, waiting=1, patience_s=0.05)
    monkeypatch.setattr(asking, "GATE", full)
    with full.turn():
        answer = asked(app, "/api/v1/search?q=脱硫")
        assert (answer.status_code, answer.json["code"]) == (503, "search-busy")
        assert int(answer.headers["Retry-After"]) > 0
        page = asked(app, "/search?q=脱硫&lang=zh")
        assert (page.status_code, "搜索人数较多" in page.text) == (503, True)
        assert asked(app, "/").status_code == 200
    assert asked(app, "/api/v1/search?q=脱硫").status_code == 200


def test_a_gate_lets_in_so_many_and_lets_so_many_wait() -> None:
    gate = Gate(at_once=2, waiting=1, patience_s=30)
    inside, leave = threading.Semaphore(0), threading.Event()

    def work() -> None:
        with gate.turn():
            inside.release()
            leave.wait(30)

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers[:2]:
        worker.start()
    for _ in range(2):
        assert inside.acquire(timeout=30)
    workers[2].start()
    while gate._outside == 0:
        threading.Event().wait(0.01)
    with pytest.raises(SearchBusy), gate.turn():
        pass
    assert not inside.acquire(blocking=False), "the third waits"
    leave.set()
    assert inside.acquire(timeout=30)
    for worker in workers:
        worker.join()
    with gate.turn():
        pass


def test_a_place_is_free_again_after_a_search_that_failed() -> None:
    gate = Gate(at_once=1, waiting=0, patience_s=0)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError), gate.turn():
            raise ZeroDivisionError
    with gate.turn():
        pass
