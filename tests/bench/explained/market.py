"""The pairs of the sample market, scored with the explanation that its pages show."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import select

from marketplace.cli import database
from marketplace.core import clock
from marketplace.core.unit import reading
from marketplace.display.models import Technology
from marketplace.display.models.demand import Demand
from marketplace.matching.queries import features, wording
from marketplace.matching.rules.features import DemandSide
from marketplace.matching.rules.score import Scored, score


@contextmanager
def sample() -> Iterator[None]:
    """The sample market on SQLite in a folder of this run, whatever this environment names."""
    with TemporaryDirectory() as folder:
        os.environ.pop("DATABASE_URL", None)
        os.environ["MARKET_DATA"] = str(Path(folder) / "market")
        for words in (("db", "upgrade"), ("demo",)):
            subprocess.run(
                [sys.executable, "-m", "marketplace.cli", *words], check=True, capture_output=True
            )
        engine = database.ready()
        yield
        engine.dispose()


def pairs() -> tuple[list[DemandSide], list[tuple[DemandSide, Scored]]]:
    """Every public demand, and each pair of one with a technology that would be kept."""
    with reading() as session:
        demands = features.demands(session, session.scalars(select(Demand.id)))
        given = features.technologies(session, session.scalars(select(Technology.id)))
        counts = wording.current(session)
    demands.sort(key=lambda one: one.title)
    given.sort(key=lambda one: one.title)
    made = [(d, score(d, t, clock.today(), counts=counts)) for d in demands for t in given]
    return demands, [(demand, scored) for demand, scored in made if scored.keep]
