"""Long work that lies in rows: files to import, done in pieces by whoever claims them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Chore:
    """One kind of long work.

    `waiting` lists what is to be done and nobody holds; `work` claims one thing for `lease` seconds
    at a time, in the name of `owner`, and does as much of it as fits into a task. Calling it twice
    does no harm, dying in it loses nothing.
    """

    waiting: Callable[[Session], list[UUID]]
    work: Callable[[UUID, str, float], None]
