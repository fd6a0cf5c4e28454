"""A backup is whole, a restore is proved, and neither ever destroys anything."""

import os
import sqlite3
import tarfile
from pathlib import Path

import pytest

from config.settings import settings
from tests.cli.conftest import Here
from tests.servers.postgres import Postgres


def move(here: Here, monkeypatch: pytest.MonkeyPatch, data: Path, url: str = "") -> None:
    """Go to another installation."""
    monkeypatch.setenv("MARKET_DATA", str(data))
    monkeypatch.setenv("DATABASE_URL", url)
    settings.cache_clear()
    here.data = data


@pytest.fixture
def archive(here: Here, tmp_path: Path) -> Path:
    """A backup of a market with five facts and two files."""
    here.run("db", "upgrade")
    here.happen(5)
    (here.data / "files" / "ab").mkdir(parents=True)
    (here.data / "files" / "ab" / "检测报告.pdf").write_bytes(os.urandom(2000))
    (here.data / "files" / "one").write_bytes(b"")
    said = here.run("backup", str(tmp_path / "market.tar.gz"))
    assert said.exit_code == 0, said.output
    assert "2 files, journal to 5:" in said.output
    return tmp_path / "market.tar.gz"


def test_inv_i22_a_restored_market_has_the_same_journal_and_files(
    here: Here, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = here.data / "files" / "ab" / "检测报告.pdf"
    head = here.run("journal", "verify").output.splitlines()[-1]
    move(here, monkeypatch, tmp_path / "new")
    said = here.run("restore", str(archive))
    assert said.exit_code == 0, said.output
    assert "5 journal entries proved" in said.output
    assert here.run("journal", "verify").output.splitlines()[-1] == head
    assert (here.data / "files" / "ab" / "检测报告.pdf").read_bytes() == before.read_bytes()
    assert [p for p in here.data.iterdir() if p.name.startswith(".restore")] == []
    here.happen(1)
    assert here.run("journal", "verify").exit_code == 0


def test_a_restore_never_touches_an_installation_that_is_not_empty(
    here: Here, archive: Path
) -> None:
    said = here.run("restore", str(archive))
    assert said.exit_code == 1
    assert "not empty; nothing was changed" in said.output


def test_a_backup_is_never_written_over(here: Here, archive: Path) -> None:
    before = archive.read_bytes()
    said = here.run("backup", str(archive))
    assert said.exit_code == 1
    assert archive.read_bytes() == before


def test_a_damaged_archive_is_found_before_anything_is_filled(
    here: Here, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = tmp_path / "opened"
    with tarfile.open(archive) as tar:
        tar.extractall(opened, filter="data")
    (opened / "files" / "one").write_bytes(b"changed")
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as tar:
        for path in sorted(opened.rglob("*")):
            tar.add(path, arcname=str(path.relative_to(opened)), recursive=False)
    move(here, monkeypatch, tmp_path / "new")
    said = here.run("restore", str(tmp_path / "bad.tar.gz"))
    assert said.exit_code == 1
    assert "is damaged: files/one" in said.output
    assert not (here.data / "market.db").exists()


def test_a_file_that_is_no_archive_is_refused(here: Here, tmp_path: Path) -> None:
    (tmp_path / "nonsense").write_bytes(b"nonsense")
    said = here.run("restore", str(tmp_path / "nonsense"))
    assert said.exit_code == 1
    assert "is not a backup of a market" in said.output


def test_inv_i11_a_restored_journal_that_was_changed_is_called_unusable(
    here: Here, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del archive
    with sqlite3.connect(here.data / "market.db") as raw:
        for (name,) in raw.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("UPDATE journal SET fact = 'thing.hidden' WHERE seq = 3")
    raw.close()
    changed = tmp_path / "changed.tar.gz"
    assert here.run("backup", str(changed)).exit_code == 0
    move(here, monkeypatch, tmp_path / "new")
    said = here.run("restore", str(changed))
    assert said.exit_code == 1
    assert "breaks at 3" in said.output


def test_postgresql_goes_by_its_own_tools_and_not_into_another_database(
    here: Here,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    postgres_url: str,
    postgres: Postgres,
) -> None:
    move(here, monkeypatch, tmp_path / "pg", postgres_url)
    here.happen(3)
    kept = tmp_path / "pg.tar.gz"
    assert here.run("backup", str(kept)).exit_code == 0
    move(here, monkeypatch, tmp_path / "sqlite")
    said = here.run("restore", str(kept))
    assert said.exit_code == 1
    assert "backup of postgresql" in said.output
    fresh = postgres.create()
    move(here, monkeypatch, tmp_path / "again", fresh)
    said = here.run("restore", str(kept))
    assert said.exit_code == 0, said.output
    assert "3 journal entries proved" in said.output
    postgres.drop(fresh)
