"""The servers as fixtures; each starts when a test first asks for it."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.servers import run
from tests.servers.broker import Broker
from tests.servers.browser import chromium
from tests.servers.mail import MailSink
from tests.servers.market import Market
from tests.servers.postgres import Postgres, shared

StartMarket = Callable[..., Market]


def pytest_configure() -> None:
    """Make the run's folder before any other process of the run starts."""
    run.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the run's servers, in the process that began the run and in no other."""
    if not hasattr(config, "workerinput"):
        run.end()


@pytest.fixture(scope="session")
def postgres() -> Postgres:
    """Return the one PostgreSQL of this test run."""
    return shared()


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """Return a PostgreSQL database of this test alone, with all migrations applied."""
    url = postgres.migrated()
    yield url
    postgres.drop(url)


@pytest.fixture(params=["redis", "valkey"])
def broker(request: pytest.FixtureRequest) -> Iterator[Broker]:
    """Return a broker of this test alone: once Debian's Redis, once Valkey."""
    server = Broker(request.param).start()
    yield server
    server.kill()


@pytest.fixture
def mail() -> Iterator[MailSink]:
    """Return a mail server of this test alone."""
    sink = MailSink().start()
    yield sink
    sink.stop()


@pytest.fixture
def start_market() -> Iterator[StartMarket]:
    """Return a function that starts a market; all are stopped and must leave no process."""
    started: list[Market] = []

    def start(*options: str, **given: str) -> Market:
        folder = Path(tempfile.mkdtemp(prefix="m-", dir=run.folder()))
        market = Market(folder / "data", given)
        started.append(market)
        return market.start(*options)

    yield start
    for market in started:
        market.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return a real Chromium."""
    with chromium() as found:
        yield found
