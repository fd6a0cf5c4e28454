"""Twins: the notices a rule lets one read are those a query finds."""

from dataclasses import replace
from itertools import product
from uuid import uuid4

import pytest
from sqlalchemy import select

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.core.unit import reading, unit
from marketplace.notices import queries, rules
from marketplace.notices.errors import NoSuchNotice
from marketplace.notices.models import Notice
from tests.factories.identity import actor, colleague


def _told(who: Actor, seq: int) -> None:
    assert who.person
    line = Notice(
        entry_seq=seq,
        reaction="told",
        recipient=who.person,
        kind="review",
        fact="technology.published",
        subject_kind="technology",
        subject_id=uuid4(),
        zh="“脱硫”已发布",
        en="“Desulphurisation” is published",
        url="/",
        data={},
        worker="",
    )
    with unit() as session:
        session.add(line)


def test_may_see_and_visible_are_twins_also_for_colleagues_and_the_house(
    database: object,
) -> None:
    holder, seeker = actor("holder"), actor("enterprise")
    beside, clerk = colleague(holder), actor("operator")
    for seq, who in enumerate((holder, holder, beside, seeker, clerk), start=1):
        _told(who, seq)
    people = [holder, beside, seeker, clerk, actor("supervisor"), SYSTEM, NOBODY]
    people.append(replace(clerk, org=holder.org, on_behalf_of=holder.org))
    with reading() as session:
        rows = session.scalars(select(Notice)).all()
        assert len(rows) == 5
        found = {who: set(session.scalars(queries.visible(who))) for who in people}
        for who, row in product(people, rows):
            assert rules.may_see(who, row) is (row in found[who]), (who, row.recipient)
        assert [len(found[who]) for who in people] == [2, 1, 1, 1, 0, 0, 0, 1]


def test_a_notice_of_another_is_as_if_it_were_not_there(database: object) -> None:
    mine, other = actor("holder"), actor("holder")
    _told(mine, 1)
    with reading() as session:
        row = session.scalars(queries.visible(mine)).one()
        assert queries.notice(session, mine, row.id) is row
        for who in (other, SYSTEM, NOBODY):
            with pytest.raises(NoSuchNotice):
                queries.notice(session, who, row.id)
