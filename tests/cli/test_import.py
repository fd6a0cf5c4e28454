"""`market import`: a trial, the run, the same file again, and what is refused."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from config.settings import settings
from marketplace.core import db
from marketplace.core.unit import reading
from marketplace.display.models import Patent
from marketplace.identity.models import Organisation, Person
from tests.cli.conftest import Here
from tests.factories.display import number
from tests.factories.identity import actor

HEAD = "专利号,名称,法律状态,申请日\n"


def login(here: Here, *kinds: str) -> tuple[str, str]:
    """The address of somebody of a new organisation of these kinds, and that one's name."""
    db.bind(db.open_engine(settings().database_url))
    who = actor(*kinds)
    with reading() as session:
        email = session.get_one(Person, who.person).email
        name = session.get_one(Organisation, who.org).name
    here.close()
    return str(email), name


def patents(here: Here) -> int:
    """How many patents are in the market."""
    db.bind(db.open_engine(settings().database_url))
    with reading() as session:
        found = session.scalar(select(func.count()).select_from(Patent))
    here.close()
    return found or 0


@pytest.fixture
def market(here: Here) -> Here:
    """An installation with its tables."""
    assert here.run("db", "upgrade").exit_code == 0
    return here


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two patents, and a row that cannot be one."""
    rows = [f"{number()},一种余热回收装置{each},有效,2023-01-03\n" for each in "一二"]
    path = tmp_path / "patents.csv"
    path.write_text(HEAD + "".join(rows) + "2023.5,坏行,有效,2023-01-03\n", "utf-8")
    return path


def test_a_trial_says_what_would_happen_and_writes_nothing(market: Here, table: Path) -> None:
    email, _ = login(market, "holder")
    said = market.run("import", str(table), "--as", email, "--dry-run")
    assert said.exit_code == 0, said.output
    assert "'专利号'" in said.output
    assert "-> number" in said.output
    assert "trial: " in said.output
    assert "row 4, 专利号: '2023.5'" in said.output
    assert "imported: " not in said.output
    assert patents(market) == 0


def test_the_run_after_the_trial_goes_on_where_it_was(market: Here, table: Path) -> None:
    email, _ = login(market, "holder")
    market.run("import", str(table), "--as", email, "--dry-run")
    said = market.run("import", str(table), "--as", email)
    assert said.exit_code == 0, said.output
    assert "This file was sent before" in said.output
    assert "imported: " in said.output
    assert patents(market) == 2


def test_the_same_file_twice_makes_nothing_twice(market: Here, table: Path) -> None:
    email, _ = login(market, "holder")
    first = market.run("import", str(table), "--as", email)
    assert first.exit_code == 0, first.output
    again = market.run("import", str(table), "--as", email)
    assert again.exit_code == 0, again.output
    assert "This file was sent before" in again.output
    assert ", done." in again.output
    assert patents(market) == 2


def test_the_operator_imports_for_a_holder_named_in_the_command(market: Here, table: Path) -> None:
    email, _ = login(market, "operator")
    _, holder = login(market, "holder")
    said = market.run("import", str(table), "--as", email, "--holder", holder)
    assert said.exit_code == 0, said.output
    assert patents(market) == 2


def test_a_holder_nobody_knows_is_refused(market: Here, table: Path) -> None:
    email, _ = login(market, "operator")
    said = market.run("import", str(table), "--as", email, "--holder", "乌有大学")
    assert said.exit_code == 1
    assert said.output.splitlines()[-1].startswith("Error: ")
    assert patents(market) == 0


def test_an_account_nobody_has_is_one_line(market: Here, table: Path) -> None:
    said = market.run("import", str(table), "--as", "nobody@example.org")
    assert said.exit_code == 1
    (line,) = said.output.splitlines()
    assert line.startswith("Error: ")
    assert patents(market) == 0


def test_a_file_that_is_no_table_is_one_line(market: Here, tmp_path: Path) -> None:
    email, _ = login(market, "holder")
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    said = market.run("import", str(file), "--as", email)
    assert said.exit_code == 1
    (line,) = said.output.splitlines()
    assert line.startswith("Error: ")


def test_a_file_that_is_not_there_is_refused_before_anything(market: Here) -> None:
    said = market.run("import", "/no/such/file.csv", "--as", "a@example.org")
    assert said.exit_code == 2
    assert "does not exist" in said.output
