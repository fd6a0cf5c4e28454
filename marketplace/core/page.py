"""Keyset pages: stable while rows come and go, as quick on the last page as on the first."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute, Session

from marketplace.core.errors import Malformed

T = TypeVar("T")
MOST = 100


class BadCursor(Malformed):
    """This page address is not one of ours; start from the first page."""

    code = "bad-cursor"
    zh = "分页地址无效，请从第一页开始。"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, and the cursor of the next page (None on the last)."""

    items: Sequence[T]
    next: str | None


def keyset(
    session: Session,
    rows: "Select[Any]",
    newest: InstrumentedAttribute[Any],
    key: InstrumentedAttribute[Any],
    after: str | None,
    limit: int = 20,
) -> Page[Any]:
    """One page of `rows`, by `newest` descending, then by `key`; `after` is a page's `next`."""
    limit = max(1, min(limit, MOST))
    if after:
        at, last = _read(after)
        rows = rows.where(or_(newest < at, and_(newest == at, key > last)))
    found = session.scalars(rows.order_by(newest.desc(), key).limit(limit + 1)).unique().all()
    items = found[:limit]
    more = len(found) > limit
    following = _write(items[-1], newest.key, key.key) if more else None
    return Page(items, following)


def _write(row: Any, newest: str, key: str) -> str:
    body = json.dumps([getattr(row, newest).isoformat(), str(getattr(row, key))])
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[datetime, UUID]:
    try:
        at, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return datetime.fromisoformat(at).astimezone(UTC), UUID(key)
    except _UNREADABLE as error:
        raise BadCursor from error


# A cursor is whatever somebody put into an address: too deep, too early and too late included.
_UNREADABLE = (
    ValueError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    binascii.Error,
)
