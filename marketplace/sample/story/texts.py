"""What the people of the story say; every text tells that it is invented."""

from datetime import timedelta
from typing import Any

from marketplace.core import clock

DIGITS = tuple(range(2, 10)) * 2
Body = dict[str, Any]


def patent_number(serial: int) -> str:
    """A Chinese application number whose check digit is right and whose serial nobody has."""
    digits = f"20231{9_900_000 + serial % 100_000:07d}"
    total = sum(int(d) * w for d, w in zip(digits, DIGITS, strict=False))
    return f"{digits}.{'0123456789X'[total % 11]}"


def patent(tag: str, serial: int) -> Body:
    """A card."""
    return {
        "title": f"一种循环流化床半干法脱硫装置（示例 {tag}）",
        "number": patent_number(serial),
        "ipc": ["B01D53/50"],
        "legal_state": "granted",
        "source": "示例数据",
    }


def technology(tag: str, patent_id: str) -> Body:
    """A dossier that lacks nothing."""
    return {
        "title": f"烧结烟气循环流化床脱硫技术（示例 {tag}）",
        "summary": "示例：半干法脱硫除尘，无废水外排",
        "description": "示例技术，由演示故事发布，结束后自动撤回。",
        "patents": [
            {
                "patent_id": patent_id,
                "proof_kind": "office_query",
                "proof_number": f"示例 {tag}",
                "proof_on": clock.today().isoformat(),
            }
        ],
        "effects": ["cuts_pollution"],
        "fields": ["energy_saving_env"],
        "industries": ["31"],
        "processes": ["sintering"],
        "pollutants": ["so2", "particulates"],
        "licences": ["ordinary"],
        "trl_scale": "a",
        "trl_level": 9,
        "trl_evidence": "示例：六台烧结机在运行",
        "price_mode": "lump_sum_once",
        "price_low_fen": 200_000_000,
        "price_high_fen": 320_000_000,
        "region": "410300",
        "contact": "示例联系人",
        "non_confidential": True,
        "claims": [
            {"measurand": "so2_out", "quantity": "≤20 mg/m³", "condition": "基准氧含量 16%"},
            {"measurand": "gas_throughput", "quantity": "40-120 万m³/h"},
        ],
    }


def demand(tag: str) -> Body:
    """What the seeker needs: the same quantities from the other side."""
    return {
        "title": f"烧结烟气二氧化硫降到三十五以下（示例 {tag}）",
        "text": "示例需求：一台 265 平方米烧结机，烟气 95 万 m³/h，出口二氧化硫要求稳定低于 35。",
        "targets": [
            {"measurand": "so2_out", "quantity": "≤35 mg/m³", "condition": "基准氧含量 16%"},
            {"measurand": "gas_throughput", "quantity": "95 万m³/h"},
        ],
        "budget_low": 200_000_000,
        "budget_high": 600_000_000,
        "budget_source": "own",
        "industry": "31",
        "place": "410323",
        "processes": ["sintering"],
        "pollutants": ["so2"],
        "green_fields": ["energy_saving_env"],
        "licences": ["ordinary"],
        "contact": "示例联系人",
    }


def broker(tag: str) -> Body:
    """The broker's papers."""
    return {
        "grade": "senior",
        "certificate": f"示例-{tag}",
        "grade_until": (clock.today() + timedelta(days=365)).isoformat(),
        "green_fields": ["energy_saving_env"],
        "regions": ["410300"],
        "introduction": "示例经纪人，只为演示故事而设。",
    }


def mandate(broker_id: str, client: str) -> Body:
    """By which the broker acts for the seeker."""
    today = clock.today()
    return {
        "broker_id": broker_id,
        "client_org": client,
        "title": "示例委托：引进烧结烟气治理技术",
        "side": "buyer",
        "scope": "示例：协助谈判许可条款",
        "valid_from": today.isoformat(),
        "valid_until": (today + timedelta(days=180)).isoformat(),
        "fee_kind": "percent",
        "fee_permille": 30,
    }


def terms(fen: int) -> Body:
    """An offer: an ordinary licence for a lump sum."""
    return {
        "terms": {
            "licence": "ordinary",
            "price_mode": "lump_sum_once",
            "lump_sum_fen": fen,
            "territory": ["410000"],
            "acts": ["make", "use"],
            "months": 60,
        }
    }
