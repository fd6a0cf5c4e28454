"""A bound on memory: work that asks for more gets MemoryError, instead of the kernel's choice."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MOST_MORE = 1024**3
_PAGE = resource.getpagesize()


@contextmanager
def bounded(more: int = MOST_MORE) -> Iterator[None]:
    """Let this process grow by so many bytes of address space at most while it is inside."""
    before, hard = resource.getrlimit(resource.RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    wanted = pages * _PAGE + more
    if before != resource.RLIM_INFINITY:
        wanted = min(wanted, before)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, hard))
