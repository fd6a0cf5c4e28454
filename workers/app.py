"""The Celery application: messages are nudges, rows in the database are the truth.

No task here is ever delayed, retried or chained by Celery: times and tries stand in rows.
"""

import os
import socket
import warnings
from typing import Any

from celery import Celery
from celery.exceptions import CPendingDeprecationWarning
from celery.platforms import SecurityWarning
from celery.signals import setup_logging, worker_init, worker_process_init

from config.logging import set_up
from config.settings import settings
from marketplace.core.db import bind, open_engine
from workers.sick import rest

# Task → its queue. `index` has one consumer with one process: one writer to the index.
ROUTES = {
    "react": "notify",
    "deliver": "notify",
    "sweep": "notify",
    "beat": "notify",
    "index": "index",
    "match": "match",
    "chore": "bulk",
}
QUEUES = ("notify", "outward", "index", "match", "bulk")
# Channels whose other end is a stranger's or a gateway's have workers of their own: who hangs there
# holds up no inbox line and no mail.
OUTWARD = frozenset({"webhook", "sms"})
LEASE = settings().lease_seconds

# Celery warns root of pickled messages, at length and at each start; here only JSON is taken.
warnings.filterwarnings("ignore", category=SecurityWarning)
# It is about tasks that are acknowledged late; none of ours is.
warnings.filterwarnings("ignore", category=CPendingDeprecationWarning)

TRANSPORT: dict[str, Any] = {
    "socket_timeout": 10,
    "socket_connect_timeout": 2,
    "socket_keepalive": True,
    "health_check_interval": 10,
    "visibility_timeout": 3600,
    "queue_order_strategy": "round_robin",
    "global_keyprefix": "market:",
}

_pool: dict[str, int] = {}

app = Celery("market", broker=settings().broker_url, include=["workers.tasks"])
app.conf.update(
    task_acks_late=False,
    task_reject_on_worker_lost=False,
    task_ignore_result=True,
    task_store_errors_even_if_ignored=False,
    task_serializer="json",
    accept_content=["json"],
    task_publish_retry=False,
    task_default_queue="notify",
    task_create_missing_queues=True,
    task_routes={name: {"queue": queue} for name, queue in ROUTES.items()},
    # A delivery must end well before its lease does; the other tasks may be repeated at will.
    task_annotations={
        "deliver": {"soft_time_limit": LEASE * 0.6, "time_limit": LEASE * 0.75},
        # Making a large index anew takes its time; the old one is read meanwhile.
        "index": {"soft_time_limit": 3 * 3600, "time_limit": 3 * 3600 + 60},
    },
    # Not as an annotation of "*": Celery lets that one win over those of single tasks.
    task_soft_time_limit=90,
    task_time_limit=120,
    worker_prefetch_multiplier=1,
    worker_disable_prefetch=True,
    worker_max_tasks_per_child=1000,
    worker_max_memory_per_child=400_000,
    worker_hijack_root_logger=False,
    worker_redirect_stdouts=False,
    worker_enable_remote_control=False,
    worker_send_task_events=False,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    broker_transport_options=TRANSPORT,
)


def name() -> str:
    """Return the name of this process in leases and on deliveries."""
    return f"{socket.gethostname()}:{os.getpid()}"


def main() -> int:
    """Return the process id of the worker this process works for: its own where it has no pool."""
    return _pool.get("main", os.getpid())


@worker_init.connect
def _rest(**_: Any) -> None:
    """Let a worker that was sick begin later; with a connection that no fork inherits."""
    engine = open_engine(settings().database_url)
    bind(engine)
    rest()
    engine.dispose()


@worker_process_init.connect
def _bind(**_: Any) -> None:
    """Give each worker process an engine of its own: connections do not survive a fork."""
    _pool["main"] = os.getppid()
    bind(open_engine(settings().database_url))


@setup_logging.connect
def _log(**_: Any) -> None:
    """Write logs as the rest of the house does."""
    set_up("worker")
