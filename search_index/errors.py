"""What an index refuses, by name."""


class SearchError(Exception):
    """Anything this package says no to."""


class BadQuery(SearchError):
    """The question cannot be searched for; `code` says why and `position` where in its text."""

    def __init__(self, code: str, position: int = 0) -> None:
        super().__init__(f"{code} at {position}")
        self.code = code
        self.position = position


class Busy(SearchError):
    """Another writer is at work on this folder; try again later."""


class Damaged(SearchError):
    """The files cannot be read; rebuild the index from the source of truth."""


class Outdated(Damaged):
    """The files were made for another layout or another analysis; rebuild the index."""
