"""A worker is a worker: no web in its process, and every nudge has somebody who listens."""

import subprocess
import sys

from marketplace import house


def loaded(module: str) -> set[str]:
    script = f"import sys, {module}; print(*sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return set(found.stdout.split())


def test_a_worker_process_never_loads_the_web() -> None:
    modules = loaded("workers.tasks")
    assert "workers.tasks" in modules
    assert not modules & {"flask", "flask_smorest", "marketplace.app", "marketplace.web"}


def test_the_house_knows_all_its_rooms_without_the_web() -> None:
    assert not loaded("marketplace.house") & {"flask", "marketplace.web"}
    assert house.LIVES
