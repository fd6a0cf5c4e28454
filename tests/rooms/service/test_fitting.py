"""Which agencies fit a thing: by what they are accredited for today, each point with its reason."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from marketplace.core.clock import held, now, today
from marketplace.core.unit import reading
from marketplace.core.vocabulary import vocabulary
from marketplace.service import public
from tests.factories.identity import actor
from tests.factories.service import agency, broker, draft_agency

pytestmark = pytest.mark.usefixtures("database")


def found(**more: Any) -> dict[UUID, public.AgencyCandidate]:
    asked: dict[str, Any] = {
        "region": "410305",
        "green_fields": ["energy_saving_env"],
        "pollutants": ["so2"],
    }
    with reading() as session:
        return {one.agency.id: one for one in public.agencies_for(session, **asked | more)}


def test_an_agency_fits_by_its_items_services_fields_and_place_and_says_so() -> None:
    row = agency()
    best = found()[row.id]
    assert [reason.zh for reason in best.reasons] == [
        "资质范围内有项目：二氧化硫",
        "资质有效的服务：废气和环境空气检测",
        "资质项目服务领域：节能环保",
        "在同一城市服务",
    ]
    assert best.score == 40 + 20 + 15 + 15


def test_an_item_without_a_certificate_of_its_own_counts_for_nothing() -> None:
    row = agency()
    # 恶臭 stands in its list, but under no certificate.
    assert "项目" not in str(found(pollutants=["odour"], green_fields=[])[row.id].reasons)


def test_being_near_alone_is_no_reason() -> None:
    row = agency()
    assert row.id not in found(pollutants=["cod"], green_fields=["clean_energy"])
    assert row.id not in found(pollutants=[], green_fields=[])


def test_only_what_is_accredited_today_counts() -> None:
    row = agency(end=today() + timedelta(days=10))
    assert row.id in found()
    with held(now() + timedelta(days=12)):
        assert row.id not in found()


def test_an_agency_that_is_not_listed_does_not_fit() -> None:
    assert draft_agency(actor("agency")) not in found()


def test_a_short_name_inside_a_longer_one_is_another_thing() -> None:
    row = agency()
    assert "项目" not in str(found(pollutants=["co"], green_fields=[])[row.id].reasons)


def test_the_services_a_pollutant_needs_are_scopes_of_the_vocabulary() -> None:
    scopes, tree = vocabulary("agency_scopes"), vocabulary("pollutants")
    roots = {term.code for term in tree.children()}
    assert set(scopes.maps["pollutants"]) <= roots
    assert all(
        scopes.known(code) for several in scopes.maps["pollutants"].values() for code in several
    )


def test_a_broker_who_is_only_near_is_told_apart_from_one_who_knows_the_thing() -> None:
    near = broker(facets={"field": ("eco_agriculture",), "region": ("410300",)})
    knows = broker(facets={"field": ("clean_energy",), "region": ("410300",)})
    with reading() as session:
        ranked = public.brokers_for(
            session, region="410305", green_fields=["clean_energy"], industries=[], ipc=[]
        )
    told = {one.broker.id: one.knows for one in ranked}
    assert (told[near.broker.id], told[knows.broker.id]) == (False, True)
