"""`market index`: follow, verify, rebuild."""

import shutil

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
    said = here.run("index", "verify")
    assert said.exit_code == 1
    assert "market index rebuild" in said.output
    assert here.run("index", "rebuild").exit_code == 0
    assert here.run("index", "verify").exit_code == 0
