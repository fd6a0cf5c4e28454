"""Rows of an XLSX workbook, read by a child process: what hurts the parser hurts only the child."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from marketplace.core.sheets.refusals import BY_CODE, TableTooHard

CHILD = Path(__file__).with_name("child.py")
Cells = tuple[int, list[str], list[int], list[int]]


def read(path: Path) -> Iterator[Cells]:
    """Number, cells, columns of formulas without a value, columns of computed values.

    Raises by the child's word (TableDamaged, TableLocked, TooManyRows, …), and TableTooHard where
    the child died of its bounds on memory or time.
    """
    # -I: the child sees neither our environment nor the folder it is started from.
    command = [sys.executable, "-I", str(CHILD), str(path)]
    with subprocess.Popen(  # noqa: S603 -- Our own fixed command; the path is one of our store.
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}
    ) as child:
        try:
            yield from _rows(child.stdout)
        finally:
            child.kill()


def _rows(out: IO[bytes] | None) -> Iterator[Cells]:
    for line in out or ():
        said = json.loads(line)
        if "end" in said:
            return
        if "refused" in said:
            raise BY_CODE[said.pop("refused")](**said)
        yield said["n"], said["c"], said["f"], said["w"]
    raise TableTooHard
