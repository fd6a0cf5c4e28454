"""`market serve`: all of it comes up, comes back after kill -9, and goes without a trace."""

import os
import signal
import sqlite3
import stat
from pathlib import Path

import httpx
import pytest

from tests.servers.broker import Broker
from tests.servers.fixtures import StartMarket
from tests.servers.market import READY_SECONDS, Market

pytestmark = pytest.mark.journey


def everybody_alive(market: Market) -> bool:
    return httpx.get(f"{market.url}/readyz", timeout=5).json()["status"] == "ready"


def test_every_part_comes_back_after_kill_9_and_ctrl_c_ends_all(start_market: StartMarket) -> None:
    market = start_market()
    assert set(market.pids()) == {"broker", "relay", "index", "worker", "outward", "bulk", "web"}
    market.wait_for(lambda: everybody_alive(market), READY_SECONDS, "alive")
    for name in ("web", "relay", "worker", "outward", "bulk", "index", "broker"):
        market.until_back(name, market.kill(name))
    market.kill_child("web")
    market.kill_child("worker")
    market.wait_for(market.ready, READY_SECONDS, "ready again")
    assert market.stop() == 0
    assert not (market.data / "processes.json").exists()
    assert stat.S_IMODE((market.data / "secret_key").stat().st_mode) == 0o600


def test_a_second_market_on_the_same_data_or_port_is_refused(
    start_market: StartMarket, tmp_path: Path
) -> None:
    market = start_market()
    assert market.process is not None
    said = market.run("serve")
    assert said.returncode == 1
    assert f"Another `market serve` (process {market.process.pid})" in said.stderr
    other = Market(tmp_path / "other", port=market.port)
    said = other.run("serve")
    assert said.returncode == 1
    assert f"Port {market.port} on 127.0.0.1 cannot be used" in said.stderr
    assert "PORT=" in said.stderr
    assert not other.family()


def test_kill_9_of_the_whole_leaves_nothing_and_it_starts_again(start_market: StartMarket) -> None:
    market = start_market()
    assert market.process is not None
    os.kill(market.process.pid, signal.SIGKILL)
    market.process.wait()
    market.nothing_left()
    before = (market.data / "secret_key").read_text()
    market.start()
    assert (market.data / "secret_key").read_text() == before
    assert market.stop() == 0


def test_a_market_that_cannot_come_up_says_so_and_ends(tmp_path: Path) -> None:
    market = Market(tmp_path / "data")
    assert market.run("db", "upgrade").returncode == 0
    with sqlite3.connect(market.data / "market.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
    raw.close()
    said = market.run("serve")
    assert said.returncode == 1
    assert "nothing was started" in said.stderr
    assert not market.family()


def test_production_is_the_same_code_on_postgresql_and_a_broker_of_its_own(
    start_market: StartMarket, postgres_url: str, broker: Broker
) -> None:
    market = start_market(DATABASE_URL=postgres_url, REDIS_URL=broker.url)
    assert set(market.pids()) == {"relay", "index", "worker", "outward", "bulk", "web"}
    market.wait_for(lambda: everybody_alive(market), READY_SECONDS, "alive")
    assert market.stop() == 0


def test_the_socket_works_below_a_folder_with_a_very_long_path(
    start_market: StartMarket, tmp_path: Path
) -> None:
    deep = tmp_path / ("长" * 40) / ("d" * 60)
    market = Market(deep)
    with market.start():
        assert len(os.fsencode(str((deep / "run").resolve() / "valkey.sock"))) < 108
