"""Facet counts are what one would count by hand, under every combination of filters.

The documents are the product's own, of rows with codes drawn at random; what a code lies in is
reckoned here once more from the codes themselves.
"""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from marketplace.core import clock, journal
from marketplace.core.actor import NOBODY, Actor
from marketplace.core.money import WAN
from marketplace.core.unit import reading, unit
from marketplace.display.models import Patent, Technology, TechnologyPatent, TechnologyTag
from marketplace.display.states import PatentState, TechnologyState
from marketplace.search.queries.asking import Answer, Asked, search
from marketplace.search.queries.index import LAYOUT
from marketplace.search.queries.news import TABLES
from marketplace.search.queries.values import values
from search_index import Index
from tests.factories import display
from tests.factories.identity import actor

LIES_IN = {"311": "31", "31": "C", "26": "C", "44": "D", "so2": "air", "nox": "air", "cod": "water"}
BANDS = (("0-100000", 0), ("100000-500000", 10), ("500000-1000000", 50), ("1000000-5000000", 100))
COUNTED = ("industry", "pollutant", "field", "licence", "ipc", "region", "price_band", "trl")


@dataclass(frozen=True)
class Drawn:
    """What one technology is given, in the codes of forms."""

    industries: tuple[str, ...]
    pollutants: tuple[str, ...]
    fields: tuple[str, ...]
    licences: tuple[str, ...]
    symbols: tuple[str, ...]
    region: str | None
    price: tuple[int | None, int | None]
    trl: int | None

    def facets(self) -> dict[str, set[str]]:
        """Every value it counts under, reckoned from the codes alone."""
        return {
            "industry": {one for code in self.industries for one in chain(code)},
            "pollutant": {one for code in self.pollutants for one in chain(code)},
            "field": set(self.fields),
            "licence": set(self.licences),
            "ipc": {one for symbol in self.symbols for one in wider(symbol)},
            "region": places(self.region),
            "price_band": bands(*self.price),
            "trl": {str(self.trl)} if self.trl else set(),
        }


def chain(code: str) -> list[str]:
    return [code, *(chain(LIES_IN[code]) if code in LIES_IN else [])]


def wider(symbol: str) -> set[str]:
    subclass, group = symbol.split()
    return {subclass[0], subclass[:3], subclass, f"{subclass} {group.split('/')[0]}/00"}


def places(code: str | None) -> set[str]:
    return {code, f"{code[:4]}00", f"{code[:2]}0000"} if code else set()


def bands(low: int | None, high: int | None) -> set[str]:
    given = [end for end in (low, high) if end is not None]
    if not given:
        return {"unstated"}
    reached = [
        [name for name, edge in BANDS if edge <= end][-1] for end in (min(given), max(given))
    ]
    names = [name for name, _ in BANDS]
    return set(names[names.index(reached[0]) : names.index(reached[1]) + 1])


def some(codes: str, most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(codes.split(", ")), unique=True, max_size=most).map(tuple)


PRICES = st.sampled_from(
    [(None, None), (5, None), (None, 10), (8, 60), (50, 50), (10, 99), (49, 300), (0, 9)]
)
DRAWN = st.builds(
    Drawn,
    some("C, 31, 311, 26, 44, D"),
    some("air, so2, nox, cod, water"),
    some("clean_energy, clean_production"),
    some("sole, ordinary"),
    some("B01D 53/50, B01D 53/86, B01D 46/02, C02F 1/44, C02F 3/12"),
    st.sampled_from([None, "410300", "410305", "410000", "110105"]),
    PRICES,
    st.sampled_from([None, 3, 9]),
)
VALUES = {
    "industry": "C, 31, 311, 26, 44, D, A",
    "pollutant": "air, so2, nox, cod, water",
    "field": "clean_energy, clean_production, eco_agriculture",
    "licence": "sole, ordinary",
    "ipc": "B, B01, B01D, B01D 53/00, B01D 46/00, C02F, C02F 1/00, H01M 10/00",
    "region": "410000, 410300, 410305, 110000, 110100",
    "price_band": "0-100000, 100000-500000, 500000-1000000, 1000000-5000000, unstated",
    "trl": "3, 9",
}
FILTERS = st.sets(st.sampled_from(COUNTED), max_size=3).flatmap(
    lambda names: st.fixed_dictionaries({n: some(VALUES[n], 3) for n in sorted(names)})
)


def listed(holder: Actor, drawn: Drawn) -> UUID:
    """A published technology with these codes, and the patents its symbols stand on."""
    low, high = (None if end is None else end * WAN for end in drawn.price)
    row = Technology(
        id=uuid4(),
        title="示例技术",
        holder_id=holder.org,
        state=TechnologyState.PUBLISHED,
        published_at=clock.now(),
        moved_at=clock.now(),
        region=drawn.region,
        price_low_fen=low,
        price_high_fen=high,
        trl_scale="a",
        trl_level=drawn.trl,
        tags=[
            TechnologyTag(vocabulary=name, code=code)
            for name in ("industries", "pollutants", "fields", "licences")
            for code in getattr(drawn, name)
        ],
        rests_on=[
            TechnologyPatent(patent=card([symbol]), position=n)
            for n, symbol in enumerate(drawn.symbols)
        ],
    )
    with unit() as session:
        session.add(row)
    return row.id


