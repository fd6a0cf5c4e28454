"""Patent cards and technologies: entered by their holders, reviewed by the operator."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from marketplace.core import clock
from marketplace.core.actor import Actor
from marketplace.display import actions, public, queries
from marketplace.display.actions.patent import CardIn
from marketplace.display.actions.technology import Dossier
from marketplace.display.public import Evidence
from marketplace.sample import book
from marketplace.sample.stage import Stage

SOURCE = "示例数据（号码校验位正确，不对应真实专利）"
LABORATORY = "衡准环境检测有限公司（示例）"
HOUR = 60
OLDEST, SPREAD = 215, 150
TOPIC = {"energy_saving_env": "2", "clean_production": "1", "clean_energy": "4",
         "eco_restoration": "5", "green_infrastructure": "6", "eco_agriculture": "5"}  # fmt: skip
# Which moves, by whom, lead to the state a row asks for; every one begins as a draft.
PATHS: dict[str, tuple[tuple[str, str], ...]] = {
    "draft": (),
    "submitted": (("holder", "submit"),),
    "under_review": (("holder", "submit"), ("operator", "take")),
    "changes_requested": (
        ("holder", "submit"), ("operator", "take"), ("operator", "request_changes"),
    ),
    "published": (("holder", "submit"), ("operator", "take"), ("operator", "publish")),
    "withdrawn": (
        ("holder", "submit"), ("operator", "take"), ("operator", "publish"), ("holder", "withdraw"),
    ),
}  # fmt: skip
ASK = ("claims_unsupported", "请补充节水率的检测报告或改为自行声明。")


def plan(stage: Stage) -> None:
    """Spread the technologies over half a year; the data files name the latest ones' days."""
    for number, row in enumerate(book.technologies()):
        waiting = row.get("state") in {"submitted", "under_review"}
        days = 3 if waiting else row.get("days", OLDEST - number * 37 % SPREAD)
        _plan(stage, row, days, number * 11 % 300)


def _plan(stage: Stage, row: book.Row, days: int, minutes: int) -> None:
    stage.on(days, minutes, _draft, row)
    state = row.get("state", "published")
    for at, (who, name) in enumerate(PATHS[state], 1):
        actor = "operator" if who == "operator" else _head(row)
        stage.on(days - at // 2, minutes + at * HOUR, _move, row["key"], actor, name)
    if state == "published":
        stage.on(days - 6, minutes, _confirm, row)


def _head(row: book.Row) -> str:
    """The person who enters for a holder."""
    head: str = book.organisations()[row["holder"]]["people"][0][0]
    return head


def _draft(session: Session, stage: Stage, row: book.Row) -> None:
    holder = stage.actors[_head(row)]
    proofs = [_patent(session, holder, row, patent) for patent in row["patents"]]
    fields = _fields(row) | {"patents": proofs}
    made = actions.technology.create(session, holder, Dossier(fields))
    stage.ids["technology", row["key"]] = made.id


def _patent(session: Session, holder: Actor, row: book.Row, patent: list[str]) -> dict[str, object]:
    """Enter a card; the check digits are right, the numbers are nobody's."""
    number, symbol, title = patent
    filed = date(int(number[:4]), 1 + int(number[-4]), 1 + int(number[-5:-3]) % 28)
    checked = clock.today() - timedelta(days=3)
    card = CardIn(
        title=title,
        number=number,
        abstract=row["summary"],
        applicants=(book.organisations()[row["holder"]]["name"],),
        ipc=(symbol,),
        filed_on=filed,
        granted_on=filed + timedelta(days=700),
        legal_state="granted",
        legal_state_on=checked,
        legal_state_source=SOURCE,
        source=SOURCE,
    )
    entered, _ = actions.patent.enter(session, holder, card)
    return {
        "patent_id": str(entered.id),
        "proof_kind": "office_query",
        "proof_number": f"示例查询 {number}",
        "proof_on": checked,
    }


PLAIN = (
    "title", "summary", "stages", "topics", "industries", "processes", "pollutants", "know_how",
    "scale", "fields",
)  # fmt: skip


def _fields(row: book.Row) -> dict[str, object]:
    low, high = row["price"] or (None, None)
    fields: dict[str, object] = {name: row[name] for name in PLAIN if name in row}
    fields.setdefault("stages", ["production"])
    if book.organisations()[row["holder"]].get("state_set_up"):
        fields["price_route"] = "agreement"
    return fields | {
        "description": f"{row['text']}\n\n{row['en']}",
        "effects": row.get("effects", ["cuts_pollution"]),
        "catalogue": row.get("catalogue", [TOPIC[row["fields"][0]]]),
        "catalogue_confirmed": True,
        "licences": row.get("licences", ["ordinary", "joint_development"]),
        "references_count": row.get("references"),
        "investment_fen": book.fen(row.get("investment")),
        "running_cost_fen": book.fen(row.get("running")),
        "trl_scale": "a",
        "trl_level": row["trl"],
        "trl_evidence": f"示例依据：{row.get('references', 0)} 处应用记录或样机试验报告",
        "experimental_notice": row.get("notice"),
        "price_mode": row.get("mode", "lump_sum_once"),
        "price_low_fen": book.fen(low),
        "price_high_fen": book.fen(high),
        "region": row.get("region", "410300"),
        "claims": [_claim(row, at, claim) for at, claim in enumerate(row["claims"])],
        "unquantified": not row["claims"],
        "non_confidential": True,
        "contact": "示例成果转化办公室 0379-0000-0000",
    }


def _claim(row: book.Row, at: int, claim: list[str]) -> dict[str, object]:
    measurand, quantity, condition, baseline, proof = (*claim, "", "", "")[:5]
    made: dict[str, object] = {"measurand": measurand, "quantity": quantity}
    made |= {"condition": condition, "baseline": baseline}
    if proof:
        made |= {"evidence_number": _report(row, at), "evidence_issuer": LABORATORY}
    return made


def _move(session: Session, stage: Stage, key: str, who: str, name: str) -> None:
    found, actor = stage.ids["technology", key], stage.actors[who]
    reason, text = ASK if name == "request_changes" else (None, None)
    seen = queries.technology.technology(session, actor, found).version
    actions.technology.move(session, actor, found, name, seen, reason, text)


def _confirm(session: Session, stage: Stage, row: book.Row) -> None:
    """Mark the claims that the sample's laboratory measured as confirmed (INV-L5)."""
    kept = public.claims(session, stage.ids["technology", row["key"]])
    for at, (card, claim) in enumerate(zip(kept, row["claims"], strict=True)):
        if claim[4:] == ["confirmed"]:
            paper = Evidence("confirmed", _report(row, at), None, LABORATORY, clock.today())
            public.set_evidence(session, card.id, paper)


def _report(row: book.Row, at: int) -> str:
    return f"示检字 {row['key']}-{at + 1}"
