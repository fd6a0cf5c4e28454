"""`market demo`: once into an empty market, never into a real or a broken one."""

from config.settings import settings
from marketplace.core import db
from marketplace.sample.load import prepare
from marketplace.sample.people import ACCOUNTS, PASSWORD
from tests.cli.conftest import Here


def test_the_sample_is_loaded_once_and_its_accounts_are_told(here: Here) -> None:
    assert here.run("db", "upgrade").exit_code == 0
    first = here.run("demo")
    assert first.exit_code == 0, first.output
    assert all(f"{name}@example.org" in first.output for name in ACCOUNTS)
    again = here.run("demo")
    assert again.exit_code == 1
    assert "loaded already" in again.output
    content = here.run("demo", "--if-empty")
    assert content.exit_code == 0
    assert PASSWORD in content.output


def test_a_market_of_its_own_is_left_alone(here: Here) -> None:
    assert here.run("db", "upgrade").exit_code == 0
    here.happen(1)
    refused = here.run("demo")
    assert (refused.exit_code, "never mixed" in refused.output) == (1, True)
    content = here.run("demo", "--if-empty")
    assert (content.exit_code, content.output) == (0, "")


def test_a_sample_that_broke_off_is_refused_either_way(here: Here) -> None:
    assert here.run("db", "upgrade").exit_code == 0
    db.bind(db.open_engine(settings().database_url))
    steps = prepare().play()
    for _ in range(5):
        next(steps)
    steps.close()
    here.close()
    for words in (["demo"], ["demo", "--if-empty"]):
        refused = here.run(*words)
        assert refused.exit_code == 1
        assert "broken off" in refused.output
