"""Keyset pages neither repeat nor pass over, and refuse what is no cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from marketplace.core.actor import SYSTEM
from marketplace.core.page import BadCursor, keyset
from marketplace.core.unit import reading, unit
from marketplace.identity import queries
from marketplace.identity.actions import RegisterOrganisation, register
from marketplace.identity.models import Organisation


def some(count: int) -> None:
    with unit() as session:
        for number in range(count):
            register(session, SYSTEM, RegisterOrganisation(f"分页机构{number}", ("holder",)))


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_all_rows_come_once_in_order(database: Engine, limit: int) -> None:
    some(7)
    seen, after = [], None
    with reading() as session:
        while True:
            page = queries.organisations(session, SYSTEM, after=after, limit=limit)
            seen += [row.id for row in page.items]
            after = page.next
            if after is None:
                break
        wanted = session.scalars(
            select(Organisation.id).order_by(Organisation.created_at.desc(), Organisation.id)
        ).all()
    assert seen == list(wanted)


def test_rows_added_meanwhile_do_not_disturb(database: Engine) -> None:
    some(4)
    with reading() as session:
        first = queries.organisations(session, SYSTEM, limit=2)
    some(3)
    with reading() as session:
        second = queries.organisations(session, SYSTEM, after=first.next, limit=2)
    assert not {row.id for row in first.items} & {row.id for row in second.items}
    assert len(second.items) == 2


@given(st.text(max_size=80))
def test_a_18_what_is_no_cursor_is_refused_by_name(text: str) -> None:
    if not text:
        return
    with pytest.raises(BadCursor):
        keyset(None, select(Organisation), Organisation.created_at, Organisation.id, text)  # type: ignore[arg-type]
