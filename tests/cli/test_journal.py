"""Tables are made, the journal is shown and proved, and a changed one is found out."""

import json
import re
import sqlite3

import pytest

from tests.cli.conftest import Here


def forget_triggers(raw: sqlite3.Connection) -> None:
    for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {name}")


def test_commands_on_an_empty_installation_say_what_to_do(here: Here) -> None:
    said = here.run("journal", "verify")
    assert said.exit_code == 1
    assert "Run: market db upgrade" in said.output


def test_tables_are_made_once_and_then_found_up_to_date(here: Here) -> None:
    assert "empty → " in here.run("db", "upgrade").output
    assert "→" not in here.run("db", "upgrade").output
    assert here.run("db", "check").output == "database: up to date\n"


def test_tail_shows_the_last_entries_in_words_and_as_json(here: Here) -> None:
    here.run("db", "upgrade")
    here.happen(7)
    lines = here.run("journal", "tail", "-n", "3").output.splitlines()
    assert [int(line.split()[0]) for line in lines] == [5, 6, 7]
    assert all("thing.happened" in line and line.endswith("by system") for line in lines)
    (last,) = here.run("journal", "tail", "-n", "1", "--json").output.splitlines()
    assert json.loads(last)["data"] == {"number": 6}


def test_inv_i11_verify_proves_a_whole_chain_and_names_its_head(here: Here) -> None:
    here.run("db", "upgrade")
    here.happen(5)
    said = here.run("journal", "verify")
    assert said.exit_code == 0
    assert re.search(r"holds: 5 entries, head [0-9a-f]{64}\n", said.output)


@pytest.mark.parametrize(
    ("damage", "where"),
    [
        ("UPDATE journal SET fact = 'thing.hidden' WHERE seq = 3", "3"),
        ("DELETE FROM journal WHERE seq = 2", "2"),
        ("UPDATE journal SET prev_hash = 'x' WHERE seq = 4", "4"),
    ],
)
def test_inv_i11_verify_finds_where_a_journal_was_changed(
    here: Here, damage: str, where: str
) -> None:
    here.run("db", "upgrade")
    here.happen(5)
    with sqlite3.connect(here.data / "market.db") as raw:
        forget_triggers(raw)
        raw.execute(damage)
    raw.close()
    said = here.run("journal", "verify")
    assert said.exit_code == 1
    assert f"breaks at {where}:" in said.output


def test_inv_i11_a_cut_tail_is_found_by_an_entry_noted_before(here: Here) -> None:
    here.run("db", "upgrade")
    here.happen(5)
    head = here.run("journal", "verify").output.split()[-1]
    with sqlite3.connect(here.data / "market.db") as raw:
        forget_triggers(raw)
        raw.execute("DELETE FROM journal WHERE seq = 5")
    raw.close()
    assert here.run("journal", "verify").exit_code == 0
    said = here.run("journal", "verify", "--expect", f"5:{head}")
    assert said.exit_code == 1
    assert "not the one noted" in said.output
    assert here.run("journal", "verify", "--expect", "nonsense").exit_code == 2


def test_flows_prints_a_diagram_of_each_life_cycle(here: Here) -> None:
    said = here.run("flows", "organisation")
    assert "stateDiagram-v2" in said.output
    assert here.run("flows", "unicorn").exit_code == 2
    assert here.run("flows").output.count("stateDiagram-v2") >= 1
