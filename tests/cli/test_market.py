"""The command line explains itself, quickly, and says what is wrong in one line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from marketplace.cli import COMMANDS, market


def run(*words: str, **given: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "marketplace.cli", *words]
    return subprocess.run(
        line, env={**os.environ, **given}, capture_output=True, text=True, check=False
    )


def test_help_names_every_command_and_loads_none() -> None:
    check = (
        "import sys; from click.testing import CliRunner; from marketplace.cli import market;"
        "print(CliRunner().invoke(market, ['--help']).output);"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in"
        " {'sqlalchemy', 'flask', 'celery', 'alembic', 'environs'}))"
    )
    said = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True
    ).stdout
    assert all(f"  {name} " in said for name in COMMANDS)
    assert said.endswith("[]\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example(name: str) -> None:
    command = market.get_command(None, name)  # type: ignore[arg-type]
    inner = getattr(command, "commands", {})
    for words in [[name], *([name, sub] for sub in inner)]:
        said = CliRunner().invoke(market, [*words, "--help"])
        assert said.exit_code == 0
        assert "Example: " in said.output


def test_a_bad_setting_is_one_line(tmp_path: Path) -> None:
    said = run("db", "check", MARKET_DATA=str(tmp_path), PORT="abc")
    assert said.returncode == 1
    assert said.stderr == "market: PORT: Not a valid integer.\n"


def test_an_unknown_command_is_refused() -> None:
    said = CliRunner().invoke(market, ["nonsense"])
    assert said.exit_code == 2
    assert "No such command" in said.output


def test_the_index_queue_takes_one_process_only() -> None:
    said = CliRunner().invoke(market, ["worker", "--queues", "index", "--processes", "2"])
    assert said.exit_code == 2
    assert "--processes 1" in said.output
