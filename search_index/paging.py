"""Where a page ended: enough to go on exactly there, even when the index has changed since."""

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass, field

from search_index.document import LARGEST, SMALLEST
from search_index.errors import BadQuery
from search_index.query import Query

Place = tuple[int, float, str]  # first without the number (0 or 1), then by value, then by key
_LONGEST = 16_000


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place of the last hit shown, and how its page came about.

    `figures` are what it was ranked by, `cutoffs` whom it looked at closely, `read_as` the words it
    took for others, `relaxed` how few of them had to do.
    """

    place: Place
    figures: list[list[int]] = field(default_factory=list)
    cutoffs: dict[str, float] = field(default_factory=dict)
    read_as: dict[str, str] = field(default_factory=dict)
    relaxed: int = 0


def write(query: Query, bookmark: Bookmark) -> str:
    """Make the cursor that `Query.after` takes."""
    how = [bookmark.cutoffs, bookmark.read_as, bookmark.relaxed]
    content = json.dumps([_fingerprint(query), list(bookmark.place), bookmark.figures, how])
    return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")


def read(query: Query) -> Bookmark | None:
    """Read the cursor of a question; raises BadQuery if it is torn or of another question."""
    if query.after is None:
        return None
    try:
        text = query.after[:_LONGEST]
        padded = text + "=" * (-len(text) % 4)
        content = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        fingerprint, (missing, value, key), figures, (cutoffs, read_as, relaxed) = content
        bookmark = Bookmark(
            (_whole(missing), _numeric(value), str(key)),
            [[_whole(n) for n in row] for row in figures],
            {str(text): _numeric(cutoff) for text, cutoff in cutoffs.items()},
            {str(typed): str(word) for typed, word in read_as.items()},
            min(2, max(0, _whole(relaxed))),
        )
    except (ValueError, TypeError, AttributeError, RecursionError, binascii.Error) as torn:
        raise BadQuery("bad_cursor") from torn
    if fingerprint != _fingerprint(query):
        raise BadQuery("cursor_of_another_question")
    return bookmark


def _whole(value: object) -> int:
    # What nobody can count to would be too large for the arithmetic of a ranking.
    if isinstance(value, int) and SMALLEST <= value <= LARGEST:
        return value
    raise ValueError("not a whole number")


def _numeric(value: object) -> int | float:
    if isinstance(value, int | float):
        return value
    raise ValueError("not a number")


def _fingerprint(query: Query) -> str:
    """Name the question but for its page, and for what is only counted beside it."""
    asked = [
        query.text,
        sorted(query.kinds),
        sorted((name, sorted(values)) for name, values in query.filters.items()),
        sorted((name, list(ends)) for name, ends in query.ranges.items()),
        query.sort,
        query.strict,
        query.helped,
        query.literal,
        [repr(wish) for wish in query.wishes],
    ]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:12]
