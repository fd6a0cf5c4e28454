"""Every line of every process is written in one way."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from config import logging as house_logging


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Set the logs up on a stream, and put everything back afterwards."""
    root = logging.getLogger()
    before, level, configured = root.handlers[:], root.level, structlog.get_config()
    out = io.StringIO()
    house_logging.set_up("test", stream=out)
    yield out
    root.handlers[:] = before
    root.setLevel(level)
    structlog.configure(**configured)
    structlog.contextvars.clear_contextvars()


def test_json_lines_come_from_both_kinds_of_logger_and_keep_chinese(stream: io.StringIO) -> None:
    logging.getLogger().handlers[0].setFormatter(house_logging.formatter("json"))
    structlog.get_logger("room").info("published", title="烟气脱硫")
    logging.getLogger("library").warning("slow %s", "disk\nnew line")
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["published", "slow disk\nnew line"]
    assert {line["process"] for line in lines} == {"test"}
    assert lines[0]["title"] == "烟气脱硫"
    assert "烟气脱硫" in stream.getvalue()


def test_an_exception_is_one_json_line(stream: io.StringIO) -> None:
    logging.getLogger().handlers[0].setFormatter(house_logging.formatter("json"))
    try:
        int("broken")
    except ValueError:
        structlog.get_logger("room").exception("failed")
    (line,) = stream.getvalue().splitlines()
    assert "ValueError: invalid literal" in json.loads(line)["exception"]
