"""One way to write logs for web, worker, relay and CLI: structlog, with stdlib logging inside."""

import logging
import sys
from typing import TextIO

import structlog
from structlog.types import Processor

from config.settings import LogFormat, settings

QUIET = (
    "kombu",
    "celery.redirected",
    "celery.worker.strategy",
    "celery.app.trace",
    "whoosh",
    "urllib3",
    "asyncio",
)


def set_up(process: str, *, stream: TextIO = sys.stderr, level: int = logging.INFO) -> None:
    """Send every log line of this process, named `process`, to `stream` in the chosen format."""
    structlog.contextvars.bind_contextvars(process=process)
    structlog.configure(
        processors=[*_shared(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter(settings().log_format, colours=stream.isatty()))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def formatter(kind: LogFormat, *, colours: bool = False) -> logging.Formatter:
    """One line per event: JSON for machines, aligned words for people."""
    ends: list[Processor] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta]
    if kind == "json":
        ends += [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
    else:
        # Plain tracebacks: the pretty ones print local variables, secrets among them.
        plain = structlog.dev.plain_traceback
        ends += [structlog.dev.ConsoleRenderer(colors=colours, exception_formatter=plain)]
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=_shared(), processors=ends)


def _shared() -> list[Processor]:
    """List what every line carries, come through structlog or through stdlib logging."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
