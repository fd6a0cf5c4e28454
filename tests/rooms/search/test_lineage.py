"""Documents carry what their codes lie in, so that a tree's counts are right whatever made them."""

from collections.abc import Callable

import pytest

from marketplace.core import trees
from marketplace.core.lexicon import SOURCES
from marketplace.core.unit import reading, unit
from marketplace.display import actions
from marketplace.search.queries.news import TABLES, Key
from search_index import Document
from tests.factories import demands, display, service
from tests.factories.identity import actor

Follow = Callable[[], int]


def documents(*keys: Key) -> list[Document]:
    with reading() as session:
        found = TABLES.documents(session, keys)
    assert len(found) == len(keys)
    return list(found.values())


@pytest.fixture
def everything(database: object) -> list[Document]:
    """One public thing of each kind, with codes deep in their trees."""
    operator, holder = actor("operator"), actor("holder", "enterprise")
    patent = display.patent(holder, ipc=("B01D 53/50", "C02F 1/44"))
    with_codes = {
        "industries": ["311"],
        "pollutants": ["so2", "co2"],
        "processes": ["sintering"],
        "region": "410305",
    }
    technology = display.published(
        holder, operator, patents=display.full(patent.id)["patents"], **with_codes
    )
    demand = demands.published(actor("enterprise"), operator)
    return documents(
        ("technology", technology.id),
        ("demand", demand.id),
        ("broker", service.broker().broker.id),
        ("agency", service.agency().id),
    )


def test_every_document_carries_what_its_codes_lie_in(everything: list[Document]) -> None:
    deep = set()
    for document in everything:
        for facet in document.facets.keys() & SOURCES.keys():
            codes, name = set(document.facets[facet]), SOURCES[facet]
            assert codes == set(trees.lineage(name, codes)), document.key
            if codes > set(trees.narrowest(name, codes)):
                deep.add(facet)
    assert deep >= {"ipc", "industry", "pollutant", "region"}


def test_a_technology_carries_each_level_of_its_codes_and_its_band(
    everything: list[Document],
) -> None:
    facets = everything[0].facets
    assert set(facets["ipc"]) == {"B", "B01", "B01D", "B01D 53/00", "C", "C02", "C02F", "C02F 1/00"}
    assert set(facets["industry"]) == {"311", "31", "C"}
    assert set(facets["pollutant"]) == {"so2", "air", "co2", "greenhouse"}
    assert facets["price_band"] == ("unstated",)


def test_a_patent_card_carries_the_kinds_of_its_holder_and_its_classes(database: object) -> None:
    operator, holder = actor("operator"), actor("holder", "agency")
    own, nobodys = display.patent(holder), display.patent(operator, ipc=("F23J 15/02",))
    with unit() as session:
        actions.patent.move(session, operator, own.id, "list", None)
    (mine,), (theirs,) = documents(("patent", own.id)), documents(("patent", nobodys.id))
    assert mine.facets["holder_kind"] == ("agency", "holder")
    assert "holder_kind" not in theirs.facets
    assert set(theirs.facets["ipc"]) == {"F", "F23", "F23J", "F23J 15/00"}
