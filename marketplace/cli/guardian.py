"""Outlives a `market serve` that was killed with -9, and ends what it left running.

Reads `+PGID` and `-PGID` lines; when the pipe closes, it kills the process groups still on the
list. A death signal set on each child would not reach the children's own children.
"""

import os
import signal
import sys
from contextlib import suppress


def main() -> None:
    """Keep the list until the pipe closes, then end what is on it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    groups: set[int] = set()
    for line in sys.stdin:
        group = int(line[1:])
        if line.startswith("+"):
            groups.add(group)
        else:
            groups.discard(group)
    for group in groups:
        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main()
