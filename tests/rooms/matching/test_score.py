"""One score a pair: what decides it, what it says, and that it keeps silent where nothing fits."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.matching.rules.features import DemandSide, TechnologySide, fingerprint
from marketplace.matching.rules.hard import conditions
from marketplace.matching.rules.score import Scored, score
from marketplace.matching.rules.weights import weights
from tests.factories.matching import TODAY, asked, effect, offered, target

BY = weights()
HARD = {"target", "trl", "price", "investment", "licence", "deadline"}
SOFT = {"field", "industry", "process", "pollutant", "ipc", "region", "text"}


def scored(demand: DemandSide, technology: TechnologySide) -> Scored:
    return score(demand, technology, TODAY)


def test_a_pair_that_fits_in_all_respects_is_told() -> None:
    found = scored(asked(), offered())
    assert found.push
    assert found.score > 0.9
    assert all(f.verdict == "yes" for f in found.features)


# (name of the condition, change of the demand, change of the technology): each pair fits in all
# respects but one.
def _target(code: str, wanted: str, given: str) -> tuple[str, dict[str, Any], dict[str, Any]]:
    return (
        f"target:{code}",
        {"targets": (target(code, wanted),)},
        {"effects": (effect(code, given),)},
    )


PAIRS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    _target("so2_out", "≤35 mg/m³", "=50 mg/m³"),
    _target("so2_out", "≤0.035 g/m³", "=36 mg/m³"),
    _target("nox_out", "≤50 mg/m³", "=100 mg/m³"),
    _target("nox_out", "≤50 mg/m³", "60~80 mg/m³"),
    _target("particulates_out", "≤10 mg/m³", "=20 mg/m³"),
    _target("particulates_out", "<10 mg/m³", "=10 mg/m³"),
    _target("dioxins_out", "≤0.5 ng/m³", "=1 ng/m³"),
    _target("cod_out", "≤50 mg/L", "=80 mg/L"),
    _target("ammonia_nitrogen_out", "≤5 mg/L", "=8 mg/L"),
    _target("desulphurisation_rate", "≥98%", "=95%"),
    _target("desulphurisation_rate", "≥98%", "80~90%"),
    _target("denitrification_rate", "≥90%", "=85%"),
    _target("vocs_removal_rate", "≥95%", "=900‰"),
    _target("energy_saving_rate", "≥20%", "=10%"),
    _target("thermal_efficiency", "≥92%", "=88%"),
    _target("cop", "≥4", "=3.5"),
    _target("noise_level", "≤55 dB(A)", "=70 dB(A)"),
    _target("water_reuse_rate", "≥90%", "=60%"),
    _target("pressure_drop", "≤1 kPa", "=1500 Pa"),
    _target("sludge_moisture", "≤60%", "=80%"),
    ("trl", {"trl": 8}, {"trl": 7}),
    ("trl", {"trl": 9}, {"trl": 4}),
    ("price", {"budget_fen": 99_999_999}, {"investment_fen": None}),
    ("price", {"budget_fen": 1}, {"price_high_fen": None, "investment_fen": None}),
    ("investment", {"budget_fen": 499_999_999}, {}),
    ("investment", {"budget_fen": 300_000_000}, {"price_low_fen": None, "price_high_fen": None}),
    ("licence", {"licences": ("exclusive",)}, {}),
    ("licence", {"licences": ("sole", "exclusive")}, {"licences": ("ordinary", "transfer")}),
    ("deadline", {"deadline": TODAY.replace(day=22)}, {}),
    ("deadline", {"deadline": TODAY.replace(year=2025)}, {}),
]


@pytest.mark.parametrize(("name", "wants", "has"), PAIRS)
def test_one_hard_condition_decides_the_order(
    name: str, wants: dict[str, Any], has: dict[str, Any]
) -> None:
    """The same pair without the condition is told, with it never; the line says so in words."""
    demand, technology = asked(**wants), offered(**has)
    missed = scored(demand, technology)
    line = next(f for f in missed.features if f.name == name)
    assert [f.name for f in missed.features if f.verdict == "no" and f.hard] == [name]
    assert (line.verdict, line.hard) == ("no", True)
    assert "✗" in line.words.zh
    assert "✗" in line.words.en
    assert not missed.push
    assert missed.score <= BY.cap < BY.push <= scored(asked(), offered()).score


def test_there_are_thirty_constructed_pairs() -> None:
    assert len(PAIRS) == 30


def test_an_explanation_is_whole_whatever_is_asked() -> None:
    bare = DemandSide(id=asked().id, seeker_id=None, title="需要除尘", open=True)
    for demand in (asked(), bare):
        kinds = {f.kind for f in scored(demand, offered()).features}
        assert kinds == HARD | SOFT
        for feature in scored(demand, offered()).features:
            assert feature.words.zh
            assert feature.words.en


def test_every_target_has_its_own_line_and_a_wish_does_not_decide() -> None:
    demand = asked(
        targets=(
            target("so2_out", "≤35 mg/m³"),
            target("nox_out", "≤50 mg/m³", must=False),
            target("cop", "≥4", must=False),
        )
    )
    found = scored(demand, offered(effects=(*offered().effects, effect("nox_out", "=80 mg/m³"))))
    verdicts = {f.name: f.verdict for f in found.features if f.kind == "target"}
    assert verdicts == {"target:so2_out": "yes", "target:nox_out": "no", "target:cop": "unknown"}
    assert found.push


def test_the_words_say_figure_demand_verdict_and_proof_in_both_languages() -> None:
    lines = {f.name: f.words for f in conditions(asked(), offered(), TODAY, BY)}
    assert (
        lines["target:so2_out"].zh == "SO₂ 出口浓度 ≤ 28 mg/m³，要求 ≤ 35 mg/m³ ✓（附第三方报告）"
    )
    assert lines["target:so2_out"].en == (
        "SO₂ at the outlet ≤ 28 mg/m³, asked ≤ 35 mg/m³ ✓ (external report attached)"
    )
    assert lines["price"].zh == "价格 100 万元 至 200 万元，预算 800 万元 ✓"
    assert lines["trl"].en == "Maturity level 8, at least 7 asked ✓"


def test_what_is_not_stated_is_unknown_and_never_a_no() -> None:
    silent = offered(
        effects=(), trl=None, licences=(), price_low_fen=None, price_high_fen=None,
        investment_fen=None,
    )  # fmt: skip
    found = scored(asked(), silent)
    hard = {f.kind: f.verdict for f in found.features if f.hard}
    assert hard == dict.fromkeys(HARD - {"deadline"}, "unknown") | {"deadline": "yes"}
    assert found.score < scored(asked(), offered()).score


def test_the_best_of_several_claims_speaks_a_proved_one_first() -> None:
    found = scored(
        asked(),
        offered(
            effects=(
                effect("so2_out", "=90 mg/m³"),
                effect("so2_out", "=30 mg/m³", "none"),
                effect("so2_out", "=33 mg/m³", "confirmed"),
            )
        ),
    )
    line = next(f for f in found.features if f.name == "target:so2_out")
    assert line.words.zh == "SO₂ 出口浓度 33 mg/m³，要求 ≤ 35 mg/m³ ✓（已核验）"


STRANGERS: list[dict[str, Any]] = [
    {
        "title": "畜禽粪污厌氧发酵制沼气",
        "text": "养殖场粪污资源化",
        "industries": ("03",),
        "pollutants": ("methane",),
        "fields": ("eco_agriculture",),
    },
    {
        "title": "含铬废水电化学还原",
        "text": "电镀废水重金属去除",
        "processes": ("electroplating",),
        "industries": ("33",),
        "pollutants": ("heavy_metals",),
        "fields": ("clean_production",),
        "ipc": ("C02F 1/46",),
    },
    {
        "title": "薄膜光伏组件封装",
        "text": "组件寿命提升",
        "industries": ("38",),
        "fields": ("clean_energy",),
        "ipc": ("H01L 31/04",),
    },
]
BARE: dict[str, Any] = dict.fromkeys(("processes", "pollutants", "effects", "ipc"), ())


@pytest.mark.parametrize("other", STRANGERS)
def test_where_nothing_fits_there_is_silence(other: dict[str, Any]) -> None:
    """Meeting maturity, price and licence does not make a stranger a match."""
    found = scored(asked(), offered(**BARE | other, shown=""))
    assert not found.keep


def test_a_pair_of_one_organisation_or_with_a_closed_side_is_none() -> None:
    demand = asked()
    assert scored(demand, offered(holder_id=demand.seeker_id)).score == 0
    assert scored(replace(demand, open=False), offered()).score == 0
    assert scored(demand, offered(open=False)).score == 0


def test_know_how_is_never_quoted() -> None:
    """Only words of what everybody may read are named as shared."""
    demand = asked(title="高铝粉煤灰脱硫", text="")
    found = scored(demand, offered(title="烟气脱硫", shown="", text="秘方：高铝粉煤灰"))
    line = next(f for f in found.features if f.name == "text")
    assert "粉煤灰" not in line.words.zh


def test_the_reasons_named_first_are_conditions_that_are_met() -> None:
    why = scored(asked(), offered()).why()
    assert why.zh.startswith("SO₂ 出口浓度")
    assert why.zh.count("；") == why.en.count(";") == 2


@given(
    trl=st.none() | st.integers(1, 9),
    given_trl=st.none() | st.integers(1, 9),
    budget=st.none() | st.integers(0, 10**12),
    low=st.none() | st.integers(0, 10**12),
    processes=st.sets(st.sampled_from(["sintering", "coking", "cement_kiln"])),
    pollutants=st.sets(st.sampled_from(["so2", "nox", "cod", "air"])),
)
def test_any_pair_scores_between_0_and_1_and_a_hard_no_is_never_told(
    trl: int | None,
    given_trl: int | None,
    budget: int | None,
    low: int | None,
    processes: set[str],
    pollutants: set[str],
) -> None:
    demand = asked(trl=trl, budget_fen=budget)
    technology = offered(
        trl=given_trl,
        price_low_fen=low,
        price_high_fen=None,
        processes=tuple(sorted(processes)),
        pollutants=tuple(sorted(pollutants)),
    )
    found = scored(demand, technology)
    assert 0 <= found.score <= 1
    assert found == scored(demand, technology)
    if any(f.hard and f.verdict == "no" for f in found.features):
        assert not found.push


def test_a_fingerprint_changes_with_what_is_compared_and_with_the_weights() -> None:
    demand, technology = asked(), offered()
    mark = fingerprint(demand, technology, BY.version)
    assert mark == fingerprint(replace(demand), replace(technology), BY.version)
    assert mark != fingerprint(replace(demand, trl=8), technology, BY.version)
    assert mark != fingerprint(demand, technology, BY.version + 1)