def card(symbols: list[str]) -> Patent:
    return Patent(
        id=uuid4(),
        title="示例专利",
        title_key="示例专利",
        number=display.number(),
        ipc=symbols,
        state=PatentState.LISTED,
        moved_at=clock.now(),
    )


@contextmanager
def indexed(keys: list[UUID]) -> Iterator[Index]:
    """An index of these technologies that has heard everything so far."""
    folder = Path(tempfile.mkdtemp(prefix="market-test-index-"))
    index = Index(folder / "index", LAYOUT)
    with reading() as session:
        documents = TABLES.documents(session, [("technology", key) for key in keys])
        index.apply(documents.values(), [], journal.head(session))
    try:
        yield index
    finally:
        index.close()
        shutil.rmtree(folder)


def ask(index: Index, filters: Mapping[str, tuple[str, ...]]) -> tuple[Answer, Asked]:
    asked = Asked(kinds=("technology",), filters=filters, limit=100, facets=COUNTED)
    with reading() as session:
        return search(session, NOBODY, asked, index=index), asked


def passes(facets: dict[str, set[str]], filters: Mapping[str, tuple[str, ...]]) -> bool:
    return all(facets[name] & set(wanted) for name, wanted in filters.items() if wanted)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(DRAWN, min_size=1, max_size=7),
    st.lists(FILTERS, min_size=3, max_size=3),
    st.sets(st.integers(0, 6), max_size=2),
)
def test_counts_are_what_one_counts_by_hand(
    database: Engine,
    drawn: list[Drawn],
    questions: list[dict[str, tuple[str, ...]]],
    gone: set[int],
) -> None:
    holder, operator = actor("holder"), actor("operator")
    keys = [listed(holder, one) for one in drawn]
    with indexed(keys) as index:
        for number in gone & set(range(len(keys))):  # The index does not hear of it.
            display.move(operator, keys[number], "suspend", reason="takedown_notice")
        there = [one.facets() for number, one in enumerate(drawn) if number not in gone]
        for filters in questions:
            answer, _ = ask(index, filters)
            found = [facets for facets in there if passes(facets, filters)]
            assert answer.total == len(answer.items) == len(found)
            for name in COUNTED:
                others = {n: wanted for n, wanted in filters.items() if n != name}
                near = [facets for facets in there if passes(facets, others)]
                by_hand = Counter(value for facets in near for value in facets[name])
                assert dict(answer.facets[name]) == by_hand, (name, filters)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(DRAWN, min_size=1, max_size=6), FILTERS)
def test_what_is_told_is_the_tree_opened_along_what_is_chosen(
    database: Engine, drawn: list[Drawn], filters: dict[str, tuple[str, ...]]
) -> None:
    holder = actor("holder")
    with indexed([listed(holder, one) for one in drawn]) as index:
        answer, asked = ask(index, filters)
        with reading() as session:
            told = values(session, asked, answer, "zh")
    for name, several in told.items():
        at = {value.value: n for n, value in enumerate(several)}
        assert len(at) == len(several)
        assert {v.value for v in several if v.chosen} == set(filters.get(name, ()))
        for value in several:
            assert value.count == answer.facets[name].get(value.value, 0)
            if value.parent in at:
                assert at[value.parent] < at[value.value]
        roots = {v.value for v in several if v.parent is None}
        assert roots >= {code for code in answer.facets[name] if code in ("C", "D", "B", "air")}
        for value in several:
            if value.chosen:
                here = {v.value for v in several if v.parent == value.value and v.count}
                found = {c for c in answer.facets[name] if parent_of(name, c) == value.value}
                assert here == found


def parent_of(name: str, code: str) -> str | None:
    """Reckoned from the letters of the code."""
    if name == "ipc":
        return {1: None, 3: code[:1], 4: code[:3]}.get(len(code), code[:4])
    if name == "region":
        above = [code[:2] + "0000", code[:4] + "00"]
        return next((one for one in reversed(above) if one != code), None)
    return LIES_IN.get(code)


@pytest.mark.parametrize(
    ("name", "wider_one"),
    [("ipc", "B"), ("ipc", "B01D"), ("industry", "C"), ("region", "410000"), ("pollutant", "air")],
)
def test_who_asks_for_the_wider_finds_what_lies_in_it(
    database: Engine, name: str, wider_one: str
) -> None:
    narrow = Drawn(("311",), ("so2",), (), (), ("B01D 53/50",), "410305", (None, None), 9)
    other = Drawn(("44",), ("cod",), (), (), ("C02F 1/44",), "110105", (None, None), 9)
    holder = actor("holder")
    keys = [listed(holder, one) for one in (narrow, other)]
    with indexed(keys) as index:
        answer, _ = ask(index, {name: (wider_one,)})
    assert [item.key[1] for item in answer.items] == keys[:1]
