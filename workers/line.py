"""The relay's own line to the broker; after a fault it is dropped and opened anew.

Celery's shared pool is not used: closing its connections by force leaves it waiting for ever.
"""

from contextlib import suppress
from typing import Any

from workers.app import QUEUES, ROUTES, TRANSPORT, app


class Line:
    """One connection; every call raises where the broker does not answer within two seconds."""

    def __init__(self) -> None:
        app.conf.broker_transport_options = {**TRANSPORT, "socket_timeout": 2}
        self._connection: Any = None
        self._producer: Any = None

    def send(self, task: str, *words: str, queue: str | None = None) -> None:
        """Put one nudge into its queue."""
        self._open()
        to = queue or ROUTES[task]
        app.send_task(task, words, queue=to, producer=self._producer, retry=False)

    def queued(self) -> int:
        """Count the nudges that wait in all queues."""
        client = self._open().default_channel.client
        return sum(client.llen(queue) for queue in QUEUES)

    def drop(self) -> None:
        """Forget the connection, whatever state it is in."""
        if self._connection is not None:
            with suppress(Exception):  # It is broken: nothing it says about closing matters.
                self._connection.collapse()
        self._connection = self._producer = None

    def _open(self) -> Any:
        if self._connection is None:
            self._connection = app.connection_for_write()
            self._producer = app.amqp.Producer(self._connection, auto_declare=False)
        return self._connection
