"""Fees that cannot be read two ways, who may change a draft, and why a broker fits a place."""

from typing import Any
from uuid import uuid4

import pytest

from marketplace.core.actor import NOBODY, SYSTEM, Actor
from marketplace.service.errors import FeeUnclear
from marketplace.service.models import Broker, Mandate
from marketplace.service.models.broker import BrokerFacet
from marketplace.service.rules.fee import Fee, commission, must_be_clear
from marketplace.service.rules.mandate import may_change
from marketplace.service.rules.routing import Fit, fit
from marketplace.service.states import MandateState


def _tier(up_to: int | None, permille: int = 50) -> dict[str, Any]:
    return {"up_to_fen": up_to, "permille": permille}


def test_tiers_that_rise_to_an_open_last_one_are_clear() -> None:
    must_be_clear(Fee("tiers", tiers=(_tier(100), _tier(200), _tier(None))))
    must_be_clear(Fee("tiers", tiers=(_tier(None),)))


@pytest.mark.parametrize(
    "bounds",
    [(), (100,), (None, None), (100, None, None), (200, 100, None), (100, 100, None), (0, None)],
)
def test_tiers_with_a_gap_an_open_middle_or_a_fall_are_unclear(
    bounds: tuple[int | None, ...],
) -> None:
    with pytest.raises(FeeUnclear) as told:
        must_be_clear(Fee("tiers", tiers=tuple(_tier(bound) for bound in bounds)))
    assert told.value.data["fields"] == ["fee_kind"]


@pytest.mark.parametrize("base", ["received", "contract"])
@pytest.mark.parametrize("received", [0, 1, 10**9])
def test_inv_k1_a_fixed_fee_is_due_whole_once_the_contract_is_effective(
    base: str, received: int
) -> None:
    fee = Fee("fixed", fen=500_000, base=base)
    sums = {"contract_fen": 10**9, "received_fen": received}
    assert commission(fee, effective=True, **sums) == 500_000
    assert commission(fee, effective=False, **sums) == 0


@pytest.mark.parametrize("state", MandateState)
def test_a_mandate_is_changed_by_its_drafter_and_only_while_it_is_a_draft(
    state: MandateState,
) -> None:
    firm, client = uuid4(), uuid4()
    row = Mandate(broker_org=firm, client_org=client, drafted_by=firm, state=state)
    assert may_change(Actor(uuid4(), firm), row) is (state is MandateState.DRAFTED)
    for other in (Actor(uuid4(), client), Actor(uuid4(), uuid4()), NOBODY, SYSTEM):
        assert not may_change(other, row)


def _fit(region: str | None, *known: str, grade: str = "junior", **wanted: Any) -> Fit:
    facets = [BrokerFacet(facet="region", code=code) for code in known]
    facets.append(BrokerFacet(facet="field", code="energy_saving_env"))
    asked = {"green_fields": (), "industries": (), "ipc": ()} | wanted
    return fit(Broker(grade=grade, facets=facets), region=region, **asked)


@pytest.mark.parametrize(
    ("region", "known", "score", "reason"),
    [
        ("410305", ("410305",), 20, "在同一区县服务"),
        ("410305", ("410302",), 15, "在同一城市服务"),
        ("410305", ("410300",), 15, "在同一城市服务"),
        ("410305", ("410000",), 8, "在同一省份服务"),
        ("410305", ("410100",), 8, "在同一省份服务"),
        ("410305", ("420000", "410100", "410305"), 20, "在同一区县服务"),
    ],
)
def test_the_nearest_place_a_broker_works_in_counts_and_is_said(
    region: str, known: tuple[str, ...], score: int, reason: str
) -> None:
    found = _fit(region, *known)
    assert (found.score, [said.zh for said in found.reasons]) == (score, [reason])


@pytest.mark.parametrize(("region", "known"), [(None, "410305"), ("", "410305"), ("410305", "42")])
def test_without_a_common_place_a_broker_gets_neither_points_nor_reasons(
    region: str | None, known: str
) -> None:
    assert _fit(region, known, grade="senior") == Fit(0, (), knows=False)


def test_a_thing_of_no_place_is_routed_by_its_field_alone() -> None:
    found = _fit(None, "410305", grade="senior", green_fields=("energy_saving_env",))
    assert found.score == 36
    assert [said.zh.split("：")[0] for said in found.reasons] == ["熟悉领域"]
