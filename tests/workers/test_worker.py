"""What a worker process is made of, and what it refuses."""

import subprocess
import sys

from kombu.serialization import registry

from workers.app import LEASE, QUEUES, ROUTES, app
from workers.relay import FOLLOWERS


def test_law_a_worker_process_never_loads_flask() -> None:
    check = (
        "import sys, workers.tasks, workers.relay;"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'flask', 'flask_smorest'}))"
    )
    said = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"


def test_law_every_nudge_names_a_task_and_every_queue_has_a_consumer() -> None:
    app.loader.import_default_modules()
    ours = {name for name in app.tasks if not name.startswith("celery.")}
    assert ours == ROUTES.keys()
    assert set(FOLLOWERS) <= ours
    assert set(ROUTES.values()) <= set(QUEUES)


def test_messages_are_json_and_are_taken_before_the_work() -> None:
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_serializer == "json"
    assert not app.conf.task_acks_late
    assert not app.conf.task_reject_on_worker_lost
    assert app.conf.broker_connection_max_retries is None
    assert "application/json" in registry.type_to_name
    assert app.conf.result_backend is None


def limits(task: str) -> tuple[float, float]:
    """What the task itself was given, or else what holds for all."""
    app.loader.import_default_modules()
    app.finalize()
    own = app.tasks[task]
    soft, hard = app.conf.task_soft_time_limit, app.conf.task_time_limit
    return own.soft_time_limit or soft, own.time_limit or hard


def test_a_delivery_ends_before_its_lease_does_whatever_it_does() -> None:
    soft, hard = limits("deliver")
    assert soft < hard < LEASE


def test_making_the_index_anew_may_take_hours_and_everything_else_minutes() -> None:
    assert min(limits("index")) >= 3600
    for task in ROUTES.keys() - {"index", "deliver"}:
        assert limits(task) == (90, 120)
