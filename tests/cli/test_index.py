"""`market index`: follow, verify, rebuild."""

import shutil
from uuid import uuid4

import pytest

from marketplace.search.follow import verifying
from marketplace.search.queries.index import LAYOUT
from search_index import Document, Index
from tests.cli.conftest import Here


def test_the_index_is_followed_verified_and_made_anew(here: Here) -> None:
    assert here.run("db", "upgrade").exit_code == 0
    here.happen(3)
    assert "0 documents" in here.run("index", "follow").output
    said = here.run("index", "verify")
    assert (said.exit_code, "0 documents" in said.output) == (0, True)
    assert "made anew" in here.run("index", "rebuild").output


def test_an_index_that_cannot_be_read_says_what_to_do(here: Here) -> None:
    assert here.run("db", "upgrade").exit_code == 0
    here.run("index", "follow")
    for build in (here.data / "index").glob("index-*"):
        shutil.rmtree(build)
    said = here.run("index", "verify", "--no-repair")
    assert said.exit_code == 1
    assert "market index rebuild" in said.output
    said = here.run("index", "verify")
    assert (said.exit_code, "made anew" in said.output) == (0, True)
    assert here.run("index", "verify", "--no-repair").exit_code == 0


def test_what_the_index_has_too_much_is_named_and_mended(here: Here) -> None:
    assert here.run("db", "upgrade").exit_code == 0
    here.run("index", "follow")
    index = Index(here.data / "index", LAYOUT)
    index.apply([Document(f"patent:{uuid4()}", "patent", "多余", "") for _ in range(12)], [], 0)
    index.close()
    said = here.run("index", "verify", "--no-repair")
    assert (said.exit_code, "12 surplus, 0 stale" in said.output) == (1, True)
    assert "surplus: and 2 more" in said.output
    said = here.run("index", "verify")
    assert (said.exit_code, "mended: 12" in said.output) == (0, True)
    assert here.run("index", "verify", "--no-repair").exit_code == 0


def test_a_writer_that_is_at_work_is_waited_for_and_named(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.run("db", "upgrade").exit_code == 0
    here.run("index", "follow")
    monkeypatch.setattr(verifying, "WAIT_S", 0.0)
    index = Index(here.data / "index", LAYOUT)
    index.apply([Document(f"patent:{uuid4()}", "patent", "多余", "")], [], 0)
    with index._folder.writing():
        for command in ("verify", "rebuild"):
            said = here.run("index", command)
            assert (said.exit_code, "Another writer" in said.output) == (1, True)
        assert "0 documents" in here.run("index", "follow").output
    index.close()
